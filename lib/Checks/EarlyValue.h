// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values that are computed where the original would not compute them.
#ifndef HONE_LIB_CHECKS_EARLYVALUE_H
#define HONE_LIB_CHECKS_EARLYVALUE_H

#include "hone/Analysis/Refusal.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include <optional>

namespace hone {

/// Why computing \p Value, in the function \p Around, more often than the original does may be noticed:
/// it has an effect or a hazard, errno or the flags of floating-point arithmetic tell, or it takes long.
/// \p Ignored are subexpressions that are not looked at.
std::optional<Refusal> findEarlyNotice(const clang::Expr &Value, const clang::FunctionDecl &Around,
                                       const clang::ASTContext &C,
                                       llvm::ArrayRef<const clang::Stmt *> Ignored = {});

} // namespace hone

#endif
