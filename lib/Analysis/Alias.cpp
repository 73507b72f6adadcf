// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The facts about objects that a compiler cannot use, because it sees
// addresses where the source names objects:
//
// * A container's header changes only through the container's own functions.
//   Overwriting its bytes through a pointer leaves an object of a class that is
//   not trivially copyable without a value; using it is undefined.
// * An element of a std::vector or std::string is an object in storage that
//   std::allocator obtained. No variable lies there, nor does an object that
//   holds the container: it would end when its own member frees its storage.
// * A scalar element is not the member of a class: two objects that are alive
//   and do not contain one another have no byte in common.
//
// One habit breaks the last fact: buffers of bytes read as structures
// (`*reinterpret_cast<const Header *>(bytes.data())`). It is possible for
// trivially copyable classes and elements of char kind; there nothing is claimed.
#include "hone/Analysis/Alias.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/Ownership.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace hone;

static QualType plainType(QualType T, const ASTContext &C) {
  T = T.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  return T->isSignedIntegerType() && !T->isEnumeralType() ? C.getCorrespondingUnsignedType(T)
                                                          : T;
}

bool hone::forcesReload(QualType Stored, QualType State, bool IsHeader, const ASTContext &C) {
  if (Stored.isNull() || isCharLike(Stored))
    return true;
  if (!Stored->isScalarType())
    return IsHeader || State.isNull() || mayOverlap(Stored, State, C);
  if (IsHeader)
    return Stored->isPointerType();
  if (State.isNull())
    return true;
  if (Stored->isPointerType() && State->isPointerType())
    return true;
  return C.hasSameType(plainType(Stored, C), plainType(State, C));
}

static bool isReference(const Place &P) { return P.Root && P.Root->getType()->isReferenceType(); }
static bool isNamedVariable(const Place &P) {
  return P.How == Reach::Object && P.Root && !isReference(P);
}

/// Whether both are reached from one object by its name.
static bool sameStart(const Place &A, const Place &B) {
  if (A.This || B.This)
    return A.This && B.This;
  if (!A.Root || A.Root != B.Root)
    return false;
  return !A.Root->getType()->isPointerType();
}

/// Whether the paths part at two members that lie beside each other.
static bool pathsPart(const Place &A, const Place &B) {
  for (unsigned I = 0; I < std::min(A.Path.size(), B.Path.size()); ++I)
    if (A.Path[I] != B.Path[I])
      return !A.Path[I]->getParent()->isUnion() && !A.Path[I]->isBitField() &&
             !B.Path[I]->isBitField();
  return false;
}

static bool isPlainScalar(const FieldDecl *F) {
  return F && F->getType()->isScalarType() && !F->isBitField() && !F->getParent()->isUnion();
}

static bool areTwoMembers(const FieldDecl *A, const FieldDecl *B, const ASTContext &C) {
  return A != B && isPlainScalar(A) && isPlainScalar(B) && !mayShareSequence(*A, *B) &&
         (!hasRelaxedAliasing(C) || A->getParent() == B->getParent());
}

static std::string quote(const Place &P) { return P.describe(); }

/// Whether the constructor of a parameter of type \p T, which runs in the caller, may
/// have made its address known. The library's do not.
static bool mayIntroduceItself(QualType T, const ASTContext &C, unsigned Depth = 0) {
  const auto *R = C.getBaseElementType(T)->getAsCXXRecordDecl();
  if (!R || R->isInStdNamespace())
    return false;
  if (!R->hasDefinition() || Depth > 8)
    return true;
  auto May = [&](QualType Part) { return mayIntroduceItself(Part, C, Depth + 1); };
  return llvm::any_of(R->ctors(), [](const auto *D) { return D->isUserProvided(); }) ||
         llvm::any_of(R->decls(), [](const Decl *D) { return isa<FunctionTemplateDecl>(D); }) ||
         llvm::any_of(R->bases(), [&](const CXXBaseSpecifier &B) { return May(B.getType()); }) ||
         llvm::any_of(R->fields(), [&](const FieldDecl *F) { return May(F->getType()); });
}

/// Whether no pointer or reference to \p V exists.
static bool isAlone(const VarDecl &V, const FunctionDecl &F, const ASTContext &C) {
  return isPrivate(V, F, C) && !(isa<ParmVarDecl>(V) && mayIntroduceItself(V.getType(), C));
}

bool hone::mayContain(QualType Outer, const CXXRecordDecl &Inner, const ASTContext &C, unsigned Depth) {
  if (Outer->isScalarType() || Outer->isReferenceType())
    return false;
  if (const auto *Array = C.getAsArrayType(Outer); Array && isCharLike(C.getBaseElementType(Array)))
    return true;
  const auto *R = C.getBaseElementType(Outer)->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || Depth > 16)
    return true;
  if (R->getCanonicalDecl() == Inner.getCanonicalDecl())
    return true;
  // Their elements lie elsewhere, short strings hold characters only.
  if (isStdVector(C.getCanonicalTagType(R)) || isStdString(C.getCanonicalTagType(R)))
    return false;
  auto Holds = [&](QualType T) { return mayContain(T, Inner, C, Depth + 1); };
  return llvm::any_of(R->bases(), [&](const CXXBaseSpecifier &B) { return Holds(B.getType()); }) ||
         llvm::any_of(R->fields(), [&](const FieldDecl *F) { return Holds(F->getType()); });
}

/// Whether an element of the container that \p Element names may contain the
/// object that holds the state, and so the container itself: a node that was
/// moved among its own children.
static bool mayHoldOwner(const Place &Element, const StatePlace &State, const ASTContext &C) {
  QualType Container = Element.Path.empty() ? (Element.Root ? Element.Root->getType() : QualType())
                                            : Element.Path.back()->getType();
  // An array of the object's own is held by a pointer.
  bool Pointer = !Container.isNull() && Container->isPointerType();
  QualType T = Pointer ? Container->getPointeeType() : containedType(Container);
  if (T.isNull())
    return true;
  return !T->isScalarType() && (!State.Owner || mayContain(T, *State.Owner, C));
}

/// Whether the unit makes an object that may be, or hold, an \p Inner in storage that it
/// names itself: bytes of a container, by habit.
static bool isPlaced(const CXXRecordDecl &Inner, const ASTContext &C) {
  struct Visitor : RecursiveASTVisitor<Visitor> {
    Visitor(const CXXRecordDecl &Inner, const ASTContext &C) : Inner(Inner), C(C) {}
    bool shouldVisitTemplateInstantiations() const { return true; }
    bool VisitCXXNewExpr(CXXNewExpr *New) {
      QualType T = New->getAllocatedType();
      Found |= New->getNumPlacementArgs() > 0 && !T->isDependentType() && mayContain(T, Inner, C);
      return !Found;
    }
    const CXXRecordDecl &Inner;
    const ASTContext &C;
    bool Found = false;
  } Placed(Inner, C);
  const SourceManager &SM = C.getSourceManager();
  for (Decl *D : C.getTranslationUnitDecl()->decls())
    if (!Placed.Found && !SM.isInSystemHeader(SM.getExpansionLoc(D->getLocation())))
      Placed.TraverseDecl(D);
  return Placed.Found;
}

/// A write to an element of a container against scalar state.
static std::optional<Refusal> elementAgainstScalar(const Access &Store, const StatePlace &State,
                                                   const ASTContext &C, std::string &Argument) {
  const Place &Element = Store.Where, &S = State.Where;
  bool Bytes = Element.Type.isNull() || isCharLike(Element.Type);
  if (isNamedVariable(S)) {
    Argument = "a variable does not lie in the storage of a container's elements";
    return std::nullopt;
  }
  bool Named = Element.This || Element.Root;
  if (Named && sameStart(Element, S) && (!S.Path.empty() || S.Last) && !mayHoldOwner(Element, State, C)) {
    Argument = "an object does not lie in storage that its own member allocated";
    return std::nullopt;
  }
  bool IsMember = State.Owner && S.Last;
  if (IsMember && Bytes && !State.Owner->isTriviallyCopyable() && !isPlaced(*State.Owner, C)) {
    Argument = "an element of a container is no part of a '" + State.Owner->getNameAsString() +
               "', which cannot be made of bytes";
    return std::nullopt;
  }
  if (IsMember && !Bytes && Element.Type->isScalarType() && !Element.Last && !hasRelaxedAliasing(C)) {
    Argument = "a scalar element of a container is not a member of a class";
    return std::nullopt;
  }
  if (IsMember && !Bytes && Element.Last != S.Last && isPlainScalar(Element.Last) &&
      (!hasRelaxedAliasing(C) || Element.Last->getParent() == S.Last->getParent())) {
    Argument = "one object is not two different members";
    return std::nullopt;
  }
  return Refusal{"may-alias", quote(Element) + " may be " + quote(S), Store.At};
}

/// A write to a variable or member named directly against scalar state.
static std::optional<Refusal> namedAgainstScalar(const Access &Store, const StatePlace &State,
                                                 const FunctionDecl &F, const ASTContext &C,
                                                 std::string &Argument) {
  const Place &W = Store.Where, &S = State.Where;
  if (sameStart(W, S)) {
    if (!pathsPart(W, S))
      return Refusal{"state-written", quote(S) + " is written in the loop", Store.At};
    Argument = "different members of one object lie beside each other";
    return std::nullopt;
  }
  auto Private = [&](const VarDecl &V) { return isAlone(V, F, C); };
  if (isNamedVariable(W) && Private(*W.Root)) {
    Argument = "no pointer or reference to " + quote(W) + " exists";
    return std::nullopt;
  }
  if (isNamedVariable(W) && isNamedVariable(S) && areTwoObjects(*W.Root, *S.Root)) {
    Argument = "two variables are two objects";
    return std::nullopt;
  }
  // A local of this activation is younger than what it was called with.
  bool Older = S.This || (isReference(S) && isa<ParmVarDecl>(S.Root) &&
                          S.Root->getDeclContext() == &F);
  // Not a parameter: the order in which they are made is not fixed.
  if (isNamedVariable(W) && W.Root->hasLocalStorage() && !isa<ParmVarDecl>(W.Root) && Older) {
    Argument = "a local variable is not part of an object that the function was given";
    return std::nullopt;
  }
  if (!W.Path.empty() && !S.Path.empty() && areTwoMembers(W.Path.back(), S.Path.back(), C)) {
    Argument = "one object is not two different members";
    return std::nullopt;
  }
  return Refusal{"may-alias", quote(W) + " may be " + quote(S), Store.At};
}

/// Whether a \p T may be, or hold, a container of the kind of \p Header.
static bool mayHoldHeader(QualType T, const Place &Header, const ASTContext &C) {
  if (T.isNull() || Header.Type.isNull())
    return true;
  if (T->isScalarType())
    return false;
  const auto *R = T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition())
    return true;
  if (C.hasSameUnqualifiedType(T, Header.Type))
    return true;
  // Headers are changed by name: a class that can be copied as bytes has none.
  return !R->isTriviallyCopyable() && mayOverlap(T, Header.Type, C);
}

static std::optional<Refusal> againstHeader(const Access &Store, const StatePlace &State,
                                            const FunctionDecl &F, const ASTContext &C,
                                            std::string &Argument) {
  const Place &W = Store.Where, &S = State.Where;
  if (!mayHoldHeader(W.Type, S, C)) {
    Argument = "the header of a container changes only through the container's own functions";
    return std::nullopt;
  }
  if (W.How == Reach::Object && S.How == Reach::Object && sameStart(W, S) && pathsPart(W, S)) {
    Argument = "different members of one object lie beside each other";
    return std::nullopt;
  }
  bool Apart = W.How != Reach::Element || !mayHoldOwner(W, State, C);
  if (isReference(W) && sameStart(W, S) && pathsPart(W, S) && Apart) {
    Argument = "different members of one object lie beside each other";
    return std::nullopt;
  }
  auto Private = [&](const VarDecl &V) { return isAlone(V, F, C); };
  if (!sameStart(W, S) && ((isNamedVariable(W) && Private(*W.Root)) ||
                           (isNamedVariable(S) && Private(*S.Root)) ||
                           (isNamedVariable(W) && isNamedVariable(S) &&
                            areTwoObjects(*W.Root, *S.Root)))) {
    Argument = "two variables are two objects";
    return std::nullopt;
  }
  return Refusal{"resized", quote(S) + " may be changed as a whole in the loop", Store.At};
}

std::optional<Refusal> hone::findInterference(const Access &Given, const StatePlace &State,
                                              const FunctionDecl &F, const ASTContext &C,
                                              std::string &Argument) {
  Access Store = Given;
  if (Store.Where.How == Reach::Temporary) {
    Argument = "a temporary of the loop is not its state";
    return std::nullopt;
  }
  if (Store.Where.How == Reach::Library) {
    Argument = "what the library keeps to itself is no object of the program";
    return std::nullopt;
  }
  if (Store.Where.Unfollowed)
    return Refusal{"may-alias", quote(State.Where) + " may be what an expression that is not followed names",
                   Store.At};
  if (Store.Where.How == Reach::Indirect && Store.Where.Root &&
      Store.Where.Root->getType()->isPointerType() && Store.Where.Path.empty()) {
    const FieldDecl *Last = Store.Where.Last;
    Store.Where = resolvePointer(*Store.Where.Root, Store.Where.Type, F, C);
    Store.Where.Last = Last;
  }
  const Place &S = State.Where;
  if (S.Root && S.Root->getType()->isPointerType() && Store.Where.How == Reach::Object &&
      Store.Where.Root == S.Root)
    return Refusal{"state-written", "'" + S.Root->getNameAsString() + "' is set in the loop",
                   Store.At};
  if (State.IsHeader)
    return againstHeader(Store, State, F, C, Argument);
  if (isNamedVariable(S) && Store.Where.How != Reach::Object && isAlone(*S.Root, F, C)) {
    Argument = "no pointer or reference to " + quote(S) + " exists";
    return std::nullopt;
  }
  switch (Store.Where.How) {
  case Reach::Element:
    return elementAgainstScalar(Store, State, C, Argument);
  case Reach::Object:
    return namedAgainstScalar(Store, State, F, C, Argument);
  default:
    break;
  }
  if (areTwoMembers(Store.Where.Last, S.Last, C)) {
    Argument = "one object is not two different members";
    return std::nullopt;
  }
  // Through a reference: the members of one object are still apart.
  if (isReference(Store.Where))
    return namedAgainstScalar(Store, State, F, C, Argument);
  return Refusal{"may-alias", quote(Store.Where) + " may be " + quote(S), Store.At};
}

static bool isAllocated(const ElementsOf &E) {
  return E.Where.How == Reach::Element && !E.Holder.isNull() &&
         (isStdVector(E.Holder) || isStdString(E.Holder) || E.Holder->isPointerType());
}

/// Whether \p P is a pointer parameter that keeps the value it came with.
static bool isUnchangedPointer(const Place &P, const FunctionDecl &F, const ASTContext &C) {
  const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(P.Root);
  return Parameter && P.How == Reach::Indirect && P.Path.empty() &&
         Parameter->getType()->isPointerType() && Parameter->getDeclContext() == &F &&
         isPrivate(*Parameter, F, C) &&
         llvm::none_of(effectsOf(*F.getBody(), C).Writes, [&](const Access &A) {
           return A.Where.Root == Parameter && A.Where.How == Reach::Object;
         });
}

/// Whether \p P is (a part of) something that was there when \p F was called.
static bool isOlder(const Place &P, const FunctionDecl &F, const ASTContext &C) {
  if (P.This && P.How != Reach::Indirect)
    return true;
  if (P.Root && P.Root->getType()->isReferenceType())
    return isa<ParmVarDecl>(P.Root) && P.Root->getDeclContext() == &F;
  return isUnchangedPointer(P, F, C);
}

static bool isLocal(const Place &P) {
  return P.Root && !P.This && !P.Root->getType()->isReferenceType() && P.Root->hasLocalStorage() &&
         P.How != Reach::Indirect;
}

ElementsOf hone::elementsOf(const Expr &Indexed, const Expr &Base, const ASTContext &C) {
  const Expr *Held = Base.IgnoreParenImpCasts();
  ElementsOf Result{placeOf(Indexed, C), Held->getType()};
  const auto *Member = dyn_cast<MemberExpr>(Held);
  const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  if (!Field || !isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()) || !holdsOwnArray(*Field, C))
    return Result;
  Result.Where = placeOf(*Held, C);
  Result.Where.How = Reach::Element;
  Result.Where.Last = nullptr;
  Result.Where.Type = Indexed.getType().getCanonicalType().getUnqualifiedType();
  return Result;
}

bool hone::areApart(const ElementsOf &A, const ElementsOf &B, const FunctionDecl &F,
                    const ASTContext &C, std::string &Argument) {
  const Place &P = A.Where, &Q = B.Where;
  auto Because = [&](const char *Text) {
    Argument = Text;
    return true;
  };
  const bool Allocated = isAllocated(A) && isAllocated(B);
  const bool Direct = P.How == Reach::Object && Q.How == Reach::Object;
  if (Allocated && !C.hasSameUnqualifiedType(A.Holder.getNonReferenceType(), B.Holder.getNonReferenceType()))
    return Because("containers of different types are two, and never share their storage");
  bool Named = (P.Root || P.This) && (Q.Root || Q.This);
  if ((Allocated || Direct) && Named) {
    if (sameStart(P, Q) && pathsPart(P, Q))
      return Because("different members of one object lie beside each other");
    bool Variables = P.Root && Q.Root && !P.This && !Q.This && !isReference(P) && !isReference(Q);
    if (Variables && areTwoObjects(*P.Root, *Q.Root))
      return Because("two variables are two objects");
  }
  for (auto [X, Y] : {std::pair(&A, &B), std::pair(&B, &A)}) {
    const Place &V = X->Where, &W = Y->Where;
    // A local container's storage may have been another's before.
    bool OfOneKind = Allocated || V.How == Reach::Object;
    if (isLocal(V) && OfOneKind && !(W.Root == V.Root && !W.This) &&
        (isPrivate(*V.Root, F, C) || isOlder(W, F, C)))
      return Because("a local variable is none of the objects the function was given");
    if (V.How == Reach::Object && isAllocated(*Y) && isNamedVariable(V))
      return Because("a variable does not lie in the storage of a container's elements");
    if (V.How == Reach::Object && isAllocated(*Y) && sameStart(V, W) && !V.Path.empty() &&
        V.Type->isScalarType() && W.Type->isScalarType())
      return Because("an object does not lie in storage that its own member allocated");
  }
  return false;
}

namespace {
/// Every value a pointer variable gets, and any use that could give it others.
class PointerSources : public RecursiveASTVisitor<PointerSources> {
public:
  explicit PointerSources(const VarDecl &V) : V(V) {}
  bool isPointer(const Expr *E) const {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParens());
    return Ref && Ref->getDecl()->getCanonicalDecl() == V.getCanonicalDecl();
  }
  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->getOpcode() == BO_Assign && isPointer(B->getLHS())) {
      Values.push_back(B->getRHS());
      ++Allowed;
    } else if ((B->getOpcode() == BO_AddAssign || B->getOpcode() == BO_SubAssign) &&
               isPointer(B->getLHS())) {
      ++Allowed;
    }
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *U) {
    Allowed += U->isIncrementDecrementOp() && isPointer(U->getSubExpr());
    return true;
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *E) {
    Allowed += E->getCastKind() == CK_LValueToRValue && isPointer(E->getSubExpr());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    Seen += isPointer(E);
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *) {
    HasLambda = true;
    return true;
  }
  const VarDecl &V;
  std::vector<const Expr *> Values;
  unsigned Allowed = 0, Seen = 0;
  bool HasLambda = false;
};
} // namespace

/// The container expression if \p Value is `c.data()`, `&c[i]`, or such plus or
/// minus an integer, or a copy of \p Self.
static bool madeFrom(const Expr *Value, const VarDecl &Self, const Expr *&Container) {
  Value = Value->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Value))
    return Ref->getDecl()->getCanonicalDecl() == Self.getCanonicalDecl();
  if (const auto *B = dyn_cast<BinaryOperator>(Value);
      B && (B->getOpcode() == BO_Add || B->getOpcode() == BO_Sub)) {
    bool Left = B->getLHS()->getType()->isPointerType();
    return madeFrom(Left ? B->getLHS() : B->getRHS(), Self, Container);
  }
  const Expr *Found = nullptr;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Value)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (Method && Method->getDeclName().isIdentifier() && Method->getName() == "data")
      Found = Call->getImplicitObjectArgument();
  } else if (const auto *Address = dyn_cast<UnaryOperator>(Value);
             Address && Address->getOpcode() == UO_AddrOf) {
    const auto *Call = dyn_cast<CXXOperatorCallExpr>(Address->getSubExpr()->IgnoreParens());
    if (Call && Call->getOperator() == OO_Subscript)
      Found = Call->getArg(0);
  }
  if (!Found || (!isStdVector(Found->getType()) && !isStdString(Found->getType())))
    return false;
  if (!Container)
    Container = Found;
  return true;
}

Place hone::resolvePointer(const VarDecl &Pointer, QualType Type, const FunctionDecl &F,
                           const ASTContext &C) {
  Place Unresolved;
  Unresolved.Root = &Pointer;
  Unresolved.Type = Type;
  const Stmt *Body = F.getBody();
  if (!Body || !Pointer.isLocalVarDecl() || !Pointer.hasLocalStorage() ||
      isa<ParmVarDecl>(Pointer) || Pointer.getType().isVolatileQualified())
    return Unresolved;
  PointerSources Sources(Pointer);
  Sources.TraverseStmt(const_cast<Stmt *>(Body));
  if (Pointer.getInit())
    Sources.Values.push_back(Pointer.getInit());
  if (Sources.HasLambda || Sources.Seen != Sources.Allowed)
    return Unresolved;
  const Expr *Container = nullptr;
  for (const Expr *Value : Sources.Values)
    if (!madeFrom(Value, Pointer, Container))
      return Unresolved;
  if (!Container)
    return Unresolved;
  // The container may have been swapped since: whose element is not known.
  Place Element;
  Element.How = Reach::Element;
  Element.Type = Type;
  return Element;
}
