// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a single expression of a loop names: a member, a global, what a
// reference leads to, a container, or what a getter (`img.width()`) returns.
#include "LoopState.h"
#include "LoopContext.h"
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

bool hone::thisPath(const Expr *E, llvm::SmallVectorImpl<const FieldDecl *> &Path) {
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

bool hone::isSimpleMethod(const CXXMethodDecl *M) {
  return M && !M->isVirtual() && !M->isStatic() && !M->isTemplateInstantiation() &&
         !M->getParent()->isInStdNamespace();
}

/// The class of the outermost object of \p P.
static const CXXRecordDecl *ownerOf(const Place &P, const Stmt &Within, ASTContext &C) {
  if (P.This) {
    const FunctionDecl *F = outermostFunction(Within, C);
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

bool hone::isShared(const Place &P, bool IsHeader, const Expr &E, ASTContext &C) {
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
    if (!F || isPrivate(*P.Root, *F, C))
      return false;
    const std::vector<const Stmt *> Loops = loopsAround(E, C);
    return Loops.empty() || !escapesOnlyBehind(*P.Root, *Loops.back(), *F, C);
  }
  if (P.How != Reach::Indirect || !P.Root->hasLocalStorage())
    return false;
  if (P.Root->getType()->isReferenceType())
    return (P.Last != nullptr) == !P.Path.empty();
  const FunctionDecl *F = outermostFunction(E, C);
  return P.Root->getType()->isPointerType() && !P.Path.empty() && F && isPrivate(*P.Root, *F, C);
}

State hone::describe(const Place &P, std::string Text, QualType T, const Stmt &Within,
                      ASTContext &C) {
  State S;
  S.Place = {P, false, ownerOf(P, Within, C)};
  S.Text = std::move(Text);
  const NamedDecl *Named = P.Path.empty() ? static_cast<const NamedDecl *>(P.Root) : P.Path.back();
  S.Wanted = plainName(Named->getName());
  S.Type = T;
  return S;
}

/// The member that a call of a simple getter (`img.width()`) returns.
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

std::optional<Place> hone::namedPlace(const Expr &E, ASTContext &C) {
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&E))
    return getterPlace(*Call, C);
  if (!isa<DeclRefExpr, MemberExpr>(E))
    return std::nullopt;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&E); Ref && Ref->refersToEnclosingVariableOrCapture())
    return std::nullopt;
  // `next().limit`, limit being static: the call is more than a name.
  if (const auto *Member = dyn_cast<MemberExpr>(&E);
      Member && isa<VarDecl>(Member->getMemberDecl()) &&
      !isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
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
  // `int &low = bins[0]`: a place does not say which of an array's elements it is.
  if (!P->Path.empty() && !P->Path.back()->getType()->isScalarType())
    return std::nullopt;
  if (P->Path.empty() && P->Root && P->How == Reach::Object && !P->Root->getType().getNonReferenceType()->isScalarType())
    return std::nullopt;
  std::string Text = textOf(E, C);
  if (Text.empty())
    return std::nullopt;
  return describe(*P, std::move(Text), T, E, C);
}

QualType hone::writtenElement(const Place &P, QualType Container) {
  QualType Declared = P.Path.empty() ? P.Root->getType() : P.Path.back()->getType();
  Declared = Declared.getNonReferenceType();
  if (const auto *Written = Declared->getAs<TemplateSpecializationType>())
    if (!Written->template_arguments().empty() &&
        Written->template_arguments()[0].getKind() == TemplateArgument::Type) {
      // The first argument of an alias may be another.
      QualType First = Written->template_arguments()[0].getAsType();
      if (First.getCanonicalType() == elementType(Container).getCanonicalType())
        return First;
    }
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
