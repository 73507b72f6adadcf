// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls: what the library model says, else what the body says, else nothing
// is known. A callee's accesses are said in the caller's places: a reference
// parameter is its argument, the callee's own variables vanish, and what it
// reaches through pointers keeps only its type.

#include "EffectsVisitor.h"

using namespace clang;

namespace hone {

static constexpr unsigned MaxDepth = 6, MaxBodies = 200;

Place EffectsVisitor::objectPlace(const Expr &Object) const {
  QualType T = Object.getType();
  return T->isPointerType() ? pointeePlace(Object, T->getPointeeType(), C)
                            : settled(placeOf(Object, C));
}

std::optional<Place> EffectsVisitor::objectOf(const CallExpr &Call) const {
  const Expr *Object = invocationOf(Call).Object;
  return Object ? std::optional(objectPlace(*Object)) : std::nullopt;
}

void EffectsVisitor::visitOperands(const CallExpr &Call, const FunctionDecl *F,
                                   const Model *M) {
  if (const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    if (Object && Object->getType()->isPointerType() &&
        !llvm::isa<CXXThisExpr>(Object->IgnoreParenImpCasts()))
      hazard("a pointer is followed", Call.getExprLoc());
    visit(Object);
  } else if (!F) {
    visit(Call.getCallee());
  } else if (const auto *Named = llvm::dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParenImpCasts())) {
    visit(Named->getBase()); // `next().count()` calls next() for a static count, too.
  }
  for (unsigned I = 0; I < Call.getNumArgs(); ++I)
    if (!M || !llvm::is_contained(M->Calls,
                                  I + 1)) // The closure is looked into later.
      visit(Call.getArg(I));
}

static bool isVirtualDispatch(const CXXMethodDecl &M, const CallExpr &Call) {
  if (!M.isVirtual() || M.hasAttr<FinalAttr>() || M.getParent()->hasAttr<FinalAttr>())
    return false;
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens()))
    return !Member->hasQualifier();
  return true;
}

void EffectsVisitor::readWhatIsSeen(const Invocation &I) {
  readPlace(Place(), I.At); // Anything that has an address.
  llvm::SmallVector<Place, 4> Given;
  if (I.Object)
    Given.push_back(objectPlace(*I.Object));
  for (const Expr *Argument : I.Arguments)
    if (Argument->isGLValue())
      Given.push_back(settled(placeOf(*Argument, C)));
  // And what they own.
  for (Place P : Given) {
    readPlace(P, I.At);
    P.How = Reach::Element;
    P.Type = QualType();
    readPlace(P, I.At);
  }
}

void EffectsVisitor::mayChange(const Place &P, SourceLocation At) {
  if (!P.Root && !P.This) // What has no name is nobody's own: the call is opaque, which says it.
    return;
  Out.Writes.push_back({P, At});
  if (P.Type.isNull() || !P.Type->isScalarType())
    Out.Ended.push_back({P, /*References=*/true, At});
}

void EffectsVisitor::opaque(const Invocation &I, const std::string &Text) {
  opaque(I.F, Text, I.At);
  auto IsWritable = [](QualType T) {
    const auto *R = T->getAsCXXRecordDecl();
    return !T.isConstQualified() || (R && R->hasDefinition() && R->hasMutableFields());
  };
  // Who asks what escapes may have looked into it, or know that it keeps nothing: then the call
  // alone says nothing of a private variable.
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(I.F);
  if (I.Object && Method && Method->isImplicitObjectMemberFunction() &&
      IsWritable(Method->getFunctionObjectParameterType()))
    mayChange(objectPlace(*I.Object), I.At);
  for (unsigned N = 0; N < I.Arguments.size() && N < I.F->getNumParams(); ++N) {
    QualType T = I.F->getParamDecl(N)->getType();
    if (T->isReferenceType() && IsWritable(T->getPointeeType()) && I.Arguments[N]->isGLValue())
      mayChange(settled(placeOf(*I.Arguments[N], C)), I.At);
  }
}

void EffectsVisitor::visitCall(const CallExpr &Call) {
  const FunctionDecl *F = Call.getDirectCallee();
  const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(F);
  bool Virtual = Method && isVirtualDispatch(*Method, Call);
  Invocation I = invocationOf(Call);
  const Model *M = F && !Virtual ? modelOf(*F, &I) : nullptr;
  visitOperands(Call, F, M);
  SourceLocation At = Call.getExprLoc();
  if (!F)
    return opaque(nullptr, "a call through a pointer", At);
  if (M)
    return visitModel(*M, I);
  std::string Name = "'" + F->getNameAsString() + "'";
  if (F->isNoReturn()) {
    Out.Exits.push_back({Name + " does not return", At});
    return opaque(I, Name + " does not return");
  }
  if (F->getBuiltinID() == Builtin::BI__builtin_expect)
    return;
  if (const auto *End = llvm::dyn_cast<CXXDestructorDecl>(F)) { // With those of the members.
    visitDestructor(C.getCanonicalTagType(End->getParent()), At);
    return opaque(I, "an object is destroyed where it stands");
  }
  if (isErrno(*F))
    return opaque(F, "errno is read or written", At);
  if (F->hasAttr<ConstAttr>() || F->hasAttr<PureAttr>()) {
    hazard("a call of a function that is only said to have no effects", At);
    if (!F->hasAttr<ConstAttr>())
      readWhatIsSeen(I);
    return;
  }
  if (F->getBuiltinID() && !F->hasBody())
    return opaque(I, Name + " is not understood");
  if (Virtual)
    return opaque(I, "a virtual call of " + Name);
  if (changesContainer(*F))
    return opaque(I, Name + " may change a container in ways that are not understood");
  if (!inlineBody(*F, I.Arguments, objectOf(Call), At)) {
    // Who asks what escapes would look into it all the same.
    if (Out.Inlined.size() >= MaxBodies)
      unknown("unknown-construct", "too many functions are called", At);
    opaque(I, Name + " has no body in this unit that can be looked into");
  }
}

void EffectsVisitor::visitConstruct(const CXXConstructExpr &Construct) {
  for (const Expr *Argument : Construct.arguments())
    visit(Argument);
  const CXXConstructorDecl *Constructor = Construct.getConstructor();
  SourceLocation At = Construct.getExprLoc();
  if (Constructor->isTrivial()) {
    for (const Expr *Argument : Construct.arguments())
      if (Argument->isGLValue())
        read(*Argument);
    return;
  }
  Invocation I = invocationOf(Construct);
  if (const Model *M = modelOf(*Constructor, &I))
    return visitModel(*M, I);
  if (changesContainer(*Constructor))
    return opaque(I, "a container whose elements are not plain values is moved from");
  Place Fresh;
  Fresh.How = Reach::Temporary;
  if (!inlineBody(*Constructor, I.Arguments, Fresh, At))
    opaque(I, "a constructor of '" + Constructor->getNameAsString() + "' that cannot be looked into");
}

/// Whether ending the life of a \p T runs no code of the user's.
static bool destroysQuietly(QualType T, const ASTContext &C, unsigned Depth = 0) {
  if (T.isNull())
    return false;
  if (T.isDestructedType() == QualType::DK_none)
    return true;
  if (Depth > 8)
    return false;
  if (const auto *A = C.getAsArrayType(T))
    return destroysQuietly(A->getElementType(), C, Depth + 1);
  if (isStdContainer(T))
    return destroysQuietly(containedType(T), C, Depth + 1);
  if (isStdType(T, "optional"))
    return destroysQuietly(elementType(T), C, Depth + 1);
  if (isStdType(T, "basic_ostringstream"))
    return hasStandardParts(T);
  const auto *R = T->getAsCXXRecordDecl();
  // What is deleted is of the class itself if nothing can be derived from it
  // unseen.
  if (isStdType(T, "unique_ptr") && hasStandardParts(T)) {
    QualType Owned = C.getBaseElementType(elementType(T));
    const auto *Class = Owned->getAsCXXRecordDecl();
    return !Owned->isIncompleteType() && (!Class || !Class->isPolymorphic()) &&
           destroysQuietly(Owned, C, Depth + 1);
  }
  if (isStdType(T, "allocator"))
    return C.getSourceManager().isInSystemHeader(R->getLocation());
  if (!R || !R->hasDefinition() || R->hasUserDeclaredDestructor())
    return false;
  for (const CXXBaseSpecifier &Base : R->bases())
    if (!destroysQuietly(Base.getType(), C, Depth + 1))
      return false;
  for (const FieldDecl *F : R->fields())
    if (!destroysQuietly(F->getType(), C, Depth + 1))
      return false;
  return true;
}

void EffectsVisitor::visitDestructor(QualType T, SourceLocation At) {
  // What the library's allocator owns nothing of: vector's constructors are given a temporary one.
  bool OwnsNothing = isStdType(T, "allocator") && destroysQuietly(T, C);
  if (T.isDestructedType() != QualType::DK_none && !OwnsNothing)
    Out.Releases.push_back({"a destructor may give storage back", At});
  if (!destroysQuietly(T, C))
    opaque(nullptr,
           "the destructor of '" + T.getAsString() + "' cannot be looked into",
           At);
}

bool EffectsVisitor::isClosure(const FunctionDecl &F) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F);
  return Method && Method->getParent()->isLambda();
}

/// Whether control certainly does not reach the end of \p S.
static bool endsInReturn(const Stmt &S) {
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(&S))
    return !Block->body_empty() && endsInReturn(*Block->body_back());
  if (const auto *If = llvm::dyn_cast<IfStmt>(&S))
    return If->getElse() && endsInReturn(*If->getThen()) && endsInReturn(*If->getElse());
  return llvm::isa<ReturnStmt>(S);
}

bool EffectsVisitor::canBeLookedInto(const FunctionDecl &Definition) {
  // In a lambda `this` and the variables are another function's.
  return !Definition.isVariadic() && !Definition.isDependentContext() && !Definition.hasAttr<WeakAttr>() &&
         !Definition.isMain() && !isClosure(Definition);
}

bool EffectsVisitor::inlineBody(const FunctionDecl &F, llvm::ArrayRef<const Expr *> Arguments,
                                const std::optional<Place> &Object, SourceLocation At) {
  const FunctionDecl *Definition = nullptr;
  const Stmt *Body = F.getBody(Definition);
  if (!Body || Stack.size() >= MaxDepth || Out.Inlined.size() >= MaxBodies ||
      llvm::is_contained(Stack, Definition) || !canBeLookedInto(*Definition) ||
      Definition->getNumParams() != Arguments.size())
    return false;
  if (!Definition->getReturnType()->isVoidType() && !endsInReturn(*Body))
    hazard("a function that may end without a value", At);
  Effects Inner;
  EffectsVisitor Sub(C, Inner);
  Sub.Stack = Stack;
  Sub.Stack.push_back(Definition);
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Definition))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      Sub.visit(Init->getInit());
  Sub.visit(Body);
  Bindings Map;
  for (unsigned I = 0; I < Arguments.size(); ++I) {
    const ParmVarDecl *P = Definition->getParamDecl(I);
    if (!P->getType()->isReferenceType())
      visitDestructor(P->getType(), At);
    else
      Map[P->getCanonicalDecl()] = settled(placeOf(*Arguments[I], C));
  }
  Out.Inlined.push_back(Definition);
  adopt(std::move(Inner), *Definition, Map, Object, At);
  return true;
}

/// The place that \p Inside of \p Outer is: \p Outer is what a reference or *this stands
/// for in the caller.
static Place within(const Place &Outer, const Place &Inside) {
  Place P = Outer;
  bool Named = Outer.How == Reach::Object ||
               (Outer.How == Reach::Indirect && Outer.Root &&
                Outer.Root->getType()->isReferenceType());
  P.Type = Inside.Type;
  if (Inside.How == Reach::Element) {
    if (!Named && !Outer.Unfollowed)
      P = Place();
    P.How = Reach::Element;
    P.Type = Inside.Type;
    P.Container = Inside.Container;
    P.Last = Inside.Last;
  } else if (Inside.Last) {
    P.Last = Inside.Last;
  }
  if (Named)
    P.Path.append(Inside.Path.begin(), Inside.Path.end());
  return P;
}

std::optional<Place> EffectsVisitor::translate(const Place &P, const FunctionDecl &F,
                                               const Bindings &Map,
                                               const std::optional<Place> &Object) const {
  if (P.How == Reach::Temporary)
    return std::nullopt;
  if (P.Unfollowed)
    return P;
  Place Unnamed;
  Unnamed.How = P.How == Reach::Element ? Reach::Element : Reach::Indirect;
  Unnamed.Type = P.Type;
  Unnamed.Container = P.Container;
  Unnamed.Last = P.Last;
  if (P.This)
    return Object ? (Object->How == Reach::Temporary ? std::optional<Place>()
                                                     : within(*Object, P))
                  : Unnamed;
  if (!P.Root || !P.Root->hasLocalStorage())
    return P; // Nothing named, or a global.
  if (isClosure(F) && P.Root->getParentFunctionOrMethod() != &F) {
    // A variable of the function around it. A closure's own copy is taken for
    // the original: what is read is what it was copied from, a write is one too
    // many.
    // Without a member, what has the pointer's or iterator's own type is itself.
    Place Outer = P;
    QualType T = P.Root->getType().getCanonicalType().getUnqualifiedType();
    bool Leads = T->isPointerType() || !iteratedType(T).isNull();
    bool Itself = !Leads || (!P.Last && P.Type == T);
    if (P.How == Reach::Indirect && Itself && !T->isReferenceType())
      Outer.How = Reach::Object;
    return Outer;
  }
  if (P.Root->getType()->isReferenceType()) {
    auto Found = Map.find(P.Root);
    if (Found == Map.end() || !Found->second)
      return Unnamed;
    if (Found->second->How == Reach::Temporary)
      return std::nullopt;
    return within(*Found->second, P);
  }
  // A variable of the callee's own, or an element of its own container; what its own
  // view leads to is not its own.
  QualType Owner = P.Path.empty() ? P.Root->getType() : P.Path.back()->getType();
  if (P.How == Reach::Object || (P.How == Reach::Element && ownsElements(Owner)))
    return std::nullopt;
  return Unnamed;
}

void EffectsVisitor::adopt(Effects &&Inner, const FunctionDecl &F, const Bindings &Map,
                           const std::optional<Place> &Object, SourceLocation At) {
  for (const Access &A : Inner.Reads)
    if (auto P = translate(A.Where, F, Map, Object))
      Out.Reads.push_back({*P, At});
  for (const Access &A : Inner.Writes)
    if (auto P = translate(A.Where, F, Map, Object))
      Out.Writes.push_back({*P, At, A.Adds});
  auto Move = [&](auto &To, auto &From) {
    for (auto &Each : From) {
      Each.At = At;
      To.push_back(std::move(Each));
    }
  };
  Move(Out.Opaque, Inner.Opaque);
  Move(Out.Throws, Inner.Throws);
  Move(Out.Allocates, Inner.Allocates);
  Move(Out.Releases, Inner.Releases);
  Move(Out.Hazards, Inner.Hazards);
  Move(Out.MayNotEnd, Inner.MayNotEnd);
  Move(Out.Errno, Inner.Errno);
  for (Refusal &R : Inner.Unknown)
    Out.Unknown.push_back({R.Code, R.Text, At});
  Out.Inlined.insert(Out.Inlined.end(), Inner.Inlined.begin(), Inner.Inlined.end());
  Out.InlinedProduct |= Inner.InlinedProduct;
  for (const Invalidation &V : Inner.Ended)
    if (auto P = translate(V.Container, F, Map, Object))
      Out.Ended.push_back({*P, V.References, At});
  // Its returns end the callee only; a call that does not return is opaque as well.
}

} // namespace hone
