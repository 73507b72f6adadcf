// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is set beside a count is set if the count is not zero: as long as that cannot have come round to zero
// again. A signed number would have overflowed on the way, and no loop counts to 2^64.
#include "CountedFlag.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "hone/Analysis/Escape.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace hone;

/// Whether counting up by one from zero never comes back to it.
static bool neverComesRound(QualType T, const ASTContext &C) {
  if (T->isUnsignedIntegerType())
    return C.getTypeSize(T) >= 64;
  return T->isSignedIntegerType() && C.getTypeSize(T) >= C.getTypeSize(C.IntTy) &&
         C.getLangOpts().getSignedOverflowBehavior() != LangOptions::SOB_Defined;
}

/// `flag = true`, the flag being a local bool of \p F that nobody else knows, from before \p Loop.
static const VarDecl *setBy(const Stmt &S, const Stmt &Loop, const FunctionDecl &F, ASTContext &C) {
  const auto *Set = dyn_cast<BinaryOperator>(&S);
  if (!Set || Set->getOpcode() != BO_Assign || !isa<CXXBoolLiteralExpr>(Set->getRHS()->IgnoreParens()))
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(Set->getLHS()->IgnoreParens());
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  bool IsOwn = V && V->hasLocalStorage() && V->getType()->isBooleanType() && !V->getType().isVolatileQualified() &&
               isPrivate(*V, F, C) && !isDeclaredIn(*V, Loop, C);
  return IsOwn && mentionsOf(*V, Loop).size() == 1 ? V : nullptr;
}

const BinaryOperator *hone::flagBeside(const Expr &Count, const Stmt &Loop, ASTContext &C) {
  const auto *Step = dyn_cast<UnaryOperator>(&Count);
  const auto *Block = dyn_cast_or_null<CompoundStmt>(statementAround(Count, C));
  const FunctionDecl *F = outermostFunction(Loop, C);
  if (!Step || !Step->isIncrementOp() || !neverComesRound(Step->getType(), C) || !Block || !F ||
      countComments(Block->getSourceRange(), C) != 0)
    return nullptr;
  const auto *At = llvm::find(Block->body(), &Count);
  const Stmt *Beside[] = {At != Block->body_begin() && At != Block->body_end() ? *(At - 1) : nullptr,
                          At != Block->body_end() && At + 1 != Block->body_end() ? *(At + 1) : nullptr};
  for (const Stmt *Each : Beside) {
    const VarDecl *Flag = Each ? setBy(*Each, Loop, *F, C) : nullptr;
    if (Flag && !textOf(*cast<Expr>(Each), C).empty() && !findOtherConfiguration({Flag}, Loop, C))
      return cast<BinaryOperator>(Each);
  }
  return nullptr;
}
