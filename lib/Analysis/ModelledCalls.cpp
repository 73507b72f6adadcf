// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a modelled function does, said in places of the caller. Where the words
// of the model are wider than the call, the wider is taken: "what the arguments
// lead to" is an element of a container only if the container is named on the
// spot.

#include "EffectsVisitor.h"

using namespace clang;

namespace hone {

/// What the elements of type \p T own, as places that are read or written with
/// them.
static void addOwned(QualType T, const ASTContext &C,
                     llvm::SmallVectorImpl<Place> &Out, unsigned Depth = 0) {
  if (T.isNull() || Depth > 4) {
    Out.push_back(Place());
    return;
  }
  if (T->isReferenceType())
    return;
  // What is looked at through a view is looked at with it.
  if (isStdType(T, "basic_string_view") || isStdType(T, "span")) {
    Out.emplace_back().Type =
        elementType(T).getCanonicalType().getUnqualifiedType();
    return;
  }
  const auto *R = T->getAsCXXRecordDecl();
  if (T.isTriviallyCopyableType(C)) {
    if (R && R->isInStdNamespace())
      for (QualType Each : dataTypes(T))
        addOwned(Each, C, Out, Depth + 1);
    return;
  }
  if (isStdContainer(T)) {
    Place Owned;
    Owned.How = Reach::Element;
    Owned.Type = containedType(T).getCanonicalType().getUnqualifiedType();
    Owned.Container = T.getCanonicalType().getUnqualifiedType();
    Out.push_back(Owned);
    return addOwned(containedType(T), C, Out, Depth + 1);
  }
  if (isStdType(T, "pair") && R->hasDefinition()) {
    for (const FieldDecl *F : R->fields())
      addOwned(F->getType(), C, Out, Depth + 1);
    return;
  }
  Out.push_back(Place());
}

/// The elements of what \p Object, an object or a pointer to one, is.
static Place elementsOf(const Expr &Object, const ASTContext &C) {
  QualType T = Object.getType();
  bool Pointer = T->isPointerType();
  if (Pointer)
    T = T->getPointeeType();
  QualType Each = containedType(T);
  Place P;
  if (isStdType(T, "array")) {
    P = Pointer ? pointeePlace(Object, T, C)
                : placeOf(Object, C); // They lie inside it.
  } else if (isStdContainer(T)) {
    if (!Pointer)
      P = elementPlace(Object, Each, C);
    P.How = Reach::Element;
    P.Container = T.getCanonicalType().getUnqualifiedType();
  }
  P.Type =
      Each.isNull() ? QualType() : Each.getCanonicalType().getUnqualifiedType();
  return P;
}

/// What the iterator or pointer \p From leads to: an element of the container
/// it was just taken from, else whatever has the type.
static Place rangePlace(const Expr &From, const ASTContext &C) {
  const Expr *E = From.IgnoreUnlessSpelledInSource();
  QualType Each = iteratedType(E->getType());
  if (const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(E)) {
    const Expr *Container = Member->getImplicitObjectArgument();
    QualType T = Container->getType();
    // Not what a container of iterators holds: `its.front()`.
    if (!T->isPointerType() && (isStdContainer(T) || isStdType(T, "array")) &&
        !Each.isNull() && !containedType(T).isNull() &&
        C.hasSameUnqualifiedType(containedType(T), Each))
      return elementsOf(*Container, C);
  }
  // Bytes are bytes, whatever a memcpy is told they are.
  if (iteratedType(From.getType()).isNull() ||
      iteratedType(From.getType())->isVoidType() || Each.isNull())
    Each = C.CharTy;
  Place P = pointeePlace(*E, Each, C);
  P.How = Reach::Indirect;
  P.This = false;
  // What an iterator leads to is not what it is; only a pointer's type tells.
  if (!E->getType()->isPointerType())
    P.Root = nullptr;
  return P;
}

/// What a pointer, an iterator or a view leads to, and what that owns.
static void addPointee(const Expr &E, const ASTContext &C,
                       llvm::SmallVectorImpl<Place> &Out) {
  QualType T = E.getType();
  if (E.isNullPointerConstant(const_cast<ASTContext &>(C),
                              Expr::NPC_ValueDependentIsNotNull) ||
      llvm::isa<StringLiteral>(E.IgnoreParenImpCasts()))
    return; // Nothing changes a literal.
  Place P;
  if (isStdType(T, "basic_string_view") || isStdType(T, "span") ||
      isStdType(T, "initializer_list"))
    P.Type = elementType(T).getCanonicalType().getUnqualifiedType();
  else if (!iteratedType(T).isNull())
    P = rangePlace(E, C);
  else
    return;
  Out.push_back(P);
  addOwned(P.Type, C, Out);
}

/// The keys of a map, or the elements of a set.
static void addKeys(const Expr &Object, const ASTContext &C,
                    llvm::SmallVectorImpl<Place> &Out) {
  Place P = elementsOf(Object, C);
  if (const FieldDecl *First = memberOfPair(P.Type, "first")) {
    P.Last = First;
    P.Type = First->getType().getCanonicalType().getUnqualifiedType();
  }
  Out.push_back(P);
  addOwned(P.Type, C, Out);
}

/// What \p S says of the object of a member function.
static void addOfObject(Spot::Kind What, const Expr &Object,
                        const ASTContext &C,
                        llvm::SmallVectorImpl<Place> &Out) {
  if (What == Spot::Kind::Elements)
    Out.push_back(elementsOf(Object, C));
  else if (What == Spot::Kind::Keys)
    addKeys(Object, C, Out);
  else if (What == Spot::Kind::Owned)
    addOwned(elementsOf(Object, C).Type, C, Out);
}

/// What \p What says of the argument \p E for the parameter of type \p
/// Parameter.
static void addOfArgument(Spot::Kind What, const Expr &E, QualType Parameter,
                          const ASTContext &C,
                          llvm::SmallVectorImpl<Place> &Out) {
  // `const T &` and `T &&` are one entry: only the second may be moved from.
  bool Changes = Parameter->isReferenceType() &&
                 !Parameter->getPointeeType().isConstQualified();
  if (What == Spot::Kind::Argument && Changes) {
    Out.push_back(placeOf(E, C));
  } else if (What == Spot::Kind::ArgumentElements &&
             isStdContainer(E.getType())) {
    Out.push_back(elementsOf(E, C));
    addOwned(Out.back().Type, C, Out);
  } else if (What == Spot::Kind::Pointee) {
    addPointee(E, C, Out);
  }
}

llvm::SmallVector<Place, 2>
EffectsVisitor::placesOf(const Spot &S, const Invocation &I) const {
  llvm::SmallVector<Place, 2> Out;
  if (S.What == Spot::Kind::Library)
    Out.emplace_back().How = Reach::Library;
  else if (S.What == Spot::Kind::Anything)
    Out.emplace_back();
  else if (S.What == Spot::Kind::Object && I.Object)
    Out.push_back(objectPlace(*I.Object));
  else if (S.What == Spot::Kind::Pointees)
    for (const Expr *Each : I.Arguments)
      addPointee(*Each, C, Out);
  else if (S.Argument &&
           S.Argument <=
               std::min<std::size_t>(I.Arguments.size(), I.F->getNumParams()))
    addOfArgument(S.What, *I.Arguments[S.Argument - 1],
                  I.F->getParamDecl(S.Argument - 1)->getType(), C, Out);
  else if (I.Object)
    addOfObject(S.What, *I.Object, C, Out);
  for (Place &P : Out)
    P = settled(P);
  return Out;
}

/// What is bound to a reference is read; what is no constant may be moved from.
void EffectsVisitor::readArguments(const Model &M, const Invocation &I) {
  for (unsigned N = 0; N < I.Arguments.size() && N < I.F->getNumParams(); ++N) {
    QualType Parameter = I.F->getParamDecl(N)->getType();
    if (!Parameter->isReferenceType() || !I.Arguments[N]->isGLValue())
      continue;
    const Expr &Argument = *I.Arguments[N];
    bool Names = M.Gives == Result::Same || M.Gives == Result::Part;
    if (Names && N == 0 && !I.Object)
      continue; // The result is another name for it.
    read(Argument);
    QualType T = Argument.getType();
    if (isStdContainer(T) || isStdType(T, "array")) {
      llvm::SmallVector<Place, 2> Elements = {settled(elementsOf(Argument, C))};
      addOwned(Elements.front().Type, C, Elements);
      for (const Place &P : Elements)
        readPlace(P, I.At);
    }
    if (!Parameter->getPointeeType().isConstQualified() && T->isRecordType() &&
        !isPlainValue(T, C))
      write(Argument);
  }
}

/// Whether handing a \p From to a \p To, or back, runs no code: numbers, or one
/// type that is copied as bytes or not at all.
static bool isPassedAsIs(QualType From, QualType To, const ASTContext &C) {
  if (From.isNull())
    return false;
  QualType T = To.getNonReferenceType();
  if (From->isArithmeticType() && T->isArithmeticType())
    return true;
  return C.hasSameUnqualifiedType(From, T) &&
         (To->isReferenceType() || isPlainValue(T, C));
}

/// What a lambda written as an argument does with the elements it is given.
void EffectsVisitor::visitClosure(const LambdaExpr &L, const Place &Element,
                                  SourceLocation At) {
  for (const LambdaCapture &Capture : L.captures())
    if (Capture.getCaptureKind() == LCK_StarThis ||
        (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByCopy &&
         !isPlainValue(
             Capture.getCapturedVar()->getType().getNonReferenceType(), C)))
      return opaque(nullptr, "a closure that is copied with what it holds", At);
  for (const Expr *Init : L.capture_inits())
    visit(Init);
  llvm::SmallVector<const FunctionDecl *, 2> Bodies;
  if (const FunctionTemplateDecl *Generic = L.getDependentCallOperator())
    Bodies.append(Generic->spec_begin(), Generic->spec_end());
  else
    Bodies.push_back(L.getCallOperator());
  for (const FunctionDecl *F : Bodies) {
    const Stmt *Body = F->getBody();
    if (!Body || F->isDependentContext() || Stack.size() >= 6 ||
        llvm::is_contained(Stack, F))
      return opaque(nullptr, "a closure that cannot be looked into", At);
    Effects Inner;
    EffectsVisitor Sub(C, Inner);
    Sub.Stack = Stack;
    Sub.Stack.push_back(F);
    Sub.visit(Body);
    Bindings Map;
    QualType Result = F->getReturnType();
    if (!Result->isVoidType() && !Result->isBooleanType() &&
        !isPassedAsIs(Element.Type, Result, C))
      opaque(nullptr, "a closure whose result is converted", At);
    for (const ParmVarDecl *P : F->parameters()) {
      if (!isPassedAsIs(Element.Type, P->getType(), C))
        opaque(nullptr, "a closure whose parameter is made by code of its own",
               At);
      if (P->getType()->isReferenceType())
        Map[P->getCanonicalDecl()] = Element;
    }
    Place This;
    This.How = Reach::Object;
    This.This = true;
    adopt(std::move(Inner), *F, Map, This, At);
  }
}

void EffectsVisitor::callWithElements(const Model &M, const Invocation &I) {
  for (unsigned N : M.Calls) {
    const Expr *Called = N <= I.Arguments.size() ? I.Arguments[N - 1] : nullptr;
    if (Called && isStdFunctor(*Called))
      continue;
    const LambdaExpr *L = Called ? lambdaOf(*Called) : nullptr;
    if (!L) {
      opaque(nullptr,
             "'" + I.F->getNameAsString() +
                 "' is given a function that is not looked into",
             I.At);
      continue;
    }
    visitClosure(*L, settled(rangePlace(*I.Arguments.front(), C)), I.At);
  }
}

void EffectsVisitor::visitModel(const Model &M, const Invocation &I) {
  readArguments(M, I);
  // A new object is nobody's yet.
  if (I.Object)
    readPlace(objectPlace(*I.Object), I.At);
  for (const Spot &S : M.Reads)
    for (const Place &P : placesOf(S, I))
      readPlace(P, I.At);
  for (const Spot &S : M.Writes)
    for (const Place &P : placesOf(S, I))
      Out.Writes.push_back({P, I.At, M.Adds});
  callWithElements(M, I);
  std::string Name = "'" + I.F->getNameAsString() + "'";
  if (M.Ends != Invalidates::Nothing) {
    bool References = M.Ends == Invalidates::References;
    if (I.Object)
      Out.Ended.push_back({objectPlace(*I.Object), References, I.At});
    for (const Expr *Argument : I.Arguments)
      if (Argument->isGLValue() && isStdContainer(Argument->getType()))
        Out.Ended.push_back({settled(placeOf(*Argument, C)), References, I.At});
  }
  if (M.Allocates)
    Out.Allocates.push_back({Name + " may allocate", I.At});
  if (M.Releases)
    Out.Releases.push_back({Name + " may give storage back", I.At});
  if (M.Errno)
    Out.Errno.push_back({Name + " may set errno", I.At});
  if (M.Stops) {
    Out.Exits.push_back({Name + " does not return", I.At});
    Out.Opaque.push_back({I.F, Name + " does not return", I.At, /*Stops=*/true});
  }
  if (!M.Throws.empty())
    Out.Throws.push_back({M.Throws, I.At});
  if (!M.Hazard.empty())
    hazard(M.Hazard.c_str(), I.At);
}

} // namespace hone
