// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The values whose largest or smallest is looked for.
#ifndef HONE_LIB_CHECKS_MINMAXVALUE_H
#define HONE_LIB_CHECKS_MINMAXVALUE_H

#include "MinMaxLoop.h"
#include "hone/Analysis/Effects.h"

namespace hone {

/// True for float and double. Other formats have more than one way to say a number, or more than two zeros.
bool isFraction(clang::QualType T);

/// What a value is made by, the bodies of the functions it calls included.
struct ValueWork {
  const clang::Stmt *Unsuitable = nullptr; ///< What may give something else with vectors, or takes long.
  bool Product = false, Sum = false;       ///< Of fractions.
};
/// \p E being the effects of \p Value.
ValueWork workOf(const clang::Expr &Value, const Effects &E);

/// Whether \p E, evaluated in a turn of \p M, is never less than 0, nor -0; it may be no number.
bool isNeverNegative(const clang::Expr &E, const MinMaxLoop &M, clang::ASTContext &C);

} // namespace hone

#endif
