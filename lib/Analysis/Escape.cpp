// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Follows each use of a variable upwards until it is read, written or thrown
// away. Any other end is an escape. What placeOf can follow by name (members,
// indexing, local references) is followed here too, and nothing else: so an
// access that placeOf calls Indirect never is one to a private variable.

#include "hone/Analysis/Escape.h"
#include "EffectsVisitor.h"
#include "MemoryParts.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace hone {
/// All mentions of variables, and of *this, in the evaluated code of a body, in source order; and
/// what is around each.
class BodyUses : RecursiveASTVisitor<BodyUses> {
public:
  explicit BodyUses(Stmt &Body) : Parents(&Body) { TraverseStmt(&Body); }
  static std::shared_ptr<const BodyUses> of(const Stmt &Body);

  /// Of *this if there is no variable.
  llvm::ArrayRef<const Expr *> usesOf(const VarDecl *V) const {
    auto Found = Uses.find(V ? V->getCanonicalDecl() : nullptr);
    if (Found == Uses.end())
      return {};
    return Found->second;
  }
  const ParentMap Parents;
  bool HasLabel = false; ///< So a place may be reached that stands before where it is come from.

private:
  friend RecursiveASTVisitor<BodyUses>;
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    if (const auto *V = llvm::dyn_cast<VarDecl>(R->getDecl()))
      Uses[V->getCanonicalDecl()].push_back(R);
    return true;
  }
  bool VisitCXXThisExpr(CXXThisExpr *T) {
    Uses[nullptr].push_back(T);
    return true;
  }
  bool VisitLabelStmt(LabelStmt *) { return HasLabel = true; }

  llvm::DenseMap<const VarDecl *, std::vector<const Expr *>> Uses;
};

std::shared_ptr<const BodyUses> BodyUses::of(const Stmt &Body) {
  auto Look = [&] { return std::make_shared<const BodyUses>(const_cast<Stmt &>(Body)); };
  AnalysisMemory::Parts *Memory = AnalysisMemory::current();
  if (!Memory)
    return Look();
  std::shared_ptr<const BodyUses> &Known = Memory->Uses[&Body];
  if (!Known)
    Known = Look();
  return Known;
}

namespace {

constexpr unsigned MaxDepth = 4;

class EscapeFinder {
public:
  /// \p Behind: what is done behind this statement does not count.
  EscapeFinder(const Stmt &Body, const ASTContext &C, unsigned Depth, const Stmt *Behind = nullptr)
      : Body(Body), C(C), Depth(Depth), Behind(Behind), Uses(BodyUses::of(Body)), Parents(Uses->Parents) {}

  std::optional<Refusal> find(const VarDecl *V) {
    for (const Expr *E : Uses->usesOf(V)) {
      if (Behind && C.getSourceManager().isBeforeInTranslationUnit(Behind->getEndLoc(), E->getBeginLoc()))
        continue;
      const auto *R = llvm::dyn_cast<DeclRefExpr>(E);
      bool Captured = R && R->refersToEnclosingVariableOrCapture();
      if (Captured && !isInsideCalled(*E))
        return escape("is captured", *E);
      if (auto Found = follow(*E, Captured))
        return Found;
    }
    return std::nullopt;
  }

private:
  std::optional<Refusal> escape(const char *How, const Expr &E) {
    std::string Name = "the object";
    if (const auto *R = llvm::dyn_cast<DeclRefExpr>(E.IgnoreParenImpCasts()))
      Name = "'" + R->getDecl()->getNameAsString() + "'";
    return Refusal{"escapes", Name + " " + How, E.getExprLoc()};
  }

  std::optional<Refusal> follow(const Expr &Use, bool Captured);
  bool isCalledOnly(const LambdaExpr &L);
  bool isInsideCalled(const Expr &E);
  std::optional<Refusal> intoVariable(const Expr &E, const DeclStmt &S);
  std::optional<Refusal> intoModel(const Expr &E, const CallExpr &Call,
                                   const Model &M, bool IsObject,
                                   bool &Continue);
  std::optional<Refusal> intoCall(const Expr &E, const CallExpr &Call, bool &Continue);
  std::optional<Refusal> intoParameter(const Expr &E, const FunctionDecl &F, unsigned Index);
  std::optional<Refusal> intoMethod(const Expr &E, const CXXMethodDecl &M);

  const Stmt &Body;
  const ASTContext &C;
  unsigned Depth;
  const Stmt *Behind;
  const std::shared_ptr<const BodyUses> Uses;
  const ParentMap &Parents;
};

bool discards(const Stmt &S) {
  return llvm::isa<CompoundStmt, IfStmt, ForStmt, WhileStmt, DoStmt, SwitchStmt, SwitchCase,
                   LabelStmt, AttributedStmt, CXXForRangeStmt>(S);
}

/// Whether the closure \p L is written as an argument of a modelled function
/// that calls it and keeps nothing.
bool EscapeFinder::isCalledOnly(const LambdaExpr &L) {
  // `[&r = x]` is another name that is not followed.
  if (llvm::any_of(L.captures(), [&](const LambdaCapture &Capture) { return L.isInitCapture(&Capture); }))
    return false;
  const Stmt *Inner = &L, *P = Parents.getParent(Inner);
  while (P && llvm::isa<ImplicitCastExpr, MaterializeTemporaryExpr,
                        CXXBindTemporaryExpr, CXXConstructExpr>(P)) {
    Inner = P;
    P = Parents.getParent(P);
  }
  const auto *Call = llvm::dyn_cast_or_null<CallExpr>(P);
  const Model *M = Call ? modelOf(*Call) : nullptr;
  return M && llvm::any_of(M->Calls, [&](unsigned N) {
           return N <= Call->getNumArgs() &&
                  lambdaOf(*Call->getArg(N - 1)) == &L;
         });
}

/// The same for the closures, all of them, that \p E is written in.
bool EscapeFinder::isInsideCalled(const Expr &E) {
  bool Inside = false;
  for (const Stmt *P = Parents.getParent(&E); P; P = Parents.getParent(P))
    if (const auto *L = llvm::dyn_cast<LambdaExpr>(P)) {
      if (!isCalledOnly(*L))
        return false;
      Inside = true;
    }
  return Inside;
}

/// Whether the constructor promises not to change its argument \p E.
static bool isTakenAsConstant(const Expr &E, const CXXConstructExpr &Construct) {
  const CXXConstructorDecl &To = *Construct.getConstructor();
  for (unsigned I = 0; I < Construct.getNumArgs() && I < To.getNumParams(); ++I)
    if (Construct.getArg(I) == &E) {
      QualType T = To.getParamDecl(I)->getType();
      return !T->isReferenceType() || T->getPointeeType().isConstQualified();
    }
  return false;
}

/// \p Captured: in a closure the variable is seen by its name alone, not
/// through what it is bound or handed to.
std::optional<Refusal> EscapeFinder::follow(const Expr &Use, bool Captured) {
  const Expr *E = &Use;
  bool Chosen = false; // By ?: or std::min: may be read, but not followed by name.
  while (true) {
    const Stmt *P = Parents.getParent(E);
    if (!P)
      return escape("is used in a way that is not understood", Use);
    if (discards(*P) || llvm::isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr>(P))
      return std::nullopt;
    if (const auto *L = llvm::dyn_cast<LambdaExpr>(P))
      return isCalledOnly(*L) ? std::nullopt : escape("is captured", Use);
    if (const auto *S = llvm::dyn_cast<DeclStmt>(P))
      return Chosen || Captured ? escape("is bound to a reference", Use)
                                : intoVariable(*E, *S);
    if (const auto *Cast = llvm::dyn_cast<CastExpr>(P)) {
      CastKind K = Cast->getCastKind();
      if (K == CK_LValueToRValue || K == CK_ToVoid)
        return std::nullopt;
      // Value casts of what `this` is: the pointer goes on.
      if (K == CK_ArrayToPointerDecay) {
        const auto *Index = llvm::dyn_cast_or_null<ArraySubscriptExpr>(Parents.getParent(Cast));
        if (!Index || Index->getBase()->IgnoreParens() != Cast)
          return escape("decays to a pointer", Use);
        E = Index;
        continue;
      }
      if (K != CK_NoOp && K != CK_DerivedToBase && K != CK_UncheckedDerivedToBase)
        return escape("is cast", Use);
    } else if (const auto *M = llvm::dyn_cast<MemberExpr>(P)) {
      if (llvm::isa<CXXMethodDecl>(M->getMemberDecl())) {
        const auto *Call = llvm::dyn_cast_or_null<CXXMemberCallExpr>(Parents.getParent(M));
        if (!Call)
          return escape("is used in a way that is not understood", Use);
        bool Continue = false;
        if (Captured && !modelOf(*Call))
          return escape("is captured", Use);
        if (auto Found = intoCall(*E, *Call, Continue))
          return Found;
        if (!Continue)
          return std::nullopt;
        P = Call;
      } else if (M->getType()->isReferenceType() ||
                 !llvm::isa<FieldDecl>(M->getMemberDecl()) ||
                 llvm::cast<FieldDecl>(M->getMemberDecl())
                     ->getType()
                     ->isReferenceType()) {
        return std::nullopt; // What the member refers to is another object.
      }
    } else if (const auto *U = llvm::dyn_cast<UnaryOperator>(P)) {
      bool This = llvm::isa<CXXThisExpr>(Use) && U->getOpcode() == UO_Deref;
      if (!This && !U->isIncrementDecrementOp())
        return escape("has its address taken", Use);
      if (U->isPostfix()) // Its value is a copy.
        return std::nullopt;
      if (Chosen && !This)
        return escape("is written through ?:", Use);
    } else if (const auto *B = llvm::dyn_cast<BinaryOperator>(P)) {
      if (B->getOpcode() == BO_Comma) {
        if (B->getLHS() == E)
          return std::nullopt;
        Chosen = true;
      } else if (!B->isAssignmentOp() || B->getLHS() != E || Chosen) {
        return escape("is used in a way that is not understood", Use);
      }
    } else if (llvm::isa<ConditionalOperator>(P)) {
      Chosen = true;
    } else if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(P)) {
      const CXXConstructorDecl *To = Construct->getConstructor();
      Invocation Making = invocationOf(*Construct);
      bool Owner = To->isCopyConstructor() && isStdType(Construct->getType(), "shared_ptr");
      bool Copies = isStdContainer(Construct->getType()) && isTakenAsConstant(*E, *Construct);
      if (To->isTrivial() || Owner || Copies || modelOf(*To, &Making))
        return std::nullopt;
      if (Captured)
        return escape("is captured", Use);
      for (unsigned I = 0; I < Construct->getNumArgs(); ++I)
        if (Construct->getArg(I) == E)
          return intoParameter(Use, *To, I);
      return escape("is used in a way that is not understood", Use);
    } else if (const auto *Call = llvm::dyn_cast<CallExpr>(P)) {
      bool Continue = false;
      const Model *M = modelOf(*Call);
      if (Captured && !M)
        return escape("is captured", Use);
      auto Found = intoCall(*E, *Call, Continue);
      if (Found || !Continue)
        return Found;
      // std::move, std::get: another name that is followed.
      Chosen |= !llvm::isa<CXXOperatorCallExpr>(Call) &&
                !(M && (M->Gives == Result::Same || M->Gives == Result::Part));
    } else if (!llvm::isa<ParenExpr, ExprWithCleanups, ConstantExpr>(P)) {
      return escape("is used in a way that is not understood", Use);
    }
    E = llvm::cast<Expr>(P);
  }
}

std::optional<Refusal> EscapeFinder::intoVariable(const Expr &E, const DeclStmt &S) {
  for (const Decl *D : S.decls()) {
    const auto *V = llvm::dyn_cast<VarDecl>(D);
    if (!V || V->getInit() != &E)
      continue;
    if (!V->getType()->isReferenceType())
      return escape("is used in a way that is not understood", E); // `auto *p = this`.
    if (llvm::isa<DecompositionDecl>(V) || V->isStaticLocal())
      return escape("is bound to a reference", E);
    // The range of a range-for over a container: its elements are what is used.
    if (V->isImplicit() && isStdContainer(E.getType()))
      return std::nullopt;
    if (V->isImplicit() || Depth >= MaxDepth)
      return escape("is bound to a reference", E);
    return EscapeFinder(Body, C, Depth + 1).find(V);
  }
  return escape("is used in a declaration that is not understood", E);
}

std::optional<Refusal> EscapeFinder::intoMethod(const Expr &E, const CXXMethodDecl &M) {
  const FunctionDecl *Definition = nullptr;
  const Stmt *Into = M.getBody(Definition);
  if (!Into || M.isVirtual() || Depth >= MaxDepth || !EffectsVisitor::canBeLookedInto(*Definition))
    return escape("is the object of a call that cannot be looked into", E);
  return EscapeFinder(*Into, C, Depth + 1).find(nullptr);
}

std::optional<Refusal> EscapeFinder::intoParameter(const Expr &E, const FunctionDecl &F,
                                                   unsigned Index) {
  const FunctionDecl *Definition = nullptr;
  const Stmt *Into = F.getBody(Definition);
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F);
  if (!Into || (Method && Method->isVirtual()) || llvm::isa<CXXConstructorDecl>(F) ||
      Depth >= MaxDepth || !EffectsVisitor::canBeLookedInto(*Definition) ||
      Index >= Definition->getNumParams() || llvm::isa<CoroutineBodyStmt>(Into))
    return escape("is passed by reference to a function that cannot be looked into", E);
  const ParmVarDecl &P = *Definition->getParamDecl(Index);
  if (!P.getType()->isReferenceType())
    return escape("is passed as a pointer", E);
  return EscapeFinder(*Into, C, Depth + 1).find(&P);
}

/// Whether a call makes an element of its arguments that is more than a number
/// or a text.
static bool makesElement(const CallExpr &Call) {
  const FunctionDecl *F = Call.getDirectCallee();
  const Expr *Object = invocationOf(Call).Object;
  if (!F || !F->getDeclName().isIdentifier() || !F->getName().contains("emplace") || !Object)
    return false;
  QualType T = Object->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  auto Keeps = [](QualType Part) { return !Part->isScalarType() && !isStdString(Part); };
  QualType Each = containedType(T);
  if (Each.isNull())
    return true;
  return isStdType(Each, "pair") ? llvm::any_of(dataTypes(Each), Keeps) : Keeps(Each);
}

/// What a model says of its result: other pointers to an object lead to
/// elements, or to what it was given; a container's header is handed out by
/// nobody.
std::optional<Refusal> EscapeFinder::intoModel(const Expr &E,
                                               const CallExpr &Call,
                                               const Model &M, bool IsObject,
                                               bool &Continue) {
  bool First = Call.getNumArgs() && Call.getArg(0) == &E;
  for (unsigned N : M.Keeps)
    if (!IsObject && N <= Call.getNumArgs() && Call.getArg(N - 1) == &E)
      return escape("is remembered by the function it is passed to", E);
  switch (M.Gives) {
  case Result::Part: {
    // `x.operator*()` is not followed by name.
    const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call);
    if (Member && Member->getMethodDecl() && Member->getMethodDecl()->isOverloadedOperator())
      return escape("is used in a way that is not understood", E);
    // `o->x` gives a pointer on the way to the member.
    const auto *Op = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
    bool Arrow =
        Op && Op->getOperator() == OO_Arrow &&
        llvm::isa_and_nonnull<MemberExpr>(Parents.getParentIgnoreParenImpCasts(
            const_cast<CallExpr *>(&Call)));
    Continue = (IsObject || First) && (Call.isGLValue() || Arrow);
    if (IsObject && !Continue)
      return escape("hands out a pointer into itself", E);
    return std::nullopt;
  }
  case Result::Object:
    Continue = IsObject && Call.isGLValue();
    return std::nullopt;
  case Result::Same:
    Continue = First;
    return std::nullopt;
  case Result::Argument:
    Continue = !IsObject && Call.isGLValue();
    return std::nullopt;
  case Result::Element:
    // What it is made of the argument may be a reference to it.
    if (!IsObject && makesElement(Call) && E.isGLValue() && !E.getType().isConstQualified())
      return escape("may be remembered by the element that is made of it", E);
    return std::nullopt;
  case Result::Value:
    if (Call.getType()->isPointerType() || Call.isGLValue())
      return escape("may be what the result refers to", E);
    return std::nullopt;
  }
  return escape("is used in a call that is not understood", E);
}

std::optional<Refusal> EscapeFinder::intoCall(const Expr &E, const CallExpr &Call,
                                              bool &Continue) {
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F)
    return escape("is passed to a call through a pointer", E);
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F);
  const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call);
  bool Operator = isMemberOperator(Call);
  bool IsObject = (Operator && Call.getArg(0) == &E) ||
                  (Member && Member->getImplicitObjectArgument()->IgnoreParens() ==
                                 E.IgnoreParens());
  if (const Model *M = modelOf(Call); M && !(Method && Method->isVirtual()))
    return intoModel(E, Call, *M, IsObject, Continue);
  if (IsObject)
    return intoMethod(E, *Method);
  for (unsigned I = 0; I < Call.getNumArgs(); ++I)
    if (Call.getArg(I) == &E)
      return intoParameter(E, *F, Operator ? I - 1 : I);
  return escape("is used in a call that is not understood", E);
}

/// Whether making an object of class \p R may tell somebody where it is.
bool constructionKeepsThis(const CXXRecordDecl &R, const ASTContext &C, unsigned Depth) {
  QualType T = C.getCanonicalTagType(&R);
  // Its nodes may know it, but nobody reaches them except through its
  // functions.
  if (isStdContainer(T))
    return false;
  if ((isStdType(T, "unique_ptr") && hasStandardParts(T)) || isStdType(T, "shared_ptr"))
    return false; // What is owned may know the count of owners, never an owner.
  if (Depth > MaxDepth || !R.hasDefinition())
    return true;
  auto TypeKeeps = [&](QualType Part) {
    const auto *Inner = C.getBaseElementType(Part)->getAsCXXRecordDecl();
    return Inner && constructionKeepsThis(*Inner, C, Depth + 1);
  };
  // A copy of its bytes would hold the address of another: iterators, pairs, complex.
  if (isStdType(T, "optional") || isStdType(T, "pair"))
    return llvm::any_of(dataTypes(T), TypeKeeps);
  if (R.isInStdNamespace() && !isStdType(T, "array"))
    return !R.isTriviallyCopyable() || llvm::any_of(dataTypes(T), TypeKeeps);
  for (const CXXBaseSpecifier &Base : R.bases())
    if (TypeKeeps(Base.getType()))
      return true;
  for (const FieldDecl *F : R.fields())
    if (TypeKeeps(F->getType()) ||
        (F->hasInClassInitializer() &&
         (!F->getInClassInitializer() ||
          EscapeFinder(*F->getInClassInitializer(), C, Depth + 1).find(nullptr))))
      return true;
  // What a template makes of `this` depends on who calls it.
  for (const Decl *D : R.decls())
    if (const auto *Template = llvm::dyn_cast<FunctionTemplateDecl>(D))
      if (llvm::isa<CXXConstructorDecl>(Template->getTemplatedDecl()))
        return true;
  for (const CXXConstructorDecl *Constructor : R.ctors()) {
    if (!Constructor->isUserProvided())
      continue;
    const FunctionDecl *Definition = nullptr;
    const Stmt *Body = Constructor->getBody(Definition);
    if (!Body || EscapeFinder(*Body, C, Depth + 1).find(nullptr))
      return true;
    for (const CXXCtorInitializer *Init : llvm::cast<CXXConstructorDecl>(Definition)->inits())
      if (EscapeFinder(*Init->getInit(), C, Depth + 1).find(nullptr))
        return true;
  }
  return false;
}

} // namespace

std::optional<Refusal> findEscape(const VarDecl &V, const Stmt &Body, const ASTContext &C) {
  if (llvm::isa<CoroutineBodyStmt>(Body))
    return Refusal{"escapes", "the function is a coroutine", Body.getBeginLoc()};
  return EscapeFinder(Body, C, 0).find(&V);
}

bool escapesOnlyBehind(const VarDecl &V, const Stmt &S, const FunctionDecl &F, const ASTContext &C) {
  const Stmt *Body = F.getBody();
  return Body && V.hasLocalStorage() && !V.getType()->isReferenceType() && !V.getType()->isRecordType() &&
         !llvm::isa<CoroutineBodyStmt>(Body) && !BodyUses::of(*Body)->HasLabel && !EscapeFinder(*Body, C, 0, &S).find(&V);
}

bool isPrivate(const VarDecl &V, const FunctionDecl &F, const ASTContext &C) {
  const FunctionDecl *Definition = nullptr;
  const Stmt *Body = F.getBody(Definition);
  if (!Body || !V.hasLocalStorage() || V.getType()->isReferenceType() ||
      V.getParentFunctionOrMethod() != Definition || V.isInitCapture() || V.hasAttr<CleanupAttr>())
    return false;
  // The hidden iterators of a range-for: nobody can name them.
  if (V.isImplicit() && !iteratedType(V.getType()).isNull())
    return true;
  const auto *Class = C.getBaseElementType(V.getType())->getAsCXXRecordDecl();
  if (Class && constructionKeepsThis(*Class, C, 0))
    return false;
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Definition))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (findEscape(V, *Init->getInit(), C))
        return false;
  return !findEscape(V, *Body, C);
}

} // namespace hone
