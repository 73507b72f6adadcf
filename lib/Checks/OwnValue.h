// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether what a variable holds is known to nobody else.
#ifndef HONE_LIB_CHECKS_OWNVALUE_H
#define HONE_LIB_CHECKS_OWNVALUE_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace hone {

/// Whether \p E makes a value of other values and of copies alone, so nobody knows what it holds.
bool isNewValue(const clang::Expr &E);
/// Whether something is moved on purpose inside \p E.
bool movesSomething(const clang::Expr &E);
/// Whether a use of a variable leaves no pointer, reference or iterator into what it holds, and
/// brings nothing in that others know: the answer is yes for copies, numbers, and what is
/// changed in place.
bool leavesNoView(const clang::DeclRefExpr &Use, clang::ASTContext &C);

} // namespace hone

#endif
