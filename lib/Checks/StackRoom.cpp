// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A destructor's body does not name the destructors of members and bases, nor does a function those of
// its variables and temporaries: they are found by the types. A function whose address
// is taken counts as called, as by qsort.

#include "StackRoom.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace hone {
namespace {

/// The functions that a function names, and those that make and destroy its objects.
class Callees : public RecursiveASTVisitor<Callees> {
public:
  explicit Callees(const ASTContext &C) : C(C) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitDeclRefExpr(DeclRefExpr *R) { return add(R->getDecl()); }
  bool VisitMemberExpr(MemberExpr *M) { return add(M->getMemberDecl()); }
  bool VisitCallExpr(CallExpr *Call) { return add(Call->getCalleeDecl()); }
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
  bool VisitExpr(Expr *E) { return !E->isPRValue() || destroy(E->getType()); }

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

private:
  const ASTContext &C;
  llvm::SmallPtrSet<const CXXRecordDecl *, 16> Destroyed;
};

/// Whether a call of \p Called may run \p F: it is F, or a virtual function of F's name.
bool mayRun(const FunctionDecl &Called, const FunctionDecl &F) {
  const auto *M = llvm::dyn_cast<CXXMethodDecl>(&Called), *Own = llvm::dyn_cast<CXXMethodDecl>(&F);
  bool BothDestroy = llvm::isa<CXXDestructorDecl>(Called) && llvm::isa<CXXDestructorDecl>(F);
  return Called.getCanonicalDecl() == F.getCanonicalDecl() ||
         (M && Own && M->isVirtual() && Own->isVirtual() &&
          (BothDestroy || M->getDeclName() == Own->getDeclName()));
}

} // namespace

bool mayCallItself(const FunctionDecl &F, const ASTContext &C) {
  constexpr unsigned Most = 4000;
  llvm::SmallPtrSet<const FunctionDecl *, 32> Seen;
  std::vector<const FunctionDecl *> Work{&F};
  while (!Work.empty()) {
    const FunctionDecl *Definition = nullptr, *Next = Work.back();
    Work.pop_back();
    if (!Next->getBody(Definition) || !Seen.insert(Definition->getCanonicalDecl()).second)
      continue;
    if (Seen.size() > Most)
      return true;
    Callees Inside(C);
    Inside.TraverseDecl(const_cast<FunctionDecl *>(Definition));
    if (llvm::isa<CXXConstructorDecl, CXXDestructorDecl>(Definition))
      Inside.destroyParts(*llvm::cast<CXXMethodDecl>(Definition)->getParent());
    for (const FunctionDecl *Each : Inside.Found)
      if (mayRun(*Each, F))
        return true;
    Work.insert(Work.end(), Inside.Found.begin(), Inside.Found.end());
  }
  return false;
}

} // namespace hone
