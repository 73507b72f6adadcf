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

std::optional<Place> EffectsVisitor::objectOf(const CallExpr &Call) const {
  if (const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    if (!Object)
      return std::nullopt;
    QualType T = Object->getType();
    return T->isPointerType() ? pointeePlace(*Object, T->getPointeeType(), C)
                              : settled(placeOf(*Object, C));
  }
  if (llvm::isa<CXXOperatorCallExpr>(Call) && Call.getNumArgs() > 0 &&
      llvm::isa_and_nonnull<CXXMethodDecl>(Call.getDirectCallee()))
    return settled(placeOf(*Call.getArg(0), C));
  return std::nullopt;
}

void EffectsVisitor::visitOperands(const CallExpr &Call, const FunctionDecl *F) {
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
  for (const Expr *Argument : Call.arguments())
    visit(Argument);
}

static bool isVirtualDispatch(const CXXMethodDecl &M, const CallExpr &Call) {
  if (!M.isVirtual() || M.hasAttr<FinalAttr>() || M.getParent()->hasAttr<FinalAttr>())
    return false;
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens()))
    return !Member->hasQualifier();
  return true;
}

void EffectsVisitor::visitCall(const CallExpr &Call) {
  const FunctionDecl *F = Call.getDirectCallee();
  visitOperands(Call, F);
  SourceLocation At = Call.getExprLoc();
  if (!F)
    return opaque(nullptr, "a call through a pointer", At);
  std::string Name = "'" + F->getNameAsString() + "'";
  if (Model M = modelOf(*F, &Call); M != Model::None)
    return visitModel(M, Call, *F);
  if (F->isNoReturn()) {
    Out.Exits.push_back({Name + " does not return", At});
    return opaque(F, Name + " does not return", At);
  }
  if (F->getBuiltinID() == Builtin::BI__builtin_expect)
    return;
  if (F->hasAttr<ConstAttr>() || F->hasAttr<PureAttr>()) {
    hazard("a call of a function that is only said to have no effects", At);
    if (!F->hasAttr<ConstAttr>())
      readPlace(Place(), At); // Anything that has an address.
    return;
  }
  if (F->getBuiltinID() && !F->hasBody())
    return opaque(F, Name + " is not understood", At);
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F);
  if (Method && isVirtualDispatch(*Method, Call))
    return opaque(F, "a virtual call of " + Name, At);
  llvm::SmallVector<const Expr *, 8> Arguments(Call.arguments());
  if (Method && llvm::isa<CXXOperatorCallExpr>(Call) && !Arguments.empty())
    Arguments.erase(Arguments.begin());
  if (changesContainer(*F))
    return opaque(F, Name + " may change a container in ways that are not understood", At);
  if (!inlineBody(*F, Arguments, objectOf(Call), At))
    opaque(F, Name + " has no body in this unit that can be looked into", At);
}

void EffectsVisitor::visitMutation(Model M, const CallExpr &Call, const Expr &Object) {
  SourceLocation At = Call.getExprLoc();
  std::optional<Place> Container = objectOf(Call);
  readPlace(*Container, At);
  Out.Writes.push_back({*Container, At});
  QualType T = Object.getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  if (isStdVector(T) || isStdString(T)) {
    Place Element = T == Object.getType() ? elementPlace(Object, elementType(T), C) : Place();
    Element.How = Reach::Element;
    Element.Type = elementType(T).getCanonicalType().getUnqualifiedType();
    Out.Writes.push_back({Element, At});
    if (!keepsElements(Call))
      for (QualType Inner = elementType(T);;) {
        // Assigning elements writes what they own.
        Place Owned;
        if (isStdVector(Inner) || isStdString(Inner)) {
          Inner = elementType(Inner);
          Owned.How = Reach::Element;
          Owned.Type = Inner.getCanonicalType().getUnqualifiedType();
        } else if (Inner.isTriviallyCopyableType(C)) {
          break;
        }
        Out.Writes.push_back({Owned, At});
        if (Owned.How != Reach::Element)
          break;
      }
  }
  Out.Releases.push_back({"a container may give storage back", At});
  if (M == Model::Mutate) {
    Out.Allocates.push_back({"a container may grow", At});
    Out.Throws.push_back({"a container may grow beyond max_size", At});
  }
}

void EffectsVisitor::visitModel(Model M, const CallExpr &Call, const FunctionDecl &F) {
  SourceLocation At = Call.getExprLoc();
  // What is bound to a reference is read by the callee.
  unsigned First = llvm::isa<CXXMethodDecl>(F) && llvm::isa<CXXOperatorCallExpr>(Call) ? 1 : 0;
  for (unsigned I = First; I < Call.getNumArgs(); ++I) {
    unsigned Parameter = I - First;
    if (Parameter >= F.getNumParams() || !F.getParamDecl(Parameter)->getType()->isReferenceType())
      continue;
    const Expr &Argument = *Call.getArg(I);
    read(Argument);
    QualType T = Argument.getType();
    if (isStdVector(T) || isStdString(T)) {
      readPlace(elementPlace(Argument, elementType(T), C), At);
      if (!F.getParamDecl(Parameter)->getType()->getPointeeType().isConstQualified())
        write(Argument); // Moved from, or swapped.
    }
  }
  if (F.getDeclName().isIdentifier() && F.getName() == "clamp")
    hazard("bounds that may be the wrong way round", At);
  const Expr *Object = nullptr;
  if (const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call))
    Object = Member->getImplicitObjectArgument();
  else if (First)
    Object = Call.getArg(0);
  if (Object && (M == Model::Mutate || M == Model::Shrink))
    return visitMutation(M, Call, *Object);
  if (Object)
    readPlace(*objectOf(Call), At);
  switch (M) {
  case Model::Index:
    hazard("an index or position that may be out of range", At);
    break;
  case Model::Checked:
    Out.Throws.push_back({"std::out_of_range", At});
    break;
  case Model::Math:
    Out.Errno.push_back({"'" + F.getNameAsString() + "' may set errno", At});
    break;
  case Model::ReadRange: {
    hazard("a range that may not be valid", At);
    const Expr *From = Call.getArg(0)->IgnoreUnlessSpelledInSource();
    const auto *Begin = llvm::dyn_cast<CXXMemberCallExpr>(From);
    QualType Pointee = From->getType()->isPointerType() ? From->getType()->getPointeeType()
                                                        : elementType(From->getType())->getPointeeType();
    const Expr *Range = Begin ? Begin->getImplicitObjectArgument() : nullptr;
    // Only who owns the elements says whose they are: a view's are anybody's.
    if (Range && (isStdVector(Range->getType()) || isStdString(Range->getType()))) {
      readPlace(elementPlace(*Range, Pointee, C), At);
    } else if (Range && isStdType(Range->getType(), "array")) {
      Place Inside = settled(placeOf(*Range, C)); // Its elements lie inside it.
      Inside.Type = Pointee.getCanonicalType().getUnqualifiedType();
      readPlace(Inside, At);
    } else {
      readPlace(pointeePlace(*From, Pointee, C), At);
    }
    if (F.getReturnType()->isSignedIntegerType())
      hazard("signed arithmetic may overflow", At);
    break;
  }
  default:
    break;
  }
}

void EffectsVisitor::visitStdConstruct(const CXXConstructExpr &Construct) {
  SourceLocation At = Construct.getExprLoc();
  for (const Expr *Argument : Construct.arguments()) {
    QualType T = Argument->getType();
    if (Argument->isGLValue())
      read(*Argument);
    if (!Argument->isGLValue() || !ownsElements(T))
      continue;
    readPlace(elementPlace(*Argument, elementType(T), C), At);
    if (Construct.getConstructor()->isMoveConstructor())
      write(*Argument);
  }
  if (Construct.getConstructor()->isDefaultConstructor() ||
      Construct.getConstructor()->isMoveConstructor())
    return;
  Out.Allocates.push_back({"a container is made", At});
  Out.Throws.push_back({"a container may be made larger than max_size", At});
  if (Construct.getNumArgs() >= 2) // An iterator range, or a pointer and a count.
    readPlace(Place(), At);
}

void EffectsVisitor::visitConstruct(const CXXConstructExpr &Construct) {
  for (const Expr *Argument : Construct.arguments())
    visit(Argument);
  const CXXConstructorDecl *Constructor = Construct.getConstructor();
  SourceLocation At = Construct.getExprLoc();
  QualType T = Construct.getType();
  if (Constructor->isTrivial()) {
    for (const Expr *Argument : Construct.arguments())
      if (Argument->isGLValue())
        read(*Argument);
    return;
  }
  bool Makes = !Constructor->isDefaultConstructor() && !Constructor->isCopyOrMoveConstructor();
  if ((isStdVector(T) || isStdString(T)) && hasPlainElements(T, C) &&
      (!Makes || isQuietlyMade(elementType(T), C)))
    return visitStdConstruct(Construct);
  if (changesContainer(*Constructor))
    return opaque(Constructor, "a container whose elements are not plain values is moved from", At);
  Place Fresh;
  Fresh.How = Reach::Temporary;
  llvm::SmallVector<const Expr *, 8> Arguments(Construct.arguments());
  if (!inlineBody(*Constructor, Arguments, Fresh, At))
    opaque(Constructor, "a constructor of '" + Constructor->getNameAsString() +
                            "' that cannot be looked into", At);
}

/// Whether ending the life of a \p T runs no code of the user's.
static bool destroysQuietly(QualType T, const ASTContext &C, unsigned Depth = 0) {
  if (T.isDestructedType() == QualType::DK_none)
    return true;
  if (Depth > 8)
    return false;
  if (const auto *A = C.getAsArrayType(T))
    return destroysQuietly(A->getElementType(), C, Depth + 1);
  if (isStdVector(T) || isStdString(T))
    return destroysQuietly(elementType(T), C, Depth + 1);
  const auto *R = T->getAsCXXRecordDecl();
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
  if (T.isDestructedType() != QualType::DK_none)
    Out.Releases.push_back({"a destructor may give storage back", At});
  if (!destroysQuietly(T, C))
    opaque(nullptr, "a destructor that cannot be looked into", At);
}

/// Whether control certainly does not reach the end of \p S.
static bool endsInReturn(const Stmt &S) {
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(&S))
    return !Block->body_empty() && endsInReturn(*Block->body_back());
  if (const auto *If = llvm::dyn_cast<IfStmt>(&S))
    return If->getElse() && endsInReturn(*If->getThen()) && endsInReturn(*If->getElse());
  return llvm::isa<ReturnStmt>(S);
}

bool EffectsVisitor::inlineBody(const FunctionDecl &F, llvm::ArrayRef<const Expr *> Arguments,
                                const std::optional<Place> &Object, SourceLocation At) {
  const FunctionDecl *Definition = nullptr;
  const Stmt *Body = F.getBody(Definition);
  if (!Body || Stack.size() >= MaxDepth || Out.Inlined.size() >= MaxBodies ||
      llvm::is_contained(Stack, Definition) || Definition->isVariadic() ||
      Definition->isDependentContext() || Definition->hasAttr<WeakAttr>() ||
      Definition->isMain() || Definition->getNumParams() != Arguments.size())
    return false;
  // In a lambda `this` and the variables are another function's.
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Definition);
  if (Method && Method->getParent()->isLambda())
    return false;
  if (!Definition->getReturnType()->isVoidType() && !endsInReturn(*Body))
    hazard("a function that may end without a value", At);
  Effects Inner;
  EffectsVisitor Sub(C, Inner, nullptr);
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
    if (!Named)
      P = Place();
    P.How = Reach::Element;
    P.Type = Inside.Type;
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
  Place Unnamed;
  Unnamed.How = P.How == Reach::Element ? Reach::Element : Reach::Indirect;
  Unnamed.Type = P.Type;
  Unnamed.Last = P.Last;
  if (P.This)
    return Object ? (Object->How == Reach::Temporary ? std::optional<Place>()
                                                     : within(*Object, P))
                  : Unnamed;
  if (!P.Root || !P.Root->hasLocalStorage())
    return P; // Nothing named, or a global.
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
      Out.Writes.push_back({*P, At});
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
  // Its returns end the callee only; a call that does not return is opaque as well.
}

} // namespace hone
