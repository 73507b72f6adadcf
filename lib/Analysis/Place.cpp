// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Places of glvalues. What a pointer, a reference member or a call leads to is
// Indirect: a variable that it may be has escaped by the rules of Escape.cpp. An
// expression of any other form may name a variable that has not; its place is
// Unfollowed, which may be anything.

#include "hone/Analysis/Place.h"
#include "Models.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace hone {

/// Whether a name that \p T is written with says that it may be any other type.
static bool mayAliasAnything(QualType T) {
  while (!T.isNull()) {
    if (const auto *Name = T->getAs<TypedefType>()) {
      if (Name->getDecl()->hasAttr<MayAliasAttr>())
        return true;
      T = Name->desugar();
    } else {
      const auto *R = T->getAsTagDecl();
      return R && R->hasAttr<MayAliasAttr>();
    }
  }
  return false;
}

/// Null if the type says nothing of the object.
static QualType plain(QualType T) {
  if (T.isNull())
    return T;
  T = T.getNonReferenceType();
  return mayAliasAnything(T) ? QualType() : T.getCanonicalType().getUnqualifiedType();
}

std::string Place::describe() const {
  std::string Name;
  if (Root)
    Name = Root->getNameAsString();
  for (const FieldDecl *F : Path)
    Name += (Name.empty() ? "" : ".") + F->getNameAsString();
  if (How == Reach::Temporary)
    return "a temporary";
  if (How == Reach::Library)
    return "state of the standard library";
  if (How == Reach::Element)
    return Name.empty() ? "an element of a container" : "an element of '" + Name + "'";
  if (How == Reach::Indirect && !(Root && Root->getType()->isReferenceType())) {
    if (Last && Path.empty())
      Name = Last->getNameAsString();
    if (Name.empty())
      return "what a pointer or reference leads to";
    return Last ? "'" + Name + "' behind a pointer" : "what '" + Name + "' leads to";
  }
  return Name.empty() ? "the object itself" : "'" + Name + "'";
}

static Place unknown(QualType T) {
  Place P;
  P.Type = plain(T);
  return P;
}

static Place unfollowed(QualType T) {
  Place P = unknown(T);
  P.Unfollowed = true;
  return P;
}

/// Elements of a std::array, and the value of a std::optional, lie inside it.
/// One that is itself an element, or a part of one, is not an element as a
/// whole.
static Place partOfArray(Place Array, QualType T) {
  if (Array.How == Reach::Element && !Array.Unfollowed)
    return unknown(T);
  Array.Type = plain(T);
  return Array;
}

/// A pointer without the casts that keep it leading to the same object.
static const Expr *withoutCasts(const Expr &Pointer) {
  const Expr *E = Pointer.IgnoreParenImpCasts();
  while (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(E)) {
    CastKind K = Cast->getCastKind();
    if (K != CK_NoOp && K != CK_DerivedToBase && K != CK_UncheckedDerivedToBase)
      return E;
    E = Cast->getSubExpr()->IgnoreParenImpCasts();
  }
  return E;
}

/// Whether `this` itself, not what it leads to, may be the value of \p Pointer in
/// a form that an escape is not seen in.
static bool mayChooseThis(const Expr &Pointer) {
  const Expr *E = Pointer.IgnoreParenCasts();
  if (const auto *Choice = llvm::dyn_cast<AbstractConditionalOperator>(E))
    return mayChooseThis(*Choice->getTrueExpr()) || mayChooseThis(*Choice->getFalseExpr());
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(E))
    return B->getOpcode() == BO_Comma && mayChooseThis(*B->getRHS());
  return llvm::isa<CXXThisExpr>(E);
}

Place pointeePlace(const Expr &Pointer, QualType T, const ASTContext &C) {
  const Expr *E = withoutCasts(Pointer);
  Place P = unknown(T);
  if (llvm::isa<CXXThisExpr>(E)) {
    P.This = true;
    P.How = Reach::Object;
    return P;
  }
  if (mayChooseThis(*E))
    return unfollowed(T);
  // `o->` of an optional leads into it.
  if (const auto *Arrow = llvm::dyn_cast<CXXOperatorCallExpr>(E))
    if (Arrow->getOperator() == OO_Arrow && isStdType(Arrow->getArg(0)->getType(), "optional"))
      return partOfArray(placeOf(*Arrow->getArg(0), C), T);
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E))
    P.Root = llvm::dyn_cast<VarDecl>(Ref->getDecl());
  if (P.Root)
    P.Root = P.Root->getCanonicalDecl();
  // What `p` leads to is not what `p` is, and a reference's root means the latter.
  if (P.Root && P.Root->getType()->isReferenceType())
    P.Root = nullptr;
  return P;
}

/// Whether \p S names \p V: `int &r = r` must not be followed.
static bool mentions(const Stmt &S, const VarDecl &V) {
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(&S))
    if (Ref->getDecl()->getCanonicalDecl() == V.getCanonicalDecl())
      return true;
  return llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && mentions(*Child, V); });
}

/// What a reference variable was bound to, if its one initialiser can be followed
/// and keeps meaning the same object.
static Place boundTo(const VarDecl &V, const ASTContext &C) {
  Place P = unknown(V.getType());
  P.Root = V.getCanonicalDecl();
  // A static one is bound in the first call, and may name what was the object's or argument's then.
  if (llvm::isa<ParmVarDecl>(V) || !V.hasLocalStorage() || !V.getInit() || mentions(*V.getInit(), V))
    return P;
  Place Target = placeOf(*V.getInit(), C);
  bool OfReference = Target.How == Reach::Indirect && Target.Root && Target.Root->getType()->isReferenceType();
  if (Target.Unfollowed || Target.How == Reach::Object || OfReference)
    return Target;
  if (Target.How == Reach::Element && !Target.Through) {
    // The container may have been swapped since: whose element is not known.
    Target.Root = nullptr;
    Target.This = false;
    Target.Path.clear();
    return Target;
  }
  return Target.How == Reach::Element ? Target : P;
}

static Place placeOfVariable(const VarDecl &V, bool Captured, const ASTContext &C) {
  if (V.getType()->isReferenceType())
    return boundTo(V, C);
  Place P = unknown(V.getType());
  P.Root = V.getCanonicalDecl();
  // A captured variable may be the closure's copy or the original.
  P.How = Captured ? Reach::Indirect : Reach::Object;
  return P;
}

static Place placeOfMember(const MemberExpr &M, const ASTContext &C) {
  if (const auto *V = llvm::dyn_cast<VarDecl>(M.getMemberDecl()))
    return placeOfVariable(*V, false, C);
  const auto *F = llvm::dyn_cast<FieldDecl>(M.getMemberDecl());
  if (!F || F->getType()->isReferenceType())
    return unknown(M.getType());
  Place P = M.isArrow() ? pointeePlace(*M.getBase(), M.getType(), C) : placeOf(*M.getBase(), C);
  P.Type = plain(M.getType());
  P.Last = F;
  // The path names the container of an element, not what lies inside it.
  if (P.How == Reach::Object ||
      (P.How == Reach::Indirect && P.Root && P.Root->getType()->isReferenceType()))
    P.Path.push_back(F);
  return P;
}

Place elementPlace(const Expr &Container, QualType T, const ASTContext &C) {
  Place P = placeOf(Container, C);
  if (P.Unfollowed) {
    // May be an element of any container.
  } else if (P.How == Reach::Element || (P.How == Reach::Indirect && !P.Root)) {
    // v[i][j]: the inner container is known only as somebody's element.
    P = Place();
  } else if (P.How == Reach::Indirect && P.Root && !P.Root->getType()->isReferenceType()) {
    P = Place();
  }
  P.How = Reach::Element;
  P.Last = nullptr;
  P.Type = plain(T);
  P.Container = isStdContainer(Container.getType()) ? plain(Container.getType()) : QualType();
  return P;
}

/// The element that the hidden iterator of a range-for stands at.
static std::optional<Place> placeOfRangeElement(const Expr &Iterator, QualType T,
                                                const ASTContext &C) {
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(Iterator.IgnoreParenImpCasts());
  const auto *Begin = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Begin || !Begin->isImplicit() || !Begin->getInit())
    return std::nullopt;
  const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(Begin->getInit()->IgnoreImplicit());
  const auto *Range =
      Call ? llvm::dyn_cast<DeclRefExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts())
           : nullptr;
  const auto *Whole = Range ? llvm::dyn_cast<VarDecl>(Range->getDecl()) : nullptr;
  if (!Whole || !Whole->isImplicit() || !Whole->getInit())
    return std::nullopt;
  // A class that hands out another's iterators owns nothing.
  if (!isStdVector(Whole->getType()) && !isStdString(Whole->getType()))
    return std::nullopt;
  Place P = elementPlace(*Whole->getInit(), T, C);
  P.Through = Begin;
  return P;
}

/// What [], at, front and back of a container give: an element, or its mapped
/// value.
static Place accessPlace(const Expr &Container, QualType T,
                         const ASTContext &C) {
  Place P = elementPlace(Container, T, C);
  if (QualType Each = containedType(Container.getType());
      !Each.isNull() &&
      !C.hasSameUnqualifiedType(Each, T.getNonReferenceType()))
    P.Last = memberOfPair(Each, "second");
  return P;
}

static Place placeOfCall(const CallExpr &Call, const ASTContext &C) {
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F || !F->isInStdNamespace())
    if (!F || !llvm::isa<CXXMethodDecl>(F))
      return unknown(Call.getType());
  if (!llvm::isa<CXXMethodDecl>(F)) {
    const Model *M =
        Call.isGLValue() && Call.getNumArgs() ? modelOf(Call) : nullptr;
    if (M && M->Gives == Result::Part)
      return partOfArray(placeOf(*Call.getArg(0), C), Call.getType());
    if (!M || M->Gives != Result::Same)
      return unknown(Call.getType());
    Place P = placeOf(*Call.getArg(0), C);
    P.Type = plain(Call.getType());
    return P;
  }
  // `(s = t)` and `s.append(t)` are s.
  if (const Model *M = Call.isGLValue() ? modelOf(Call) : nullptr; M && M->Gives == Result::Object) {
    const Expr *Object = invocationOf(Call).Object;
    QualType T = Object->getType();
    return T->isPointerType() ? pointeePlace(*Object, T->getPointeeType(), C) : placeOf(*Object, C);
  }
  if (const auto *Op = llvm::dyn_cast<CXXOperatorCallExpr>(&Call)) {
    const Expr &Object = *Op->getArg(0);
    bool Indexes = Op->getOperator() == OO_Subscript;
    if (Indexes && isStdContainer(Object.getType()))
      return accessPlace(Object, Call.getType(), C);
    if ((Indexes && isStdType(Object.getType(), "array")) ||
        (Op->getOperator() == OO_Star &&
         isStdType(Object.getType(), "optional")))
      return partOfArray(placeOf(Object, C), Call.getType());
    if ((Indexes || Op->getOperator() == OO_Star) && isIteratorOfOwner(Object.getType())) {
      if (!Indexes)
        if (auto P = placeOfRangeElement(Object, Call.getType(), C))
          return *P;
      Place P = unknown(Call.getType());
      P.How = Reach::Element;
      return P;
    }
    return unknown(Call.getType());
  }
  const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call);
  if (!Member || !F->getDeclName().isIdentifier())
    return unknown(Call.getType());
  const Expr *Object = Member->getImplicitObjectArgument();
  bool Arrow = Object->getType()->isPointerType();
  QualType Class = Arrow ? Object->getType()->getPointeeType() : Object->getType();
  llvm::StringRef Name = F->getName();
  bool Access = Name == "at" || Name == "front" || Name == "back";
  if (Access && !Arrow && isStdContainer(Class))
    return accessPlace(*Object, Call.getType(), C);
  if (!Arrow && ((Access && isStdType(Class, "array")) ||
                 (Name == "value" && isStdType(Class, "optional"))))
    return partOfArray(placeOf(*Object, C), Call.getType());
  return unknown(Call.getType());
}

static Place placeOfSubscript(const ArraySubscriptExpr &S, const ASTContext &C) {
  const Expr *Base = S.getBase()->IgnoreParens();
  if (const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(Base))
    if (Cast->getCastKind() == CK_ArrayToPointerDecay) {
      Place P = placeOf(*Cast->getSubExpr(), C);
      P.Type = plain(S.getType());
      return P;
    }
  return pointeePlace(*Base, S.getType(), C);
}

Place placeOf(const Expr &Given, const ASTContext &C) {
  const Expr *E = Given.IgnoreParens();
  if (const auto *Cast = llvm::dyn_cast<CastExpr>(E)) {
    CastKind K = Cast->getCastKind();
    if (K == CK_NoOp || K == CK_DerivedToBase || K == CK_UncheckedDerivedToBase) {
      Place P = placeOf(*Cast->getSubExpr(), C);
      P.Type = plain(Cast->getType());
      return P;
    }
    return E->isPRValue() ? placeOf(*Cast->getSubExpr(), C) : unfollowed({});
  }
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E)) {
    if (const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl()))
      return placeOfVariable(*V, Ref->refersToEnclosingVariableOrCapture(), C);
    return unknown(E->getType());
  }
  if (const auto *M = llvm::dyn_cast<MemberExpr>(E))
    return placeOfMember(*M, C);
  if (const auto *S = llvm::dyn_cast<ArraySubscriptExpr>(E))
    return placeOfSubscript(*S, C);
  if (const auto *U = llvm::dyn_cast<UnaryOperator>(E)) {
    if (U->getOpcode() == UO_Deref) {
      Place P = pointeePlace(*U->getSubExpr(), U->getType(), C);
      return P;
    }
    if (U->isPrefix() && U->isIncrementDecrementOp())
      return placeOf(*U->getSubExpr(), C);
    return unfollowed(E->getType());
  }
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(E))
    return B->isAssignmentOp() ? placeOf(*B->getLHS(), C) : unfollowed(E->getType());
  if (const auto *Call = llvm::dyn_cast<CallExpr>(E))
    return placeOfCall(*Call, C);
  if (llvm::isa<MaterializeTemporaryExpr>(E)) {
    Place P = unknown(E->getType());
    P.How = Reach::Temporary;
    return P;
  }
  if (const auto *W = llvm::dyn_cast<ExprWithCleanups>(E))
    return placeOf(*W->getSubExpr(), C);
  if (llvm::isa<StringLiteral, PredefinedExpr>(E))
    return unknown(E->getType()); // No variable.
  return unfollowed(E->getType());
}

static bool hasOtherNames(const VarDecl &V) {
  return V.hasAttr<AliasAttr>() || V.hasAttr<WeakRefAttr>() || V.hasAttr<WeakAttr>() ||
         V.hasAttr<AsmLabelAttr>() || V.hasAttr<IFuncAttr>();
}

bool areTwoObjects(const VarDecl &A, const VarDecl &B) {
  return A.getCanonicalDecl() != B.getCanonicalDecl() &&
         !hasOtherNames(*A.getMostRecentDecl()) && !hasOtherNames(*B.getMostRecentDecl());
}

bool mayShareSequence(const FieldDecl &A, const FieldDecl &B) {
  const auto *P = llvm::dyn_cast<CXXRecordDecl>(A.getParent());
  const auto *Q = llvm::dyn_cast<CXXRecordDecl>(B.getParent());
  bool Plain = P && Q && P->isStandardLayout() && Q->isStandardLayout() &&
               P->isTriviallyCopyable() && Q->isTriviallyCopyable();
  if (!Plain || P->getCanonicalDecl() == Q->getCanonicalDecl() ||
      A.getFieldIndex() != B.getFieldIndex())
    return false;
  auto F = P->field_begin(), G = Q->field_begin();
  for (unsigned I = 0; I <= A.getFieldIndex(); ++I, ++F, ++G) {
    QualType T = F->getType(), U = G->getType();
    bool Alike = (T->isRecordType() && U->isRecordType()) ||
                 (T->isEnumeralType() && U->isEnumeralType()) ||
                 A.getASTContext().hasSameUnqualifiedType(T, U);
    if (!Alike)
      return false;
  }
  return true;
}

/// Whether two scalar accesses name different members: no object is two members.
static bool differentMembers(const Place &A, const Place &B) {
  auto IsPlainScalar = [](const FieldDecl *F) {
    return F && F->getType()->isScalarType() && !F->isBitField() &&
           !F->getParent()->isUnion();
  };
  return A.Last != B.Last && IsPlainScalar(A.Last) && IsPlainScalar(B.Last) &&
         !mayShareSequence(*A.Last, *B.Last);
}

/// Whether both paths start at one object and part at some member.
static bool pathsPart(const Place &A, const Place &B) {
  unsigned Common = std::min(A.Path.size(), B.Path.size());
  for (unsigned I = 0; I < Common; ++I) {
    if (A.Path[I] == B.Path[I])
      continue;
    return !A.Path[I]->getParent()->isUnion() && !A.Path[I]->isBitField() &&
           !B.Path[I]->isBitField();
  }
  return false;
}

static bool isVariable(const Place &P) { return P.Root && !P.Root->getType()->isReferenceType(); }

static bool isPrivateRoot(const Place &P,
                          llvm::function_ref<bool(const VarDecl &)> IsPrivate) {
  return P.How == Reach::Object && isVariable(P) && IsPrivate(*P.Root);
}

/// Whether \p P is named from an object that has no other name than the root:
/// a variable that is no reference, or *this.
static bool sameStart(const Place &A, const Place &B) {
  return (A.This && B.This) || (A.Root && A.Root == B.Root && A.This == B.This);
}

static bool elementsMayMeet(const Place &A, const Place &B, const ASTContext &C,
                            llvm::function_ref<bool(const VarDecl &)> IsPrivate) {
  // Two containers never share their storage.
  bool Named = (A.Root || A.This) && (B.Root || B.This);
  if (Named && sameStart(A, B) && pathsPart(A, B))
    return false;
  if (Named && !sameStart(A, B) && isVariable(A) && isVariable(B))
    return !areTwoObjects(*A.Root, *B.Root);
  // The characters of a short string lie where the string does.
  auto LieIn = [&](const Place &Characters, const Place &Whole) {
    return isStdString(Characters.Container) &&
           (Whole.Type.isNull() ||
            (Whole.Type->isRecordType() && mayOverlap(Whole.Type, Characters.Container, C)));
  };
  if (!A.Container.isNull() && !B.Container.isNull() && A.Container != B.Container && !LieIn(A, B) &&
      !LieIn(B, A))
    return false;
  // Nor is a variable nobody else knows of what a reference names.
  auto Alone = [&](const Place &P) { return isVariable(P) && IsPrivate(*P.Root); };
  if (Named && !sameStart(A, B) && (Alone(A) || Alone(B)))
    return false;
  return mayOverlap(A.Type, B.Type, C) && !differentMembers(A, B);
}

/// Whether \p T is a pair, as maps hold it, of two scalars that are not bytes.
static bool isPairOfScalars(QualType T) {
  auto Scalar = [](const FieldDecl *F) {
    return F && F->getType()->isScalarType() && !isCharLike(F->getType());
  };
  return !T.isNull() && Scalar(memberOfPair(T, "first")) &&
         Scalar(memberOfPair(T, "second"));
}

/// An element is an object of its own, so a scalar one is neither a variable nor a
/// member of something that is not an element. Storage of bytes may hold anything.
static bool elementMayBe(const Place &Element, const Place &Other, const ASTContext &C) {
  // A container changes through its own functions only; the characters of a short string
  // lie inside of it.
  bool Scalar = !Element.Type.isNull() && Element.Type->isScalarType();
  if (Scalar && isStdContainer(Other.Type) && !isStdString(Other.Type))
    return false;
  if (isCharLike(Element.Type))
    return true;
  bool Whole = !Element.Type.isNull() && Element.Type->isScalarType() && !Element.Last;
  // A scalar that is an element as a whole is no member of an object.
  if (Whole && Other.Last)
    return false;
  if (!Element.Last && Other.Last && isPairOfScalars(Element.Type) &&
      Other.Last->getParent()->getCanonicalDecl() !=
          Element.Type->getAsRecordDecl()->getCanonicalDecl())
    return false; // A member of another class is none of the pair's.
  if (Other.How == Reach::Indirect)
    return mayOverlap(Element.Type, Other.Type, C) && !differentMembers(Element, Other);
  if (Whole)
    return false;
  if (Other.Root && !Other.This && Other.How == Reach::Object)
    return false; // A variable lies in no container's storage.
  return mayOverlap(Element.Type, Other.Type, C) && !differentMembers(Element, Other);
}

bool mayAlias(const Place &A, const Place &B, const ASTContext &C,
              llvm::function_ref<bool(const VarDecl &)> IsPrivate) {
  if (A.How == Reach::Temporary || B.How == Reach::Temporary)
    return false;
  if (A.How == Reach::Library || B.How == Reach::Library)
    return A.How == B.How;
  if (A.Unfollowed || B.Unfollowed)
    return mayOverlap(A.Type, B.Type, C);
  if (A.How == Reach::Object && B.How == Reach::Object) {
    if (sameStart(A, B))
      return !pathsPart(A, B);
    // Two variables are two objects; *this is no local variable's.
    if (A.Root && B.Root)
      return !areTwoObjects(*A.Root, *B.Root);
    const Place &Variable = A.Root ? A : B;
    if (Variable.Root->hasLocalStorage())
      return false;
    return mayOverlap(A.Type, B.Type, C);
  }
  if (isPrivateRoot(A, IsPrivate) || isPrivateRoot(B, IsPrivate))
    return false;
  if (A.How == Reach::Element && B.How == Reach::Element)
    return elementsMayMeet(A, B, C, IsPrivate);
  if (A.How == Reach::Element)
    return elementMayBe(A, B, C);
  if (B.How == Reach::Element)
    return elementMayBe(B, A, C);
  if (sameStart(A, B) && A.Root && A.Root->getType()->isReferenceType() && pathsPart(A, B))
    return false;
  return mayOverlap(A.Type, B.Type, C) && !differentMembers(A, B);
}

} // namespace hone
