// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arguments of macros that are not evaluated in the configuration that was analysed:
// `assert(next(it))` where NDEBUG is defined. Elsewhere they are, and no effect of theirs is known.
#ifndef HONE_LIB_CHECKS_MACROARGUMENTS_H
#define HONE_LIB_CHECKS_MACROARGUMENTS_H

#include "hone/Analysis/Refusal.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include <optional>

namespace hone {

/// An argument of a macro in \p Part, a part of \p F, that the compiler does not evaluate and
/// that does more than plainly read variables and ask containers what they hold. Code: preprocessor.
std::optional<Refusal> findUnreadArgument(clang::SourceRange Part, const clang::FunctionDecl &F,
                                          clang::ASTContext &C);

/// What a function of the project that was looked into may do in another configuration only: between
/// preprocessor lines, or in a macro that does nothing here, be it an assertion: it may be what an
/// edit must not come before, or read what an edit holds back. Code: preprocessor.
std::optional<Refusal> findLeftOut(const clang::FunctionDecl &Called, clang::ASTContext &C);

} // namespace hone

#endif
