// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether what a loop reads is there to be read in front of it, even if the loop
// then never runs.
#ifndef HONE_LIB_CHECKS_PRESENCE_H
#define HONE_LIB_CHECKS_PRESENCE_H

#include "hone/Analysis/Effects.h"
#include "clang/AST/ASTContext.h"
#include <optional>

namespace hone {

/// Finds a reason why the object of a class that \p Object names may have ended, or not have
/// begun, when control gets to \p Loop. Variables of the function and their members are there; so are
/// *this and what a reference was bound to, if nothing that runs before could have ended it. What
/// a pointer or a function's result leads to may be gone. \p Read, if there is one, is read whenever
/// \p Loop is reached: the variable it names is there. Without \p MembersToo the caller sees to it that members
/// of an object that is not made yet are not read. Code: may-be-gone.
std::optional<Refusal> findAbsence(const clang::Expr &Object, const clang::Stmt &Loop,
                                   const clang::FunctionDecl &F, clang::ASTContext &C,
                                   const clang::Expr *Read = nullptr, bool MembersToo = true);

/// Whether \p Object, which findAbsence() knows, may be one that is not made yet or is being
/// destroyed: a member, or what the caller gave a reference to. It is there once it has been read.
bool mayBeUnmade(const clang::Expr &Object);

} // namespace hone

#endif
