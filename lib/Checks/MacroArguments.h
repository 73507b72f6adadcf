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

namespace clang {
class Preprocessor;
}

namespace hone {

/// What may be something else in another configuration in \p F: a macro that does nothing here or leaves out what it is given, but for assertions that
/// plainly read variables of the function's own and ask containers what they hold; or a preprocessor line in
/// front of \p Loop, if there is one, where it decides who else knows what the edit is about. Code: preprocessor.
std::optional<Refusal> findUnreadArgument(const clang::Stmt *Loop, const clang::FunctionDecl &F,
                                          clang::ASTContext &C, clang::Preprocessor *PP);

/// What a function of the project that was looked into may do in another configuration only: it stands
/// between preprocessor lines, or has some, or works with what does, or has a macro that does nothing here, be
/// it an assertion: it may be what an edit must not come before, or read what an edit holds back. Code: preprocessor.
std::optional<Refusal> findLeftOut(const clang::FunctionDecl &Called, clang::ASTContext &C, clang::Preprocessor *PP);

} // namespace hone

#endif
