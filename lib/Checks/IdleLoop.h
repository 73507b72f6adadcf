// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether a loop does nothing but count if none of some questions is answered with yes.
#ifndef HONE_LIB_CHECKS_IDLELOOP_H
#define HONE_LIB_CHECKS_IDLELOOP_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace hone {

/// True if \p Loop has no effect, and ends, whenever every expression that \p IsOff accepts is false: all
/// that it does is asked for first, by them alone, and its headers do nothing but count its own variables up.
/// \p IsOff answers for a whole condition, which it has to see to be without effects then.
bool isIdleUnless(const clang::Stmt &Loop, llvm::function_ref<bool(const clang::Expr &)> IsOff, clang::ASTContext &C);

} // namespace hone

#endif
