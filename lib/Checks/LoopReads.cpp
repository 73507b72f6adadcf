// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Collects what a loop reads by name: walks the loop once, and looks into
// getters (`img.width()`) and accessors (`img(x, y)`) that do nothing but return
// a member or index a container, since that is how images and matrices are
// written. What is not recognised is left alone; whether that is harmless is
// asked of the effects, not here.
#include "LoopState.h"
#include "LoopContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace hone;

namespace {
class Reader {
public:
  Reader(const Stmt &Loop, ASTContext &C) : Loop(Loop), C(C) {}
  void visit(const Stmt *S, bool Read = false);
  LoopReads Out;

private:
  std::size_t add(State S, StateUse Use);
  bool isOutside(const State &S, const Expr &Site) const;
  bool addValue(const Expr &Site);
  void visitValue(const Expr *E);
  bool visitScope(const Stmt &S);
  bool visitMemberCall(const CXXMemberCallExpr &Call, bool Read);
  bool visitSubscript(const CXXOperatorCallExpr &Call, bool Read);
  bool visitAccessor(const CallExpr &Call, const Expr *Object, bool Read);
  bool readIndex(const Expr *E, const Expr *Object, AccessorUse &Use, const CallExpr &Call,
                 std::vector<std::pair<const Expr *, State>> &Found);
  std::optional<State> memberOf(const Expr &Object, llvm::ArrayRef<const FieldDecl *> Path,
                                bool IsHeader);

  const Stmt &Loop;
  ASTContext &C;
};
} // namespace

/// Whether \p S, and each name that \p Site mentions it by, is known in front of
/// the loop: a reference declared inside may stand for something outside.
bool Reader::isOutside(const State &S, const Expr &Site) const {
  std::function<bool(const Stmt &)> Outside = [&](const Stmt &Part) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&Part); Ref && isDeclaredIn(*Ref->getDecl(), Loop, C))
      return false;
    return llvm::all_of(Part.children(), [&](const Stmt *Child) { return !Child || Outside(*Child); });
  };
  const VarDecl *Root = S.Place.Where.Root;
  return (!Root || !isDeclaredIn(*Root, Loop, C)) && Outside(Site);
}

std::size_t Reader::add(State S, StateUse Use) {
  for (std::size_t I = 0; I < Out.States.size(); ++I)
    if (State &Known = Out.States[I]; sameState(Known, S, C)) {
      Known.Uses.push_back(Use);
      // A const getter's container cannot be written through; the member itself can.
      if (Known.Type.isConstQualified() && !S.Type.isConstQualified()) {
        Known.Type = S.Type;
        Known.Text = S.Text;
      }
      return I;
    }
  S.Uses.push_back(Use);
  Out.States.push_back(std::move(S));
  return Out.States.size() - 1;
}

bool Reader::visitSubscript(const CXXOperatorCallExpr &Call, bool Read) {
  if (Call.getOperator() != OO_Subscript || Call.getNumArgs() != 2)
    return false;
  auto S = containerState(*Call.getArg(0), C);
  if (!S || !isOutside(*S, *Call.getArg(0)))
    return false;
  // Elements with headers of their own are what view-rows would be about.
  bool View = isStdVector(S->Type) && isPlainValue(elementType(S->Type), C);
  const Expr *Site = Call.getArg(0)->IgnoreParenImpCasts();
  add(std::move(*S), {View ? StateUse::Element : StateUse::Other, Site, !Read});
  visit(Call.getArg(1));
  return true;
}

bool Reader::visitMemberCall(const CXXMemberCallExpr &Call, bool Read) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (!Method)
    return false;
  const Expr *Object = Call.getImplicitObjectArgument();
  auto S = Object->getType()->isPointerType() ? std::nullopt : containerState(*Object, C);
  if (S && isOutside(*S, *Object)) {
    llvm::StringRef Name = Method->getDeclName().isIdentifier() ? Method->getName() : "";
    StateUse::Kind Kind = Name == "size" || Name == "length" || Name == "empty" ? StateUse::Size
                          : Name == "data"                                     ? StateUse::Data
                                                                                : StateUse::Other;
    if (Kind == StateUse::Data && !isStdVector(S->Type))
      Kind = StateUse::Other;
    add(std::move(*S), {Kind, &Call, Kind == StateUse::Data});
    for (const Expr *Argument : Call.arguments())
      visit(Argument);
    return true;
  }
  // A reference that is not read at once is about the object, not its value.
  if (Call.isPRValue() && addValue(Call))
    return true;
  return isSimpleMethod(Method) && visitAccessor(Call, Object, Read);
}

/// True if some variable of the function is called \p Name.
static bool isLocalName(llvm::StringRef Name, const FunctionDecl &F) {
  for (const Decl *D : F.decls())
    if (const auto *Named = dyn_cast<NamedDecl>(D);
        Named && Named->getIdentifier() && Named->getName() == Name)
      return true;
  return false;
}

/// The method that `object.Name()` calls for an lvalue of \p Class, const or
/// not; null if overloads, templates or using-declarations make that a question.
static const CXXMethodDecl *calledBy(const CXXRecordDecl &Class, DeclarationName Name,
                                     bool IsConst) {
  const CXXMethodDecl *Const = nullptr, *Plain = nullptr;
  for (const NamedDecl *D : Class.lookup(Name)) {
    const auto *M = dyn_cast<CXXMethodDecl>(D);
    if (!M || M->getRefQualifier() != RQ_None || M->isStatic() || M->isVolatile() ||
        M->isExplicitObjectMemberFunction() || M->getTrailingRequiresClause())
      return nullptr;
    if (M->getMinRequiredArguments() != 0)
      continue;
    const CXXMethodDecl *&Kind = M->isConst() ? Const : Plain;
    if (Kind || M->getNumParams() != 0 || M->isVariadic())
      return nullptr;
    Kind = M;
  }
  return Plain && !IsConst ? Plain : Const;
}

/// A public getter whose call for an object of \p Class, const or not, is
/// \p Field; a reference to it if \p ByReference.
static const CXXMethodDecl *findGetter(const CXXRecordDecl &Class, const FieldDecl &Field,
                                       bool IsConst, bool ByReference) {
  for (const CXXMethodDecl *M : Class.methods()) {
    llvm::SmallVector<const FieldDecl *, 4> Path;
    if (M->getDeclName().isIdentifier() && M->getAccess() == AS_public && isSimpleMethod(M) &&
        returnedBy(*M) && calledBy(Class, M->getDeclName(), IsConst) == M &&
        (!ByReference || M->getReturnType()->isReferenceType()) &&
        thisPath(returnedBy(*M), Path) && Path.size() == 1 && Path[0] == &Field &&
        Field.getASTContext().hasSameUnqualifiedType(Field.getType(),
                                                     M->getReturnType().getNonReferenceType()))
      return M;
  }
  return nullptr;
}

/// The state that the members \p Path of \p Object are, read from outside: by
/// name where the function may, else by a getter that is public.
std::optional<State> Reader::memberOf(const Expr &Object, llvm::ArrayRef<const FieldDecl *> Path,
                                      bool IsHeader) {
  const Expr *Base = Object.IgnoreParenImpCasts();
  if (const auto *Deref = dyn_cast<UnaryOperator>(Base); Deref && Deref->getOpcode() == UO_Deref)
    Base = Deref->getSubExpr()->IgnoreParenImpCasts();
  bool This = isa<CXXThisExpr>(Base);
  Place P;
  if (This) {
    P.How = Reach::Object;
    P.This = true;
  } else if (auto Named = namedPlace(*Base, C)) {
    P = *Named;
  } else {
    return std::nullopt;
  }
  std::string Prefix = This ? "" : textOf(*Base, C) + ".", Text = Prefix;
  if (!This && Prefix == ".")
    return std::nullopt;
  const FunctionDecl *F = outermostFunction(Object, C);
  // Elsewhere the member's name may mean that of a derived class, or a local.
  const auto *Around = dyn_cast_or_null<CXXMethodDecl>(F);
  const CXXRecordDecl *Class = This ? (Around ? Around->getParent() : nullptr)
                                    : Base->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || Class->getCanonicalDecl() != Path.front()->getParent()->getCanonicalDecl())
    return std::nullopt;
  bool Const = false;
  if (This && isLocalName(Path.front()->getName(), *F))
    Text = "this->";
  for (const FieldDecl *Field : Path) {
    P.Path.push_back(Field);
    bool Inside = Field->getParent()->Encloses(F);
    if (Field->getAccess() == AS_public || Inside) {
      bool Joined = Text.empty() || Text.back() == '.' || Text.back() == '>';
      Text += (Joined ? "" : ".") + Field->getNameAsString();
      continue;
    }
    const CXXMethodDecl *M = Path.size() == 1
                                 ? findGetter(*Class, *Field, Base->getType().isConstQualified(), IsHeader)
                                 : nullptr;
    if (!M)
      return std::nullopt;
    Text = Prefix + M->getNameAsString() + "()";
    Const |= M->getReturnType()->isReferenceType() &&
             M->getReturnType()->getPointeeType().isConstQualified();
  }
  P.Last = Path.back();
  P.Type = Path.back()->getType().getCanonicalType().getUnqualifiedType();
  if (!isShared(P, IsHeader, Object, C) || Text.empty())
    return std::nullopt;
  State S = describe(P, Text, Path.back()->getType(), Object, C);
  if (This) {
    const auto *M = dyn_cast_or_null<CXXMethodDecl>(F);
    S.Place.Owner = M ? M->getParent() : nullptr;
    if (M && M->isConst())
      S.Type.addConst();
  } else if (Const || Base->getType().isConstQualified()) {
    S.Type.addConst();
  }
  S.Place.IsHeader = IsHeader;
  if (IsHeader)
    S.Element = writtenElement(P, S.Type);
  return S;
}

/// How the function around \p At writes the static constant of a class that
/// \p Ref names in another function of the class; empty if it may not or cannot.
static std::string constantText(const DeclRefExpr &Ref, const Stmt &At, ASTContext &C) {
  const auto *V = dyn_cast<VarDecl>(Ref.getDecl());
  const auto *Class = V ? dyn_cast<CXXRecordDecl>(V->getDeclContext()) : nullptr;
  const FunctionDecl *F = outermostFunction(At, C);
  if (!Class || !F || !V->isUsableInConstantExpressions(C) || !V->getType()->isIntegerType())
    return "";
  const auto *Around = dyn_cast<CXXMethodDecl>(F);
  if (Around && Around->getParent()->getCanonicalDecl() == Class->getCanonicalDecl() &&
      !isLocalName(V->getName(), *F))
    return V->getNameAsString();
  std::string Scope = V->getAccess() == AS_public ? typeText(C.getCanonicalTagType(Class), At, C) : "";
  return Scope.empty() ? "" : Scope + "::" + V->getNameAsString();
}

/// The index expression of an accessor may hold parameters, members, literals
/// and arithmetic.
bool Reader::readIndex(const Expr *E, const Expr *Object, AccessorUse &Use, const CallExpr &Call,
                       std::vector<std::pair<const Expr *, State>> &Found) {
  E = E->IgnoreParenImpCasts();
  if (isa<IntegerLiteral>(E))
    return !textOf(*E, C).empty();
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    return (B->isAdditiveOp() || B->isMultiplicativeOp()) &&
           readIndex(B->getLHS(), Object, Use, Call, Found) &&
           readIndex(B->getRHS(), Object, Use, Call, Found);
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return Cast->getType()->isIntegerType() && !typeText(Cast->getType(), Call, C).empty() &&
           readIndex(Cast->getSubExpr(), Object, Use, Call, Found);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (isa<ParmVarDecl>(Ref->getDecl()))
      return true;
    std::string Text = constantText(*Ref, Call, C);
    return !Text.empty() && Use.Constants.emplace(E, Text).second;
  }
  llvm::SmallVector<const FieldDecl *, 4> Path;
  if (!isa<MemberExpr>(E) || !thisPath(E, Path) || Path.empty())
    return false;
  auto S = memberOf(*Object, Path, false);
  if (!S || !isOutside(*S, *Object))
    return false;
  Found.emplace_back(E, std::move(*S));
  return true;
}

static bool isTrivialArgument(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    return (B->isAdditiveOp() || B->isMultiplicativeOp()) && isTrivialArgument(B->getLHS()) &&
           isTrivialArgument(B->getRHS());
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return isa<IntegerLiteral>(E) || (V && V->hasLocalStorage() && !V->getType()->isReferenceType());
}

bool Reader::visitAccessor(const CallExpr &Call, const Expr *Object, bool Read) {
  const FunctionDecl *F = Call.getDirectCallee();
  const Expr *Returned = F ? returnedBy(*F) : nullptr;
  if (!Returned)
    return false;
  unsigned First = isa<CXXOperatorCallExpr>(Call) ? 1 : 0;
  for (unsigned I = 0; I < F->getNumParams(); ++I) {
    QualType T = F->getParamDecl(I)->getType();
    if (!T->isIntegerType() || T.isVolatileQualified() || I + First >= Call.getNumArgs() ||
        !isTrivialArgument(Call.getArg(I + First)))
      return false;
  }
  const auto *Index = dyn_cast<CXXOperatorCallExpr>(Returned->IgnoreParenImpCasts());
  llvm::SmallVector<const FieldDecl *, 4> Path;
  if (!Index || Index->getOperator() != OO_Subscript || !thisPath(Index->getArg(0), Path) ||
      Path.empty() || !isStdVector(Path.back()->getType()))
    return false;
  // The result of another type would be another value, or the part of a base.
  if (!C.hasSameUnqualifiedType(F->getReturnType().getNonReferenceType(),
                                elementType(Path.back()->getType())))
    return false;
  auto Container = memberOf(*Object, Path, true);
  bool ByReference = F->getReturnType()->isReferenceType();
  bool ReturnsConst = F->getReturnType().getNonReferenceType().isConstQualified();
  if (!Container || !isOutside(*Container, *Object) ||
      (ByReference && !ReturnsConst && Container->Type.isConstQualified()))
    return false;
  AccessorUse Use{&Call, Index->getArg(1), 0, {}, {}};
  std::vector<std::pair<const Expr *, State>> Found;
  if (!readIndex(Index->getArg(1), Object, Use, Call, Found))
    return false;
  StateUse Element{StateUse::Inside, &Call};
  Element.Stores = !Read && ByReference && !ReturnsConst;
  Element.NeedsConst = !Read && ByReference && ReturnsConst;
  Use.Container = add(std::move(*Container), Element);
  for (auto &[Member, S] : Found)
    Use.Members[Member] = add(std::move(S), {StateUse::Inside, &Call});
  Out.Accessors.push_back(std::move(Use));
  for (unsigned I = First; I < Call.getNumArgs(); ++I)
    visit(Call.getArg(I));
  return true;
}

bool Reader::addValue(const Expr &Site) {
  auto Scalar = scalarState(Site, C);
  if (!Scalar || !isOutside(*Scalar, Site))
    return false;
  add(std::move(*Scalar), {StateUse::Value, &Site});
  return true;
}

/// The glvalue \p E, of which nothing but the value is looked at. Of the
/// arguments of std::min and its like one is the result, the others are compared.
void Reader::visitValue(const Expr *E) {
  E = E->IgnoreParens();
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E); Cast && Cast->getCastKind() == CK_NoOp)
    return visitValue(Cast->getSubExpr());
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
    return visit(Temporary->getSubExpr());
  if (addValue(*E))
    return;
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call || !returnsAnArgument(*Call))
    return visit(E, true);
  for (const Expr *Argument : Call->arguments())
    visitValue(Argument);
}

/// What stands for more than its parts; true if nothing is left to visit.
bool Reader::visitScope(const Stmt &S) {
  if (isa<LambdaExpr>(S)) {
    Out.HasLambda = true;
    return true;
  }
  // Not evaluated: only the type counts, which a local does not keep.
  if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr>(S))
    return true;
  if (const auto *Decls = dyn_cast<DeclStmt>(&S)) {
    for (const Decl *D : Decls->decls()) {
      const auto *V = dyn_cast<VarDecl>(D);
      const AutoType *Auto = V ? V->getType()->getContainedAutoType() : nullptr;
      Out.DeclaresNames |= (V && V->isLocalExternDecl()) ||
                           isa<UsingDecl, UsingDirectiveDecl, UsingEnumDecl, NamespaceAliasDecl,
                               TypeDecl, FunctionDecl>(D);
      if (Auto && Auto->isDecltypeAuto())
        return true; // Its type would be that of the local.
    }
  }
  const auto *Range = dyn_cast<CXXForRangeStmt>(&S);
  if (!Range)
    return false;
  visit(Range->getInit());
  const Expr *Init = Range->getRangeInit();
  // begin() and end() are called once.
  if (!containerState(*Init, C))
    visit(Init);
  visit(Range->getBody());
  return true;
}

void Reader::visit(const Stmt *S, bool Read) {
  if (!S || visitScope(*S))
    return;
  // `const auto &old = img(x, y)` keeps a copy; an element would change.
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(S)) {
    const Expr *Whole = Temporary->getSubExpr()->IgnoreParenImpCasts();
    if (const auto *Choice = dyn_cast<ConditionalOperator>(Whole))
      return visit(Choice->getCond()); // Of two locals it would be one of them.
    if (isa<BinaryConditionalOperator>(Whole))
      return;
    if (const auto *Call = dyn_cast<CallExpr>(Whole)) {
      Out.Kept.push_back(Call);
      for (const Stmt *Child : Call->children())
        visit(Child);
      return;
    }
  }
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S)) {
    const Expr *Inner = Cast->getSubExpr()->IgnoreParens();
    if (Cast->getCastKind() == CK_LValueToRValue)
      return visitValue(Inner);
    return visit(Inner, Read && Cast->getCastKind() == CK_NoOp);
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S); Call && visitMemberCall(*Call, Read))
    return;
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(S)) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
    if (visitSubscript(*Call, Read) ||
        (isSimpleMethod(Method) && visitAccessor(*Call, Call->getArg(0), Read)))
      return;
  }
  if (const auto *E = dyn_cast<Expr>(S); E && isa<DeclRefExpr, MemberExpr>(E) && E->isGLValue()) {
    auto Scalar = scalarState(*E, C);
    if (!Scalar)
      Scalar = containerState(*E, C);
    if (Scalar && isOutside(*Scalar, *E)) {
      add(std::move(*Scalar), {StateUse::Other, E});
      return;
    }
  }
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *F = Call->getDirectCallee(); F && !F->isInStdNamespace() && F->hasBody())
      Out.Kept.push_back(Call);
  const auto *Member = dyn_cast<MemberExpr>(S);
  for (const Stmt *Child : S->children())
    visit(Child, Read && ((Member && !Member->isArrow()) || isa<ParenExpr>(S)));
}

LoopReads hone::readsOf(const Stmt &Loop, ASTContext &C) {
  Reader R(Loop, C);
  R.visit(&Loop);
  return std::move(R.Out);
}
