// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A destructor's body does not name the destructors of members and bases, nor does a function those of
// its variables and temporaries: they are found by the types. A function whose address
// is taken counts as called, as by qsort. A call of a virtual function may run whatever
// the unit has that overrides it.

#include "StackRoom.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace hone {
namespace {

/// Whether what a virtual call runs may be of another unit.
bool mayRunElsewhere(const CXXMemberCallExpr &Call) {
  const auto *M = llvm::dyn_cast_or_null<CXXMethodDecl>(Call.getMethodDecl());
  const auto *Member = llvm::dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens());
  return M && M->isVirtual() && Member && Member->performsVirtualDispatch(M->getASTContext().getLangOpts()) &&
         M->getParent()->isExternallyVisible() &&
         !M->getDevirtualizedMethod(Call.getImplicitObjectArgument(), /*IsAppleKext=*/false);
}

/// Whether a call runs what is kept in a pointer, or in an object that holds any function, or an override
/// that may be of another unit.
bool isIndirect(const CallExpr &Call, const SourceManager &SM) {
  const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
  if (Operator && Operator->getOperator() == OO_Call) {
    QualType T = Operator->getArg(0)->getType();
    return isStdType(T, "function") || isStdType(T, "move_only_function") || isStdType(T, "copyable_function") ||
           isStdType(T, "function_ref") || isStdType(T, "packaged_task");
  }
  // The library calls so what it is given, which its caller names.
  if (SM.isInSystemHeader(Call.getExprLoc()))
    return false;
  if (const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call); Member && mayRunElsewhere(*Member))
    return true;
  return !Call.getDirectCallee() && !llvm::isa<CXXPseudoDestructorExpr>(Call.getCallee()->IgnoreParens());
}

/// A pointer to a function, or what holds such: an array, a container, an iterator.
bool leadsToFunction(QualType Of) {
  const QualType T = Of.getCanonicalType().getNonReferenceType();
  if (const auto *Array = llvm::dyn_cast<ArrayType>(T))
    return leadsToFunction(Array->getElementType());
  if (T->isPointerType())
    return T->isFunctionPointerType() || leadsToFunction(T->getPointeeType());
  auto Is = [](const TemplateArgument &A) {
    return A.getKind() == TemplateArgument::Type && leadsToFunction(A.getAsType());
  };
  const auto *Class = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  return T->isMemberFunctionPointerType() ||
         (Class && llvm::any_of(Class->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
            return Is(A) || (A.getKind() == TemplateArgument::Pack && llvm::any_of(A.pack_elements(), Is));
          }));
}

/// A function's own name, which is of no other.
bool namesFunction(const Expr &E) {
  const Expr *Bare = E.IgnoreParenCasts();
  if (const auto *Address = llvm::dyn_cast<UnaryOperator>(Bare); Address && Address->getOpcode() == UO_AddrOf)
    Bare = Address->getSubExpr()->IgnoreParens();
  const auto *R = llvm::dyn_cast<DeclRefExpr>(Bare);
  return R && llvm::isa<FunctionDecl>(R->getDecl());
}

/// The functions that a function names, and those that make and destroy its objects.
class Callees : public RecursiveASTVisitor<Callees> {
public:
  explicit Callees(const ASTContext &C) : C(C) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitDeclRefExpr(DeclRefExpr *R) { return name(*R->getDecl()); }
  bool VisitMemberExpr(MemberExpr *M) { return name(*M->getMemberDecl()); }
  bool VisitCallExpr(CallExpr *Call) {
    Indirect |= isIndirect(*Call, C.getSourceManager());
    return add(Call->getCalleeDecl());
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Made) { return add(Made->getConstructor()); }
  bool VisitCXXInheritedCtorInitExpr(CXXInheritedCtorInitExpr *Made) { return add(Made->getConstructor()); }
  bool VisitCXXNewExpr(CXXNewExpr *New) {
    destroy(New->getAllocatedType());
    return add(New->getOperatorNew()) && add(New->getOperatorDelete());
  }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *Delete) {
    destroy(Delete->getDestroyedType());
    return add(Delete->getOperatorDelete());
  }
  bool VisitVarDecl(VarDecl *V) { return destroy(V->getType()); }
  bool VisitExpr(Expr *E) {
    // Whoever is given what leads to a function may call it.
    Indirect |= !C.getSourceManager().isInSystemHeader(E->getExprLoc()) && leadsToFunction(E->getType()) &&
                !namesFunction(*E);
    return !E->isPRValue() || destroy(E->getType());
  }

  bool add(const Decl *D) {
    if (const auto *F = llvm::dyn_cast_or_null<FunctionDecl>(D))
      Found.push_back(F);
    return true;
  }
  /// What destroys a \p T, its members and bases.
  bool destroy(QualType T) {
    const auto *R = T.isNull() ? nullptr : C.getBaseElementType(T)->getAsCXXRecordDecl();
    R = R ? R->getDefinition() : nullptr;
    if (!R || R->isDependentType() || R->hasTrivialDestructor() || !Destroyed.insert(R).second)
      return true;
    add(R->getDestructor());
    return destroyParts(*R);
  }
  bool destroyParts(const CXXRecordDecl &R) {
    for (const FieldDecl *F : R.fields())
      destroy(F->getType());
    for (const CXXBaseSpecifier &B : R.bases())
      destroy(B.getType());
    for (const CXXBaseSpecifier &B : R.vbases())
      destroy(B.getType());
    return true;
  }
  std::vector<const FunctionDecl *> Found;
  bool Indirect = false; ///< A call of what is not named.

private:
  bool name(const ValueDecl &D) {
    // A table of functions names them where it is made.
    const auto *V = llvm::dyn_cast<VarDecl>(&D);
    const bool Table = V && !V->hasLocalStorage() && Tables.insert(V->getCanonicalDecl()).second;
    const Expr *Init = Table ? V->getAnyInitializer() : nullptr;
    Indirect |= D.getType()->isFunctionReferenceType() && !C.getSourceManager().isInSystemHeader(D.getLocation());
    return (!Init || Init->isValueDependent() || TraverseStmt(const_cast<Expr *>(Init))) && add(&D);
  }
  const ASTContext &C;
  llvm::SmallPtrSet<const CXXRecordDecl *, 16> Destroyed;
  llvm::SmallPtrSet<const VarDecl *, 16> Tables;
};

/// The virtual functions of the unit, by their names.
class Overriders : public RecursiveASTVisitor<Overriders> {
public:
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitCXXMethodDecl(CXXMethodDecl *M) {
    if (M->isVirtual() && M->getBody() && !M->isDependentContext())
      (llvm::isa<CXXDestructorDecl>(M) ? Destructors : Found[M->getDeclName()]).push_back(M);
    return true;
  }
  llvm::DenseMap<DeclarationName, std::vector<const FunctionDecl *>> Found;
  std::vector<const FunctionDecl *> Destructors;
};

/// Whether a call of \p Called may run \p F: it is F, or a virtual function of F's name.
bool mayRun(const FunctionDecl &Called, const FunctionDecl &F) {
  const auto *M = llvm::dyn_cast<CXXMethodDecl>(&Called), *Own = llvm::dyn_cast<CXXMethodDecl>(&F);
  bool BothDestroy = llvm::isa<CXXDestructorDecl>(Called) && llvm::isa<CXXDestructorDecl>(F);
  return Called.getCanonicalDecl() == F.getCanonicalDecl() ||
         (M && Own && M->isVirtual() && Own->isVirtual() &&
          (BothDestroy || M->getDeclName() == Own->getDeclName()));
}

/// Looks into all that is called from somewhere, as far as the unit has it.
class Walk {
public:
  explicit Walk(const ASTContext &C) : C(C) {}
  /// Until \p Stop says yes of what a function names, or there is too much.
  bool reaches(std::vector<const FunctionDecl *> Work, llvm::function_ref<bool(const Callees &)> Stop) {
    constexpr unsigned Most = 4000;
    llvm::SmallPtrSet<const FunctionDecl *, 32> Seen;
    while (!Work.empty()) {
      const FunctionDecl *Definition = nullptr, *Next = Work.back();
      Work.pop_back();
      addOverriders(*Next, Work);
      if (!Next->getBody(Definition) || !Seen.insert(Definition->getCanonicalDecl()).second)
        continue;
      if (Seen.size() > Most)
        return true;
      Callees Inside(C);
      Inside.TraverseDecl(const_cast<FunctionDecl *>(Definition));
      if (llvm::isa<CXXConstructorDecl, CXXDestructorDecl>(Definition))
        Inside.destroyParts(*llvm::cast<CXXMethodDecl>(Definition)->getParent());
      if (Stop(Inside))
        return true;
      Work.insert(Work.end(), Inside.Found.begin(), Inside.Found.end());
    }
    return false;
  }

private:
  void addOverriders(const FunctionDecl &Called, std::vector<const FunctionDecl *> &Work) {
    const auto *M = llvm::dyn_cast<CXXMethodDecl>(&Called);
    if (!M || !M->isVirtual())
      return;
    if (!Virtual)
      Virtual.emplace().TraverseDecl(C.getTranslationUnitDecl());
    auto &Bodies = llvm::isa<CXXDestructorDecl>(M) ? Virtual->Destructors : Virtual->Found[M->getDeclName()];
    Work.insert(Work.end(), Bodies.begin(), Bodies.end());
    Bodies.clear();
  }
  const ASTContext &C;
  std::optional<Overriders> Virtual;
};

} // namespace

std::optional<Refusal> findRecursion(const FunctionDecl &F, const ASTContext &C) {
  if (Walk(C).reaches({&F}, [&](const Callees &Inside) {
        return llvm::any_of(Inside.Found, [&](const FunctionDecl *Each) { return mayRun(*Each, F); });
      }))
    return Refusal{"recursive", "the function calls itself", F.getLocation()};
  if (Walk(C).reaches({&F}, [](const Callees &Inside) { return Inside.Indirect; }))
    return Refusal{"recursive", "the function calls what is not named, which may be itself", F.getLocation()};
  return std::nullopt;
}

} // namespace hone
