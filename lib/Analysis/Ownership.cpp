// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Looks at every function of a class. A whitelist: one that is elsewhere, a friend, a
// copy that the compiler writes, a reference bound to the pointer end the claim.

#include "hone/Analysis/Ownership.h"
#include "hone/Analysis/Configurations.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace hone {
namespace {

/// Null, or a new array of what \p F leads to.
bool isOwnValue(const Expr &Value, const FieldDecl &F, const ASTContext &C) {
  const Expr *E = Value.IgnoreParenImpCasts();
  if (const auto *List = llvm::dyn_cast<InitListExpr>(E))
    return List->getNumInits() == 0 || (List->getNumInits() == 1 && isOwnValue(*List->getInit(0), F, C));
  if (llvm::isa<ImplicitValueInitExpr>(E) ||
      E->isNullPointerConstant(const_cast<ASTContext &>(C), Expr::NPC_ValueDependentIsNotNull))
    return true;
  const auto *New = llvm::dyn_cast<CXXNewExpr>(E);
  return New && New->isArray() && New->getNumPlacementArgs() == 0 &&
         C.hasSameUnqualifiedType(New->getAllocatedType(), F.getType()->getPointeeType());
}

/// Mentions of a member: those that read it, and those that give it a value of its own.
class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  Mentions(const FieldDecl &F, const Stmt &Body, const ASTContext &C)
      : F(F), C(C), Parents(const_cast<Stmt *>(&Body)) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitDeclRefExpr(DeclRefExpr *R) { return Fine &= R->getDecl() != &F; } // &Class::member
  bool VisitMemberExpr(MemberExpr *M) {
    if (M->getMemberDecl() != &F)
      return true;
    const Stmt *Above = Parents.getParentIgnoreParens(M);
    const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(Above);
    const auto *Set = llvm::dyn_cast_or_null<BinaryOperator>(Above);
    bool Reads = Cast && Cast->getCastKind() == CK_LValueToRValue;
    bool Sets = Set && Set->getOpcode() == BO_Assign && Set->getLHS()->IgnoreParens() == M &&
                isOwnValue(*Set->getRHS(), F, C);
    return Fine = Reads || Sets;
  }
  bool Fine = true;

private:
  const FieldDecl &F;
  const ASTContext &C;
  ParentMap Parents;
};

bool leavesAlone(const Stmt *S, const FieldDecl &F, const ASTContext &C) {
  if (!S)
    return true;
  Mentions M(F, *S, C);
  M.TraverseStmt(const_cast<Stmt *>(S));
  return M.Fine;
}

bool keepsOwn(const CXXMethodDecl &M, const FieldDecl &F, const ASTContext &C) {
  if (M.isDeleted())
    return true;
  // A copy that the compiler writes makes two objects hold one array.
  if (M.isDefaulted())
    return llvm::isa<CXXDestructorDecl>(M) ||
           (llvm::isa<CXXConstructorDecl>(M) && llvm::cast<CXXConstructorDecl>(M).isDefaultConstructor());
  const FunctionDecl *Definition = nullptr;
  const Stmt *Body = M.getBody(Definition);
  if (!Body || !leavesAlone(Body, F, C))
    return false;
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Definition))
    for (const CXXCtorInitializer *Init : Constructor->inits()) {
      bool Own = Init->getMember() == &F && isOwnValue(*Init->getInit(), F, C);
      if (!Own && (Init->getMember() == &F || !leavesAlone(Init->getInit(), F, C)))
        return false;
    }
  return true;
}

/// Declarations that can give nobody the member's name, but for functions.
bool isInert(const Decl &D) {
  const auto *Inner = llvm::dyn_cast<CXXRecordDecl>(&D);
  return llvm::isa<AccessSpecDecl, TypedefNameDecl, EnumDecl, StaticAssertDecl, VarDecl, EmptyDecl>(D) ||
         (Inner && Inner->isInjectedClassName());
}

} // namespace

bool holdsOwnArray(const FieldDecl &F, const ASTContext &C) {
  const auto *Class = llvm::dyn_cast<CXXRecordDecl>(F.getParent());
  if (!Class || F.getAccess() != AS_private || !F.getType()->isPointerType() ||
      !F.getType()->getPointeeType()->isScalarType() || F.getType().isVolatileQualified() ||
      Class->isUnion() || Class->isTriviallyCopyable() || Class->isDependentContext() ||
      llvm::isa<ClassTemplateSpecializationDecl>(Class) || Class->hasAttrs() ||
      !Class->hasUserDeclaredCopyConstructor() || !Class->hasUserDeclaredCopyAssignment() || isConditional(*Class, C))
    return false;
  if (F.hasInClassInitializer() &&
      (!F.getInClassInitializer() || !isOwnValue(*F.getInClassInitializer(), F, C)))
    return false;
  for (const Decl *D : Class->decls()) {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(D);
    const auto *Field = llvm::dyn_cast<FieldDecl>(D);
    bool Kept = Method  ? keepsOwn(*Method, F, C)
                : Field ? Field == &F || leavesAlone(Field->getInClassInitializer(), F, C)
                        : isInert(*D);
    if (!Kept)
      return false;
  }
  return true;
}

namespace {

/// Mentions of a member that bind a pointer or reference to it.
class Leaks : public RecursiveASTVisitor<Leaks> {
public:
  Leaks(const FieldDecl &F, const Stmt &Body) : F(F), Parents(const_cast<Stmt *>(&Body)) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitDeclRefExpr(DeclRefExpr *R) { return !(Found |= R->getDecl() == &F); } // &Class::member
  bool VisitMemberExpr(MemberExpr *M) {
    return !(Found |= M->getMemberDecl() == &F && !isReadOrSet(*M));
  }
  bool Found = false;

private:
  bool isReadOrSet(const Expr &E) const {
    const Stmt *P = Parents.getParentIgnoreParens(&E);
    if (const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(P))
      return Cast->getCastKind() == CK_LValueToRValue || (Cast->getCastKind() == CK_NoOp && isReadOrSet(*Cast));
    if (const auto *B = llvm::dyn_cast_or_null<BinaryOperator>(P))
      return B->isAssignmentOp() && B->getLHS()->IgnoreParens() == &E && (isStatement(*B) || isReadOrSet(*B));
    if (const auto *U = llvm::dyn_cast_or_null<UnaryOperator>(P))
      return U->isIncrementDecrementOp() && (U->isPostfix() || isStatement(*U) || isReadOrSet(*U));
    const auto *Call = llvm::dyn_cast_or_null<CallExpr>(P);
    return Call && returnsAnArgument(*Call) && isReadOrSet(*Call);
  }
  bool isStatement(const Expr &E) const {
    const Stmt *P = Parents.getParentIgnoreParens(&E);
    if (llvm::isa_and_nonnull<ExprWithCleanups>(P))
      P = Parents.getParent(P);
    return P && !llvm::isa<Expr, DeclStmt, ReturnStmt>(P);
  }

  const FieldDecl &F;
  ParentMap Parents;
};

bool leaks(const Stmt *S, const FieldDecl &F) {
  if (!S)
    return false;
  Leaks L(F, *S);
  L.TraverseStmt(const_cast<Stmt *>(S));
  return L.Found;
}

bool leaks(const CXXMethodDecl &M, const FieldDecl &F) {
  // What the compiler writes copies values.
  if (M.isDeleted() || M.isDefaulted())
    return false;
  const FunctionDecl *Definition = nullptr;
  const Stmt *Body = M.getBody(Definition);
  if (!Body || leaks(Body, F))
    return true;
  for (const ParmVarDecl *P : M.parameters())
    if (P->hasDefaultArg() && (P->hasUninstantiatedDefaultArg() || leaks(P->getDefaultArg(), F)))
      return true;
  const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Definition);
  return Constructor && llvm::any_of(Constructor->inits(), [&](const CXXCtorInitializer *Init) {
           return leaks(Init->getInit(), F);
         });
}

bool leaks(const Decl &D, const FieldDecl &F) {
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&D))
    return leaks(*Method, F);
  if (const auto *Field = llvm::dyn_cast<FieldDecl>(&D))
    return leaks(Field->getInClassInitializer(), F);
  if (const auto *V = llvm::dyn_cast<VarDecl>(&D)) {
    const Expr *Init = V->getAnyInitializer();
    return Init ? leaks(Init, F) : !V->getDefinition();
  }
  return !isInert(D);
}

/// Casts of pointers to a class to pointers to something else, and names of its member
/// that ask for no access.
class Casts : public RecursiveASTVisitor<Casts> {
public:
  Casts(const CXXRecordDecl &Class, const FieldDecl &F) : Class(Class), F(F) {}
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitCastExpr(CastExpr *E) {
    QualType From = E->getSubExpr()->getType(), To = E->getType();
    bool Bits = E->getCastKind() == CK_LValueBitCast ||
                E->getCastKind() == CK_PointerToIntegral ||
                (E->getCastKind() == CK_BitCast && !To->isVoidPointerType());
    const CXXRecordDecl *R = From->isPointerType() ? From->getPointeeCXXRecordDecl()
                                                   : From->getAsCXXRecordDecl();
    return !(Found |= Bits && R && R->getCanonicalDecl() == Class.getCanonicalDecl());
  }
  bool VisitDeclRefExpr(DeclRefExpr *R) { return !(Found |= R->getDecl() == &F); }
  bool VisitOffsetOfExpr(OffsetOfExpr *E) {
    for (unsigned I = 0; I < E->getNumComponents(); ++I)
      Found |= E->getComponent(I).getKind() == OffsetOfNode::Field && E->getComponent(I).getField() == &F;
    return !Found;
  }
  bool Found = false;

private:
  const CXXRecordDecl &Class;
  const FieldDecl &F;
};

} // namespace

bool isReachedByNameOnly(const FieldDecl &F, const ASTContext &C) {
  const auto *Class = llvm::dyn_cast<CXXRecordDecl>(F.getParent());
  if (!Class || F.getAccess() != AS_private || !F.getType()->isScalarType() || Class->isUnion() ||
      Class->isDependentContext() || llvm::isa<ClassTemplateSpecializationDecl>(Class) || Class->hasAttrs() ||
      isConditional(*Class, C))
    return false;
  // A pointer to an object of such a class leads to its first member as well.
  if (Class->isStandardLayout() && *Class->field_begin() == &F)
    return false;
  if (llvm::any_of(Class->decls(), [&](const Decl *D) { return leaks(*D, F); }))
    return false;
  Casts Strange(*Class, F);
  const SourceManager &SM = C.getSourceManager();
  for (Decl *D : C.getTranslationUnitDecl()->decls())
    if (!Strange.Found && !SM.isInSystemHeader(SM.getExpansionLoc(D->getLocation())))
      Strange.TraverseDecl(D);
  return !Strange.Found;
}

namespace {

bool isOneOf(const NamedDecl &D, llvm::ArrayRef<llvm::StringRef> Names) {
  return D.getDeclName().isIdentifier() && llvm::is_contained(Names, D.getName());
}

/// Follows each mention of a container until an element is read or set, or
/// something is asked that tells nobody where the elements lie.
class ElementUses : public RecursiveASTVisitor<ElementUses> {
public:
  ElementUses(const VarDecl &V, SourceLocation End, const Stmt &Body, const ASTContext &C)
      : V(V), End(End), C(C), Parents(const_cast<Stmt *>(&Body)) {}
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    if (R->getDecl() != &V || C.getSourceManager().isBeforeInTranslationUnit(End, R->getLocation()))
      return true;
    return Kept = !R->refersToEnclosingVariableOrCapture() && keeps(*R);
  }
  bool Kept = true;

private:
  bool keeps(const Expr &Container);
  bool keepsCall(const CXXMemberCallExpr &Call);
  bool isReadOrSet(const Expr &Element);
  bool isDiscarded(const Expr &E) const;
  bool isWalked(const Stmt &Declaration);

  const VarDecl &V;
  SourceLocation End;
  const ASTContext &C;
  ParentMap Parents;
};

bool ElementUses::isDiscarded(const Expr &E) const {
  const Stmt *P = Parents.getParentIgnoreParens(&E);
  if (llvm::isa_and_nonnull<ExprWithCleanups>(P))
    P = Parents.getParent(P);
  const auto *For = llvm::dyn_cast_or_null<ForStmt>(P);
  const auto *If = llvm::dyn_cast_or_null<IfStmt>(P);
  return llvm::isa_and_nonnull<CompoundStmt, WhileStmt, DoStmt, CXXForRangeStmt>(P) ||
         (For && For->getCond() != &E) || (If && If->getCond() != &E);
}

bool ElementUses::isReadOrSet(const Expr &Element) {
  const Stmt *P = Parents.getParentIgnoreParens(&Element);
  if (const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(P)) {
    const auto *S = llvm::dyn_cast_or_null<ArraySubscriptExpr>(Parents.getParentIgnoreParens(P));
    if (Cast->getCastKind() == CK_ArrayToPointerDecay)
      return S && S->getBase()->IgnoreParens() == Cast && isReadOrSet(*S);
    return Cast->getCastKind() == CK_LValueToRValue || (Cast->getCastKind() == CK_NoOp && isReadOrSet(*Cast));
  }
  if (const auto *Call = llvm::dyn_cast_or_null<CallExpr>(P); Call && returnsAnArgument(*Call))
    return isReadOrSet(*Call);
  if (const auto *B = llvm::dyn_cast_or_null<BinaryOperator>(P))
    return B->isAssignmentOp() && B->getLHS()->IgnoreParens() == &Element && (isDiscarded(*B) || isReadOrSet(*B));
  if (const auto *U = llvm::dyn_cast_or_null<UnaryOperator>(P))
    return U->isIncrementDecrementOp() && (U->isPostfix() || isDiscarded(*U) || isReadOrSet(*U));
  const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(P);
  return isDiscarded(Element) || (Member && llvm::isa<FieldDecl>(Member->getMemberDecl()) && isReadOrSet(*Member));
}

/// `for (auto &x : v)`, x being read and set only.
bool ElementUses::isWalked(const Stmt &Declaration) {
  const auto *Loop = llvm::dyn_cast_or_null<CXXForRangeStmt>(Parents.getParent(&Declaration));
  if (!Loop || Loop->getRangeStmt() != &Declaration || llvm::isa<DecompositionDecl>(Loop->getLoopVariable()))
    return false;
  const VarDecl *Each = Loop->getLoopVariable();
  std::function<bool(const Stmt &)> Fine = [&](const Stmt &S) {
    const auto *R = llvm::dyn_cast<DeclRefExpr>(&S);
    if (R && R->getDecl() == Each)
      return !R->refersToEnclosingVariableOrCapture() && isReadOrSet(*R);
    if (const auto *L = llvm::dyn_cast<LambdaExpr>(&S))
      return llvm::none_of(L->captures(), [&](const LambdaCapture &Capture) {
        return Capture.capturesVariable() && Capture.getCapturedVar() == Each;
      });
    return llvm::all_of(S.children(), [&](const Stmt *Child) { return !Child || Fine(*Child); });
  };
  return !Each->getType()->isReferenceType() || Fine(*Loop->getBody());
}

bool ElementUses::keepsCall(const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *M = Call.getMethodDecl();
  if (!M || !M->getParent()->isInStdNamespace())
    return false;
  if (isOneOf(*M, {"size", "length", "empty", "capacity", "push_back", "pop_back", "resize", "reserve", "clear", "fill"}))
    return true;
  if (isOneOf(*M, {"assign", "emplace_back"}))
    return isDiscarded(Call);
  if (isOneOf(*M, {"at", "front", "back"}))
    return isReadOrSet(Call);
  if (!isOneOf(*M, {"begin", "end", "cbegin", "cend", "data"}))
    return false;
  // Into a function that does its work and keeps nothing.
  const Stmt *P = Parents.getParent(&Call);
  while (llvm::isa_and_nonnull<ImplicitCastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, CXXConstructExpr>(P))
    P = Parents.getParent(P);
  const auto *Into = llvm::dyn_cast_or_null<CallExpr>(P);
  const FunctionDecl *F = Into ? Into->getDirectCallee() : nullptr;
  return F && !llvm::isa<CXXMethodDecl>(F) && F->isInStdNamespace() &&
         isOneOf(*F, {"fill", "fill_n", "iota", "sort", "copy", "copy_n", "accumulate"}) &&
         (F->getReturnType()->isArithmeticType() || isDiscarded(*Into)) &&
         llvm::all_of(Into->arguments(), [](const Expr *Argument) {
           // A function of the project's would be given the elements themselves.
           return Argument->getType()->isArithmeticType() || !iteratedType(Argument->getType()).isNull();
         });
}

bool ElementUses::keeps(const Expr &Container) {
  const Stmt *P = Parents.getParentIgnoreParens(&Container);
  if (llvm::isa_and_nonnull<UnaryExprOrTypeTraitExpr>(P))
    return true;
  if (const auto *S = llvm::dyn_cast_or_null<DeclStmt>(P))
    return isWalked(*S);
  if (const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(P))
    return Cast->getCastKind() == CK_ArrayToPointerDecay ? isReadOrSet(Container)
                                                         : Cast->getCastKind() == CK_NoOp && keeps(*Cast);
  if (const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(P)) {
    const auto *Call = llvm::dyn_cast_or_null<CXXMemberCallExpr>(Parents.getParentIgnoreParens(P));
    return Member->getBase()->IgnoreParens() == &Container && Call && keepsCall(*Call);
  }
  if (const auto *Made = llvm::dyn_cast_or_null<CXXConstructExpr>(P)) {
    const CXXConstructorDecl *How = Made->getConstructor();
    bool Returned = llvm::isa_and_nonnull<ReturnStmt>(Parents.getParent(P));
    return How->getParent()->isInStdNamespace() &&
           (How->isCopyConstructor() || (Returned && How->isMoveConstructor()));
  }
  const auto *Call = llvm::dyn_cast_or_null<CXXOperatorCallExpr>(P);
  const auto *M = Call ? llvm::dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee()) : nullptr;
  if (!M || !M->getParent()->isInStdNamespace())
    return false;
  if (Call->getOperator() == OO_Subscript)
    return Call->getArg(0)->IgnoreParens() == &Container && isReadOrSet(*Call);
  return M->isCopyAssignmentOperator() && isDiscarded(*Call);
}

/// Whether what \p V is made of was nobody's before.
bool isMadeFresh(const VarDecl &V) {
  if (V.getType()->isArrayType() || isStdType(V.getType(), "array"))
    return true;
  if (!isStdVector(V.getType()) && !isStdString(V.getType()))
    return false;
  const auto *Made = llvm::dyn_cast_or_null<CXXConstructExpr>(V.getInit() ? V.getInit()->IgnoreImplicit() : nullptr);
  return Made && llvm::none_of(Made->arguments(), [&](const Expr *Argument) {
           return !Argument->isLValue() &&
                  Argument->getType().getCanonicalType().getUnqualifiedType() ==
                      V.getType().getCanonicalType().getUnqualifiedType();
         });
}

} // namespace

bool keepsElements(const VarDecl &V, const FunctionDecl &F, const Stmt &Until, const ASTContext &C) {
  const Stmt *Body = F.getBody();
  if (!Body || !isMadeFresh(V))
    return false;
  const SourceManager &SM = C.getSourceManager();
  ParentMap Parents(const_cast<Stmt *>(Body));
  const Stmt *Last = &Until;
  for (const Stmt *P = Parents.getParent(&Until); P; P = Parents.getParent(P))
    if (llvm::isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(P) &&
        SM.isBeforeInTranslationUnit(V.getLocation(), loopBody(*P)->getBeginLoc()))
      Last = P;
  ElementUses Uses(V, Last->getEndLoc(), *Body, C);
  Uses.TraverseStmt(const_cast<Stmt *>(Body));
  return Uses.Kept;
}

} // namespace hone
