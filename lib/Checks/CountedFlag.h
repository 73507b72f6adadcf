// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Flags that a loop sets where it counts: the count says afterwards whether it did.
#ifndef HONE_LIB_CHECKS_COUNTEDFLAG_H
#define HONE_LIB_CHECKS_COUNTEDFLAG_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace hone {

/// The assignment `flag = true` that \p Loop makes right beside \p Count, a `++n` that is all that the loop does
/// with n, if it can as well be made behind the loop where n has been counted: the flag is a local that
/// nothing else in the loop names. Null: there is none.
const clang::BinaryOperator *flagBeside(const clang::Expr &Count, const clang::Stmt &Loop, clang::ASTContext &C);

} // namespace hone

#endif
