// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is done with a scalar where it is named. A whitelist: what is neither a read
// of the value nor an assignment may bind a reference.
#include "LoopMentions.h"
#include "hone/Analysis/Effects.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace hone;

const Stmt *hone::statementAround(const Stmt &S, ASTContext &C) {
  auto Parents = C.getParents(S);
  const Stmt *P = Parents.empty() ? nullptr : Parents[0].get<Stmt>();
  return P && isa<ParenExpr, ExprWithCleanups>(P) ? statementAround(*P, C) : P;
}

bool hone::isDiscarded(const Expr &E, ASTContext &C) {
  const Stmt *P = statementAround(E, C);
  const auto *For = dyn_cast_or_null<ForStmt>(P);
  const auto *B = dyn_cast_or_null<BinaryOperator>(P);
  if (B && B->getOpcode() == BO_Comma)
    return B->getLHS()->IgnoreParens() == &E || isDiscarded(*B, C);
  return (For && (!For->getCond() || For->getCond()->IgnoreParens() != &E)) ||
         isa_and_nonnull<CompoundStmt, SwitchCase>(P) ||
         (isa_and_nonnull<IfStmt, WhileStmt, DoStmt, CXXForRangeStmt>(P) &&
          llvm::none_of(P->children(), [&](const Stmt *Child) {
            return Child && isa<ImplicitCastExpr>(Child) && cast<Expr>(Child)->IgnoreParenImpCasts() == &E;
          }));
}

/// Whether the glvalue \p E becomes a value at once.
static bool isRead(const Expr &E, ASTContext &C) {
  const Stmt *P = statementAround(E, C);
  if (const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(P))
    return Cast->getCastKind() == CK_LValueToRValue || (Cast->getCastKind() == CK_NoOp && isRead(*Cast, C));
  const auto *Call = dyn_cast_or_null<CallExpr>(P);
  return Call && returnsAnArgument(*Call) && Call->getCallee() != &E && isRead(*Call, C);
}

/// Adding from zero, and adding that, comes to the same: the type counts without a sign,
/// or one by one.
static bool isCount(const Expr &Whole, QualType T) {
  if (!T->isIntegerType() || T->isBooleanType() || T->isEnumeralType())
    return false;
  if (const auto *U = dyn_cast<UnaryOperator>(&Whole))
    return U->isIncrementDecrementOp();
  const auto *Add = dyn_cast<CompoundAssignOperator>(&Whole);
  return Add && (Add->getOpcode() == BO_AddAssign || Add->getOpcode() == BO_SubAssign) &&
         T->isUnsignedIntegerType() && Add->getComputationResultType()->isUnsignedIntegerType() &&
         Add->getRHS()->getType()->isIntegerType();
}

Mention hone::mentionAt(const Expr &Site, ASTContext &C) {
  if (isRead(Site, C))
    return {Mention::Read, &Site};
  const auto *Whole = dyn_cast_or_null<Expr>(statementAround(Site, C));
  const auto *B = dyn_cast_or_null<BinaryOperator>(Whole);
  const auto *U = dyn_cast_or_null<UnaryOperator>(Whole);
  bool Sets = (B && B->isAssignmentOp() && B->getLHS()->IgnoreParens() == &Site) ||
              (U && U->isIncrementDecrementOp());
  if (!Sets)
    return {Mention::Other, &Site};
  if (isDiscarded(*Whole, C))
    return {isCount(*Whole, Site.getType()) ? Mention::Count : Mention::Set, &Site, Whole};
  return {Whole->isPRValue() || isRead(*Whole, C) ? Mention::Set : Mention::Other, &Site, Whole};
}

std::vector<const DeclRefExpr *> hone::mentionsOf(const VarDecl &V, const Stmt &S) {
  struct Visitor : RecursiveASTVisitor<Visitor> {
    bool VisitDeclRefExpr(DeclRefExpr *R) {
      if (R->getDecl() == V)
        Found.push_back(R);
      return true;
    }
    const VarDecl *V;
    std::vector<const DeclRefExpr *> Found;
  } Mentions;
  Mentions.V = &V;
  Mentions.TraverseStmt(const_cast<Stmt *>(&S));
  return Mentions.Found;
}

bool hone::hidesAnother(const VarDecl &V, const Stmt &S, const VarDecl *But) {
  struct Visitor : RecursiveASTVisitor<Visitor> {
    bool VisitDeclRefExpr(DeclRefExpr *R) { return saw(*R->getDecl()); }
    bool VisitMemberExpr(MemberExpr *E) { return !E->isImplicitAccess() || saw(*E->getMemberDecl()); }
    bool VisitNamedDecl(NamedDecl *D) { return saw(*D); }
    bool VisitTagTypeLoc(TagTypeLoc T) { return saw(*T.getDecl()); }
    bool VisitTypedefTypeLoc(TypedefTypeLoc T) { return saw(*T.getDecl()); }
    bool saw(const NamedDecl &D) {
      Found |= &D != V && &D != But && D.getDeclName() == V->getDeclName();
      return !Found;
    }
    const VarDecl *V, *But;
    bool Found = false;
  } Names;
  Names.V = &V;
  Names.But = But;
  Names.TraverseStmt(const_cast<Stmt *>(&S));
  return Names.Found;
}

bool hone::hasOtherName(const VarDecl &V, const Stmt &In) {
  struct Visitor : RecursiveASTVisitor<Visitor> {
    bool VisitVarDecl(VarDecl *D) {
      Found |= D->getType()->isReferenceType() && D->getInit() && !mentionsOf(*V, *D->getInit()).empty();
      return true;
    }
    bool VisitCXXForRangeStmt(CXXForRangeStmt *S) {
      Found |= S->getLoopVariable()->getType()->isReferenceType() && !mentionsOf(*V, *S->getRangeInit()).empty();
      return true;
    }
    const VarDecl *V;
    bool Found = false;
  } Names;
  Names.V = &V;
  Names.TraverseStmt(const_cast<Stmt *>(&In));
  return Names.Found;
}

namespace {
/// Looks for an object that has a name, and is none of those that are known.
class Reaching : public RecursiveASTVisitor<Reaching> {
public:
  Reaching(const FunctionDecl *In, llvm::function_ref<bool(const VarDecl &)> IsKnown)
      : In(In), IsKnown(IsKnown) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool TraverseImplicitCastExpr(ImplicitCastExpr *E) {
    // A number that is read at once leads nowhere; a reference may be a part of something else.
    const auto *R = dyn_cast<DeclRefExpr>(E->getSubExpr()->IgnoreParens());
    if (E->getCastKind() == CK_LValueToRValue && R && isNumber(*R->getDecl()))
      return true;
    return RecursiveASTVisitor::TraverseImplicitCastExpr(E);
  }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    const auto *V = dyn_cast<VarDecl>(R->getDecl());
    if (isa<FunctionDecl, EnumConstantDecl>(R->getDecl()) || (V && V->hasLocalStorage() && isNumber(*V)))
      return true;
    bool Own = V && V->hasLocalStorage() && In && V->getDeclContext() == In;
    Found |= !(Own || (V && IsKnown(*V)));
    return !Found;
  }
  bool VisitMemberExpr(MemberExpr *E) {
    Found |= isa<VarDecl>(E->getMemberDecl()); // A static one.
    return !Found;
  }
  bool VisitCXXDefaultArgExpr(CXXDefaultArgExpr *E) { return TraverseStmt(E->getExpr()); }
  bool VisitCXXDefaultInitExpr(CXXDefaultInitExpr *E) { return TraverseStmt(E->getExpr()); }
  bool VisitCastExpr(CastExpr *E) {
    Found |= E->getCastKind() == CK_IntegralToPointer; // A number may be an address.
    return !Found;
  }
  bool VisitCXXThisExpr(CXXThisExpr *) {
    Found |= !In;
    return !Found;
  }
  bool Found = false;

private:
  static bool isNumber(const ValueDecl &D) { return D.getType()->isIntegralOrEnumerationType(); }

  const FunctionDecl *In; ///< Null: the statement itself.
  llvm::function_ref<bool(const VarDecl &)> IsKnown;
};
} // namespace

bool hone::reachesOnly(const Stmt &S, llvm::ArrayRef<const FunctionDecl *> Called,
                       llvm::function_ref<bool(const VarDecl &)> IsKnown) {
  Reaching InStatement(nullptr, IsKnown);
  InStatement.TraverseStmt(const_cast<Stmt *>(&S));
  return !InStatement.Found && llvm::none_of(Called, [&](const FunctionDecl *F) {
    const FunctionDecl *Definition = nullptr;
    if (!F->getBody(Definition))
      return true;
    Reaching InBody(Definition, IsKnown);
    InBody.TraverseDecl(const_cast<FunctionDecl *>(Definition));
    return InBody.Found;
  });
}
