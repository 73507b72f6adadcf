// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Collects what a loop reads by name: walks the loop once, and looks into
// getters (`img.width()`) and accessors (`img(x, y)`) that do nothing but return
// a member or index a container, since that is how images and matrices are
// written. What is not recognised is left alone; whether that is harmless is
// asked of the effects, not here.
#include "LoopState.h"
#include "hone/Analysis/Escape.h"
#include "clang/AST/CXXInheritance.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace hone;

const Expr *hone::returnedBy(const FunctionDecl &F) {
  const FunctionDecl *Definition = nullptr;
  const auto *Body = dyn_cast_or_null<CompoundStmt>(F.getBody(Definition));
  if (!Body || Body->size() != 1 || Definition->isDependentContext() ||
      Definition->hasAttr<WeakAttr>())
    return nullptr;
  const auto *Return = dyn_cast<ReturnStmt>(Body->body_front());
  return Return ? Return->getRetValue() : nullptr;
}

/// `width_` -> `width`, `m_width` -> `width`: the name less its decoration.
static std::string plainName(llvm::StringRef Name) {
  llvm::StringRef Plain = Name.rtrim('_');
  for (llvm::StringRef Prefix : {"m_", "g_", "s_", "_"})
    if (Plain.size() > Prefix.size() && Plain.consume_front(Prefix))
      break;
  return (Plain.empty() || !(std::isalpha(Plain[0]))) ? Name.str() : Plain.str();
}

/// Members from *this to what \p E names; false if \p E is no such path.
static bool thisPath(const Expr *E, llvm::SmallVectorImpl<const FieldDecl *> &Path) {
  E = E->IgnoreParenImpCasts();
  if (isa<CXXThisExpr>(E))
    return true;
  const auto *Member = dyn_cast<MemberExpr>(E);
  const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  if (!Field || Field->getType()->isReferenceType() || !thisPath(Member->getBase(), Path))
    return false;
  if (Member->isArrow() && !isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
    return false;
  Path.push_back(Field);
  return true;
}

static bool isPlainMember(const FieldDecl &F) {
  return !F.isBitField() && !F.getParent()->isUnion() && !isVolatileOrAtomic(F.getType());
}

static bool isSimpleMethod(const CXXMethodDecl *M) {
  return M && !M->isVirtual() && !M->isStatic() && !M->isTemplateInstantiation() &&
         !M->getParent()->isInStdNamespace();
}

/// The class of the outermost object of \p P.
static const CXXRecordDecl *ownerOf(const Place &P, const Expr &E, ASTContext &C) {
  if (P.This) {
    const FunctionDecl *F = outermostFunction(E, C);
    const auto *M = dyn_cast_or_null<CXXMethodDecl>(F);
    return M ? M->getParent() : nullptr;
  }
  if (!P.Root || P.Path.empty())
    return nullptr;
  QualType T = P.Root->getType().getNonReferenceType();
  return (T->isPointerType() ? T->getPointeeType() : T)->getAsCXXRecordDecl();
}

/// Whether \p Field means one object in a \p Class: a base inherited twice has
/// each of its members twice.
static bool isOneMember(const CXXRecordDecl *Class, const FieldDecl &Field) {
  const auto *Home = dyn_cast<CXXRecordDecl>(Field.getParent());
  if (!Class || !Home || Class->getCanonicalDecl() == Home->getCanonicalDecl())
    return Class && Home;
  CXXBasePaths Paths;
  return Class->hasDefinition() && Class->isDerivedFrom(Home, Paths) &&
         !Paths.isAmbiguous(Home->getASTContext().getCanonicalTagType(Home));
}

/// True if the place starts at *this, a reference, a variable that is not local,
/// or a local that somebody else may know: a compiler must fear for these. The
/// header of a local container counts, since growing it makes it known.
static bool isShared(const Place &P, bool IsHeader, const Expr &E, ASTContext &C) {
  const CXXRecordDecl *Class = ownerOf(P, E, C);
  for (const FieldDecl *F : P.Path) {
    if (!isPlainMember(*F) || !isOneMember(Class, *F))
      return false;
    Class = F->getType()->getAsCXXRecordDecl();
  }
  if (P.How == Reach::Object && P.This)
    return !P.Path.empty();
  if (!P.Root || isa<DecompositionDecl>(P.Root))
    return false;
  if (P.How == Reach::Object) {
    if (P.Root->getType()->isReferenceType() || P.Root->getType().isConstQualified() ||
        P.Root->isConstexpr() || P.Root->getTLSKind() != VarDecl::TLS_None)
      return false;
    if (!P.Root->hasLocalStorage() || IsHeader)
      return true;
    const FunctionDecl *F = outermostFunction(E, C);
    return F && !isPrivate(*P.Root, *F, C);
  }
  if (P.How != Reach::Indirect || !P.Root->hasLocalStorage())
    return false;
  if (P.Root->getType()->isReferenceType())
    return (P.Last != nullptr) == !P.Path.empty();
  const FunctionDecl *F = outermostFunction(E, C);
  return P.Root->getType()->isPointerType() && !P.Path.empty() && F && isPrivate(*P.Root, *F, C);
}

static State describe(const Place &P, std::string Text, QualType T, const Expr &E,
                      ASTContext &C) {
  State S;
  S.Place = {P, false, ownerOf(P, E, C)};
  S.Text = std::move(Text);
  const NamedDecl *Named = P.Path.empty() ? static_cast<const NamedDecl *>(P.Root) : P.Path.back();
  S.Wanted = plainName(Named->getName());
  S.Type = T;
  return S;
}

static std::string textOf(const Expr &E, ASTContext &C) {
  return PatchBuilder(C).text(E.getSourceRange());
}

/// Whether the source has the plain words of \p P: "width_", "this->size.w".
static std::optional<Place> getterPlace(const CXXMemberCallExpr &Call, ASTContext &C) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (Call.getNumArgs() != 0 || !isSimpleMethod(Method))
    return std::nullopt;
  const Expr *Returned = returnedBy(*Method);
  llvm::SmallVector<const FieldDecl *, 4> Path;
  if (!Returned || !thisPath(Returned, Path) || Path.empty())
    return std::nullopt;
  // A result of another type is another value.
  if (!C.hasSameUnqualifiedType(Path.back()->getType(),
                                Method->getReturnType().getNonReferenceType()))
    return std::nullopt;
  const Expr *Object = Call.getImplicitObjectArgument();
  Place P;
  if (Object->getType()->isPointerType()) {
    if (!isa<CXXThisExpr>(Object->IgnoreParenImpCasts()))
      return std::nullopt;
    P.How = Reach::Object;
    P.This = true;
  } else {
    P = placeOf(*Object, C);
  }
  P.Path.append(Path.begin(), Path.end());
  P.Last = Path.back();
  P.Type = Path.back()->getType().getCanonicalType().getUnqualifiedType();
  return P;
}

/// `p->a.b`, p being a variable: what placeOf keeps no path of.
static std::optional<Place> pointerPlace(const Expr &E, ASTContext &C) {
  const auto *Member = dyn_cast<MemberExpr>(E.IgnoreParenImpCasts());
  const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  if (!Field || Field->getType()->isReferenceType())
    return std::nullopt;
  std::optional<Place> P;
  if (!Member->isArrow()) {
    P = pointerPlace(*Member->getBase(), C);
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts())) {
    const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
    if (V && V->getType()->isPointerType() && !Ref->refersToEnclosingVariableOrCapture()) {
      P.emplace();
      P->Root = V->getCanonicalDecl();
    }
  }
  if (!P)
    return std::nullopt;
  P->Path.push_back(Field);
  P->Last = Field;
  P->Type = Field->getType().getCanonicalType().getUnqualifiedType();
  return P;
}

static std::optional<Place> namedPlace(const Expr &E, ASTContext &C) {
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&E))
    return getterPlace(*Call, C);
  if (!isa<DeclRefExpr, MemberExpr>(E))
    return std::nullopt;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&E); Ref && Ref->refersToEnclosingVariableOrCapture())
    return std::nullopt;
  if (auto P = pointerPlace(E, C))
    return P;
  return placeOf(E, C);
}

std::optional<State> hone::scalarState(const Expr &Given, ASTContext &C) {
  const Expr &E = *Given.IgnoreParens();
  QualType T = E.getType().getNonReferenceType();
  if (!T->isScalarType() || T->isMemberPointerType() || isVolatileOrAtomic(T))
    return std::nullopt;
  auto P = namedPlace(E, C);
  if (!P || !isShared(*P, false, E, C))
    return std::nullopt;
  std::string Text = textOf(E, C);
  if (Text.empty())
    return std::nullopt;
  return describe(*P, std::move(Text), T, E, C);
}

/// The element type as the declaration of the container spells it.
static QualType writtenElement(const Place &P, QualType Container) {
  QualType Declared = P.Path.empty() ? P.Root->getType() : P.Path.back()->getType();
  Declared = Declared.getNonReferenceType();
  if (const auto *Written = Declared->getAs<TemplateSpecializationType>())
    if (!Written->template_arguments().empty() &&
        Written->template_arguments()[0].getKind() == TemplateArgument::Type &&
        !Written->template_arguments()[0].getAsType()->isDependentType())
      return Written->template_arguments()[0].getAsType();
  return elementType(Container);
}

std::optional<State> hone::containerState(const Expr &Given, ASTContext &C) {
  const Expr &E = *Given.IgnoreParenImpCasts();
  QualType T = E.getType().getNonReferenceType();
  if (!isStdVector(T) && !isStdString(T))
    return std::nullopt;
  auto P = namedPlace(E, C);
  if (!P || !isShared(*P, true, E, C) || isVolatileOrAtomic(elementType(T)))
    return std::nullopt;
  std::string Text = textOf(E, C);
  if (Text.empty())
    return std::nullopt;
  State S = describe(*P, std::move(Text), T, E, C);
  S.Place.IsHeader = true;
  S.Element = writtenElement(*P, T);
  return S;
}

bool hone::sameState(const State &A, const State &B, const ASTContext &C) {
  const Place &P = A.Place.Where, &Q = B.Place.Where;
  return A.Place.IsHeader == B.Place.IsHeader && P.How == Q.How && P.Root == Q.Root &&
         P.This == Q.This && P.Path == Q.Path && C.hasSameUnqualifiedType(A.Type, B.Type);
}

namespace {
class Reader {
public:
  Reader(const Stmt &Loop, ASTContext &C) : Loop(Loop), C(C) {}
  void visit(const Stmt *S, bool Read = false);
  LoopReads Out;

private:
  std::size_t add(State S, StateUse Use);
  bool isOutside(const State &S) const;
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

bool Reader::isOutside(const State &S) const {
  const VarDecl *Root = S.Place.Where.Root;
  const SourceManager &SM = C.getSourceManager();
  return !Root || !SM.isPointWithin(SM.getFileLoc(Root->getLocation()),
                                    SM.getFileLoc(Loop.getBeginLoc()),
                                    SM.getFileLoc(Loop.getEndLoc()));
}

std::size_t Reader::add(State S, StateUse Use) {
  for (std::size_t I = 0; I < Out.States.size(); ++I)
    if (sameState(Out.States[I], S, C)) {
      Out.States[I].Uses.push_back(Use);
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
  if (!S || !isOutside(*S))
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
  if (S && isOutside(*S)) {
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
  if (auto Scalar = scalarState(Call, C); Scalar && isOutside(*Scalar)) {
    add(std::move(*Scalar), {StateUse::Value, &Call});
    return true;
  }
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
    Text.clear();
    for (const CXXMethodDecl *M : Class->methods()) {
      llvm::SmallVector<const FieldDecl *, 4> Returned;
      if (M->getAccess() != AS_public || M->getNumParams() || !isSimpleMethod(M) || !M->isConst() ||
          !M->getDeclName().isIdentifier() || !returnedBy(*M) ||
          (IsHeader && !M->getReturnType()->isReferenceType()) ||
          !thisPath(returnedBy(*M), Returned) || Path.size() != 1 || Returned != Path)
        continue;
      Text = Prefix + M->getNameAsString() + "()";
    }
    if (Text.empty())
      return std::nullopt;
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
  } else if (Base->getType().isConstQualified()) {
    S.Type.addConst();
  }
  S.Place.IsHeader = IsHeader;
  if (IsHeader)
    S.Element = writtenElement(P, S.Type);
  return S;
}

/// The index expression of an accessor may hold parameters, members, literals
/// and arithmetic.
bool Reader::readIndex(const Expr *E, const Expr *Object, AccessorUse &Use, const CallExpr &Call,
                       std::vector<std::pair<const Expr *, State>> &Found) {
  E = E->IgnoreParenImpCasts();
  if (isa<IntegerLiteral>(E))
    return true;
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    return (B->isAdditiveOp() || B->isMultiplicativeOp()) &&
           readIndex(B->getLHS(), Object, Use, Call, Found) &&
           readIndex(B->getRHS(), Object, Use, Call, Found);
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return Cast->getType()->isIntegerType() && !typeText(Cast->getType(), Call, C).empty() &&
           readIndex(Cast->getSubExpr(), Object, Use, Call, Found);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return isa<ParmVarDecl>(Ref->getDecl());
  llvm::SmallVector<const FieldDecl *, 4> Path;
  if (!isa<MemberExpr>(E) || !thisPath(E, Path) || Path.empty())
    return false;
  auto S = memberOf(*Object, Path, false);
  if (!S || !isOutside(*S))
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
  // By value, the result of another type would be another value.
  if (!F->getReturnType()->isReferenceType() &&
      !C.hasSameUnqualifiedType(F->getReturnType(), elementType(Path.back()->getType())))
    return false;
  auto Container = memberOf(*Object, Path, true);
  if (!Container || !isOutside(*Container))
    return false;
  AccessorUse Use{&Call, Index->getArg(1), 0, {}};
  std::vector<std::pair<const Expr *, State>> Found;
  if (!readIndex(Index->getArg(1), Object, Use, Call, Found))
    return false;
  bool Stores = !Read && F->getReturnType()->isReferenceType();
  Use.Container = add(std::move(*Container), {StateUse::Inside, &Call, Stores});
  for (auto &[Member, S] : Found)
    Use.Members[Member] = add(std::move(S), {StateUse::Inside, &Call});
  Out.Accessors.push_back(std::move(Use));
  for (unsigned I = First; I < Call.getNumArgs(); ++I)
    visit(Call.getArg(I));
  return true;
}

void Reader::visit(const Stmt *S, bool Read) {
  if (!S)
    return;
  if (isa<LambdaExpr>(S)) {
    Out.HasLambda = true;
    return;
  }
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
    visit(Range->getInit());
    const Expr *Init = Range->getRangeInit();
    // begin() and end() are called once.
    if (!containerState(*Init, C))
      visit(Init);
    return visit(Range->getBody());
  }
  // `const auto &old = img(x, y)` keeps a copy; an element would change.
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(S))
    if (const auto *Call = dyn_cast<CallExpr>(Temporary->getSubExpr()->IgnoreParenImpCasts())) {
      Out.Kept.push_back(Call);
      for (const Stmt *Child : Call->children())
        visit(Child);
      return;
    }
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S)) {
    bool Loads = Cast->getCastKind() == CK_LValueToRValue;
    bool Views = Cast->getCastKind() == CK_NoOp && Cast->getType().isConstQualified();
    const Expr *Inner = Cast->getSubExpr()->IgnoreParens();
    if (Loads || Views)
      if (auto Scalar = scalarState(*Inner, C); Scalar && isOutside(*Scalar)) {
        add(std::move(*Scalar), {StateUse::Value, Inner});
        return;
      }
    return visit(Inner, Loads || (Read && Cast->getCastKind() == CK_NoOp));
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
    if (Scalar && isOutside(*Scalar)) {
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

static bool writesSnakeCase(const Stmt &At, ASTContext &C, llvm::StringRef Wanted) {
  const FunctionDecl *F = outermostFunction(At, C);
  return Wanted.contains('_') ||
         (F && F->getDeclName().isIdentifier() && F->getName().contains('_'));
}

std::string hone::nameFor(const State &S, const Stmt &Loop, ASTContext &C,
                          llvm::StringRef Suffix, bool Shared, llvm::StringSet<> &Taken) {
  bool Capitals = S.Wanted.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string::npos;
  bool Snake = !Capitals && writesSnakeCase(Loop, C, S.Wanted);
  auto Join = [&](llvm::StringRef First, std::string Second) {
    if (Snake)
      return First.str() + "_" + llvm::StringRef(Second).lower();
    Second[0] = llvm::toUpper(Second[0]);
    return First.str() + Second;
  };
  std::string Wanted = S.Wanted;
  const VarDecl *Root = S.Place.Where.Root;
  if (Shared && Root && !S.Place.Where.Path.empty())
    Wanted = Join(Root->getName(), Wanted);
  llvm::StringSet<> Before = Taken;
  std::string Name = freshName(Loop, C, Wanted, Taken);
  if (Name == Wanted)
    return Name;
  Taken = Before;
  return freshName(Loop, C, Join(Wanted, Suffix.str()), Taken);
}
