// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every statement keeps its form, so only what is fused across statements can change.
#include "NestRounding.h"
#include "hone/Analysis/Types.h"

using namespace clang;
using namespace hone;

/// Whether \p S makes a fraction by multiplying that no sum or product of the same expression takes: what takes it may
/// be fused with it where both stand beside each other. \p IsTaken of \p S itself.
static bool leavesProduct(const Stmt &S, bool IsTaken) {
  if (const auto *B = dyn_cast<BinaryOperator>(&S)) {
    const bool Fraction = B->getType()->isRealFloatingType();
    if (Fraction && (B->getOpcode() == BO_MulAssign || (B->getOpcode() == BO_Mul && !IsTaken)))
      return true;
    const bool Takes = B->isAdditiveOp() || B->isMultiplicativeOp() || (B->isCompoundAssignmentOp() && Fraction);
    return leavesProduct(*B->getLHS(), Takes && !B->isAssignmentOp()) || leavesProduct(*B->getRHS(), Takes);
  }
  const bool Through = isa<ParenExpr, ImplicitCastExpr>(S);
  return llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && leavesProduct(*Child, Through && IsTaken); });
}

static bool makesProduct(const Stmt &S) {
  const auto *B = dyn_cast<BinaryOperator>(&S);
  const bool Product = B && (B->getOpcode() == BO_Mul || B->getOpcode() == BO_MulAssign);
  // The operands count, too: `n *= 0.5` is a product of fractions.
  return (Product && (B->getLHS()->getType()->isRealFloatingType() || B->getRHS()->getType()->isRealFloatingType())) ||
         llvm::any_of(S.children(), [](const Stmt *Child) { return Child && makesProduct(*Child); });
}

std::vector<Obligation> hone::roundingOf(llvm::ArrayRef<const NestGroup *> Groups, Products Fused, const ASTContext &C) {
  std::vector<Obligation> Result;
  const LangOptions &L = C.getLangOpts();
  if (L.FastMath || L.AllowFPReassoc || L.AllowRecip)
    Result.push_back({"fast-math", "the unit is compiled with relaxed floating point", How::Tested});
  bool Product = false;
  for (const NestGroup *Group : Groups)
    for (const Stmt *Each : Group->Statements)
      Product |= Fused == Products::All ? makesProduct(*Each) : Fused == Products::Left && leavesProduct(*Each, false);
  if (mayFuseAcrossStatements(C) && Product)
    Result.push_back({"fp-contraction", Fused == Products::All ? "a product may be fused with a sum in another place than before"
                                                               : "a product might have been fused with the sum of another statement",
                      How::Tested});
  return Result;
}
