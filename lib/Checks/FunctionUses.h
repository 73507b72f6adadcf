// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who knows a function: its calls, if nothing but calls knows it.
#ifndef HONE_LIB_CHECKS_FUNCTIONUSES_H
#define HONE_LIB_CHECKS_FUNCTIONUSES_H

#include "hone/Analysis/Refusal.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include <optional>
#include <vector>

namespace hone {

struct FunctionUses {
  std::vector<const clang::CallExpr *> Calls;
  /// Why another type of the function could be noticed: other uses, or other functions of the
  /// name where calls look for it. Codes: address-taken, friend, dependent-call,
  /// overloaded, unevaluated, not-called.
  std::optional<Refusal> Other;
};
/// All of the unit, but for system headers.
FunctionUses usesOf(const clang::FunctionDecl &F, clang::ASTContext &C);

/// Whether a declaration of \p F names its parameter \p I outside of the body.
bool isUsedInDeclaration(const clang::FunctionDecl &F, unsigned I);

} // namespace hone

#endif
