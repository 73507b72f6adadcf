// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A local variable's address that is returned is null for g++, and warned of, as are moves of
// variables that are returned, comparisons of a variable with itself and the like.

#include "NamedUse.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace hone {
namespace {

/// Whether a \p T cannot lead to another object.
bool holdsNoAddress(QualType T, const ASTContext &C) {
  T = C.getBaseElementType(T);
  if (T->isVoidType() || T->isArithmeticType() || T->isEnumeralType() || isStdString(T))
    return true;
  if (isStdVector(T))
    return holdsNoAddress(elementType(T), C);
  const auto *R = T->getAsCXXRecordDecl();
  return R && R->hasDefinition() && !R->isUnion() && !R->isInStdNamespace() &&
         llvm::all_of(R->bases(), [&](const CXXBaseSpecifier &B) { return holdsNoAddress(B.getType(), C); }) &&
         llvm::all_of(R->fields(), [&](const FieldDecl *F) { return holdsNoAddress(F->getType(), C); });
}

/// Without what is not written, parentheses and std::move.
const Expr &plain(const Expr &E) {
  const Expr *P = E.IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts();
  const auto *Call = llvm::dyn_cast<CallExpr>(P);
  return Call && Call->isCallToStdMove() ? plain(*Call->getArg(0)) : *P;
}

bool isSame(const Expr &A, const Expr &B, const ASTContext &C) {
  llvm::FoldingSetNodeID IDs[2];
  plain(A).Profile(IDs[0], C, /*Canonical=*/true);
  plain(B).Profile(IDs[1], C, /*Canonical=*/true);
  return IDs[0] == IDs[1];
}

/// Whether compilers warn of `x op x`.
bool isOddWithItself(const Expr &E, const ASTContext &C) {
  const auto *B = llvm::dyn_cast<BinaryOperator>(&E);
  const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(&E);
  if (B)
    return !B->isAdditiveOp() && !B->isMultiplicativeOp() && isSame(*B->getLHS(), *B->getRHS(), C);
  return Call && Call->getNumArgs() == 2 && isSame(*Call->getArg(0), *Call->getArg(1), C);
}

/// Whether \p E is evaluated for nothing but its effects.
bool isDropped(const Expr &E, const Stmt *Parent) {
  const auto *B = llvm::dyn_cast_or_null<BinaryOperator>(Parent);
  return Parent && (!llvm::isa<Expr, ReturnStmt, CoreturnStmt, DeclStmt>(Parent) ||
                    (B && B->getOpcode() == BO_Comma && B->getLHS() == &E));
}

bool isNull(const Expr &E, const ASTContext &C) {
  return E.isNullPointerConstant(const_cast<ASTContext &>(C), Expr::NPC_ValueDependentIsNotNull);
}

/// Whether \p E is null, a new object, or named so that it is no local variable.
bool leadsElsewhere(const Expr &E, const ASTContext &C) {
  const Expr *P = E.IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts();
  if (const auto *U = llvm::dyn_cast<UnaryOperator>(P);
      U && (U->getOpcode() == UO_AddrOf || U->getOpcode() == UO_Deref))
    return leadsElsewhere(*U->getSubExpr(), C);
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(P))
    return !Member->getType()->isPointerType() && leadsElsewhere(*Member->getBase(), C);
  const auto *R = llvm::dyn_cast<DeclRefExpr>(P);
  const auto *V = R ? llvm::dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  return llvm::isa<CXXThisExpr, CXXNewExpr, StringLiteral>(P) || isNull(*P, C) ||
         (V && !V->getType()->isPointerType() &&
          (V->hasGlobalStorage() ? !V->getType()->isReferenceType()
                                 : llvm::isa<ParmVarDecl>(V) && V->getType()->isReferenceType()));
}

class Returns : public RecursiveASTVisitor<Returns> {
public:
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool VisitReturnStmt(ReturnStmt *R) {
    Found.push_back(R->getRetValue());
    return true;
  }
  std::vector<const Expr *> Found;
};

} // namespace

std::optional<Refusal> refuseNaming(const DeclRefExpr &R, ASTContext &C) {
  const std::string Name = "'" + R.getDecl()->getNameAsString() + "'";
  // E is the object or a part of it; was reached through the pointer; may lead to it; is moved from.
  bool Bare = false, Led = false, Kept = true, Moved = false;
  const Expr *E = &R;
  for (;;) {
    auto Parents = C.getParents(*E);
    const Stmt *P = Parents.empty() ? nullptr : Parents[0].get<Stmt>();
    if (Bare && isDropped(*E, P))
      return Refusal{"unknown-use", Name + " is named for nothing", R.getBeginLoc()};
    if (llvm::isa_and_nonnull<ReturnStmt, CoreturnStmt, CXXThrowExpr>(P) && (Kept || Moved))
      return Refusal{"returned", "the object, or what may lead to it, is returned or thrown", R.getBeginLoc()};
    E = llvm::dyn_cast_or_null<Expr>(P);
    if (!E)
      return std::nullopt;
    const auto *U = llvm::dyn_cast<UnaryOperator>(E);
    Bare = (!Led && llvm::isa<CXXOperatorCallExpr>(E)) || (U && U->getOpcode() == UO_Deref) ||
           (Bare && llvm::isa<ParenExpr, MemberExpr>(E));
    Led |= llvm::isa<CXXOperatorCallExpr, CXXMemberCallExpr>(E);
    Moved |= E->isXValue();
    if (isOddWithItself(*E, C))
      return Refusal{"unknown-use", Name + " stands on both sides of an operator", R.getBeginLoc()};
    bool IsCopy = llvm::isa<CXXConstructExpr>(E) && C.hasSameUnqualifiedType(E->getType(), elementType(R.getType()));
    Kept &= !(Led && E->isPRValue() && (IsCopy || holdsNoAddress(E->getType(), C)));
    Moved &= Kept || E->getType()->isRecordType();
  }
}

bool onlySets(const DeclRefExpr &R, ASTContext &C) {
  const Expr *E = &R;
  for (bool Led = false;;) {
    auto Parents = C.getParents(*E);
    const Expr *P = Parents.empty() ? nullptr : Parents[0].get<Expr>();
    if (!P)
      return false;
    const auto *B = llvm::dyn_cast<BinaryOperator>(P);
    const auto *U = llvm::dyn_cast<UnaryOperator>(P);
    const auto *Index = llvm::dyn_cast<ArraySubscriptExpr>(P);
    if (Led && ((B && B->isAssignmentOp() && B->getLHS() == E) || (U && U->isIncrementDecrementOp())))
      return true;
    bool Follows = (!Led && llvm::isa<CXXOperatorCallExpr, CXXMemberCallExpr>(P)) ||
                   (U && U->getOpcode() == UO_Deref);
    const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(P);
    bool Stays = llvm::isa<ParenExpr, MemberExpr>(P) || (Index && Index->getBase() == E) ||
                 (Cast && Cast->getCastKind() != CK_LValueToRValue);
    if (!Follows && !Stays)
      return false;
    Led |= Follows;
    E = P;
  }
}

bool mayReturnLocal(const FunctionDecl &F, const ASTContext &C) {
  if (!F.getReturnType()->isPointerType() && !F.getReturnType()->isReferenceType())
    return false;
  Returns R;
  R.TraverseStmt(F.getBody());
  return llvm::any_of(R.Found, [&](const Expr *Each) { return Each && !leadsElsewhere(*Each, C); });
}

} // namespace hone
