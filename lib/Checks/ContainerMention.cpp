// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A mention is followed to the call or the copy that it stands in, and the result of that call to
// where it becomes a number or is thrown away.

#include "ContainerMention.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace hone {
namespace {

/// Whether a call leaves nothing but its effect, or a number.
bool isSpent(const Expr &Call, ASTContext &C) {
  QualType T = Call.getType();
  if (T->isVoidType() || (!Call.isGLValue() && T->isArithmeticType()))
    return true;
  auto Parents = C.getParents(Call);
  while (!Parents.empty() && Parents[0].get<ExprWithCleanups>())
    Parents = C.getParents(Parents[0]);
  if (Parents.empty())
    return false;
  if (const auto *Cast = Parents[0].get<ImplicitCastExpr>())
    return Cast->getCastKind() == CK_LValueToRValue ||
           (Cast->getCastKind() == CK_NoOp && isSpent(*Cast, C));
  if (const auto *Block = Parents[0].get<CompoundStmt>()) {
    auto Around = C.getParents(*Block);
    return Around.empty() || !Around[0].get<StmtExpr>(); // ({ v.begin(); })
  }
  return Parents[0].get<IfStmt>() || Parents[0].get<ForStmt>() || Parents[0].get<CXXForRangeStmt>() ||
         Parents[0].get<WhileStmt>();
}

/// Storage may come in from another container, with what leads into it.
bool takesStorage(const CallExpr &Call) {
  const FunctionDecl *F = Call.getDirectCallee();
  return !F || F->getOverloadedOperator() == OO_Equal || (F->getDeclName().isIdentifier() && F->getName() == "swap");
}

Left leftByCall(const CallExpr &Call, bool AsObject, ASTContext &C) {
  if (!isSpent(Call, C))
    return AsObject && !isStdVector(Call.getType()) ? Left::Elements : Left::Container;
  return AsObject && !takesStorage(Call) ? Left::Nothing : Left::Elements;
}

bool isReturned(const Expr &Made, ASTContext &C) {
  auto Parents = C.getParents(Made);
  if (Parents.empty() || Parents[0].get<ReturnStmt>())
    return !Parents.empty();
  const auto *Above = Parents[0].get<Expr>();
  return Above && llvm::isa<ImplicitCastExpr, CXXConstructExpr, CXXBindTemporaryExpr, ExprWithCleanups>(Above) &&
         isReturned(*Above, C);
}

} // namespace

Left leftBy(const Expr &Site, ASTContext &C) {
  if (isReturned(Site, C))
    return Left::Nothing;
  for (const Expr *E = &Site;;) {
    auto Parents = C.getParents(*E);
    if (Parents.empty())
      return Left::Container;
    if (const auto *V = Parents[0].get<VarDecl>())
      return V->isImplicit() ? Left::Elements : Left::Container; // for (auto &x : v)
    const auto *Above = Parents[0].get<Expr>();
    if (const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Above)) {
      bool Operator = llvm::isa<CXXOperatorCallExpr>(Call) && Call->getArg(0) == E;
      return leftByCall(*Call, Operator || Call->getCallee() == E, C);
    }
    if (const auto *Made = llvm::dyn_cast_or_null<CXXConstructExpr>(Above))
      return Made->getConstructor()->isCopyConstructor() ? Left::Nothing : Left::Container;
    const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(Above);
    const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(Above);
    bool Method = Member && llvm::isa<CXXMethodDecl>(Member->getMemberDecl());
    bool Same = Cast && (Cast->getCastKind() == CK_NoOp || Cast->getCastKind() == CK_UncheckedDerivedToBase ||
                         Cast->getCastKind() == CK_DerivedToBase);
    if (!Method && !Same && !llvm::isa_and_nonnull<ParenExpr>(Above))
      return Left::Container;
    E = Above;
  }
}

bool beginsWithOwnStorage(const VarDecl &V) {
  const Expr *Init = V.getInit() ? V.getInit()->IgnoreImplicit() : nullptr;
  const auto *Made = llvm::dyn_cast_or_null<CXXConstructExpr>(Init);
  return Made && !Made->getConstructor()->isMoveConstructor() &&
         llvm::none_of(Made->getConstructor()->parameters(), [&](const ParmVarDecl *P) {
           return P->getType()->isRValueReferenceType() && isStdVector(P->getType());
         });
}

} // namespace hone
