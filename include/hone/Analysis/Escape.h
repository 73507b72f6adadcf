// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether a pointer or reference to a local variable may exist somewhere.
#ifndef HONE_ANALYSIS_ESCAPE_H
#define HONE_ANALYSIS_ESCAPE_H

#include "hone/Analysis/Refusal.h"
#include "clang/AST/Decl.h"
#include <optional>

namespace hone {

/// Finds a use of the local variable or parameter \p V through which \p Body
/// could make its address or a reference to it known to anything but the
/// variable's own name. A whitelist of uses: reading, assigning, members, built-in
/// indexing, member functions of standard containers, arguments of
/// functions whose body is in the unit and keeps nothing. Pointers to a container's
/// elements do not count, the container object itself does.
std::optional<Refusal> findEscape(const clang::VarDecl &V, const clang::Stmt &Body,
                                  const clang::ASTContext &C);

/// True if \p V is a local or parameter of \p F, is no reference, and does not
/// escape anywhere in it (never true for statics and captures).
bool isPrivate(const clang::VarDecl &V, const clang::FunctionDecl &F,
               const clang::ASTContext &C);

/// True if the scalar \p V can be known elsewhere only once control has come past \p S, which no
/// loop is around: compilers see that, too.
bool escapesOnlyBehind(const clang::VarDecl &V, const clang::Stmt &S, const clang::FunctionDecl &F,
                       const clang::ASTContext &C);

} // namespace hone

#endif
