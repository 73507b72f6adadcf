// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Looks at every function of a class. A whitelist: one that is elsewhere, a friend, a
// copy that the compiler writes, a reference bound to the pointer end the claim.

#include "hone/Analysis/Ownership.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace hone {
namespace {

/// Null, or a new array of what \p F leads to.
bool isOwnValue(const Expr &Value, const FieldDecl &F, const ASTContext &C) {
  const Expr *E = Value.IgnoreParenImpCasts();
  if (const auto *List = llvm::dyn_cast<InitListExpr>(E))
    return List->getNumInits() == 0 || (List->getNumInits() == 1 && isOwnValue(*List->getInit(0), F, C));
  if (llvm::isa<ImplicitValueInitExpr>(E) ||
      E->isNullPointerConstant(const_cast<ASTContext &>(C), Expr::NPC_ValueDependentIsNotNull))
    return true;
  const auto *New = llvm::dyn_cast<CXXNewExpr>(E);
  return New && New->isArray() && New->getNumPlacementArgs() == 0 &&
         C.hasSameUnqualifiedType(New->getAllocatedType(), F.getType()->getPointeeType());
}

/// Mentions of a member: those that read it, and those that give it a value of its own.
class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  Mentions(const FieldDecl &F, const Stmt &Body, const ASTContext &C)
      : F(F), C(C), Parents(const_cast<Stmt *>(&Body)) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitDeclRefExpr(DeclRefExpr *R) { return Fine &= R->getDecl() != &F; } // &Class::member
  bool VisitMemberExpr(MemberExpr *M) {
    if (M->getMemberDecl() != &F)
      return true;
    const Stmt *Above = Parents.getParentIgnoreParens(M);
    const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(Above);
    const auto *Set = llvm::dyn_cast_or_null<BinaryOperator>(Above);
    bool Reads = Cast && Cast->getCastKind() == CK_LValueToRValue;
    bool Sets = Set && Set->getOpcode() == BO_Assign && Set->getLHS()->IgnoreParens() == M &&
                isOwnValue(*Set->getRHS(), F, C);
    return Fine = Reads || Sets;
  }
  bool Fine = true;

private:
  const FieldDecl &F;
  const ASTContext &C;
  ParentMap Parents;
};

bool leavesAlone(const Stmt *S, const FieldDecl &F, const ASTContext &C) {
  if (!S)
    return true;
  Mentions M(F, *S, C);
  M.TraverseStmt(const_cast<Stmt *>(S));
  return M.Fine;
}

bool keepsOwn(const CXXMethodDecl &M, const FieldDecl &F, const ASTContext &C) {
  if (M.isDeleted())
    return true;
  // A copy that the compiler writes makes two objects hold one array.
  if (M.isDefaulted())
    return llvm::isa<CXXDestructorDecl>(M) ||
           (llvm::isa<CXXConstructorDecl>(M) && llvm::cast<CXXConstructorDecl>(M).isDefaultConstructor());
  const FunctionDecl *Definition = nullptr;
  const Stmt *Body = M.getBody(Definition);
  if (!Body || !leavesAlone(Body, F, C))
    return false;
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Definition))
    for (const CXXCtorInitializer *Init : Constructor->inits()) {
      bool Own = Init->getMember() == &F && isOwnValue(*Init->getInit(), F, C);
      if (!Own && (Init->getMember() == &F || !leavesAlone(Init->getInit(), F, C)))
        return false;
    }
  return true;
}

/// Declarations that can give nobody the member's name, but for functions.
bool isInert(const Decl &D) {
  const auto *Inner = llvm::dyn_cast<CXXRecordDecl>(&D);
  return llvm::isa<AccessSpecDecl, TypedefNameDecl, EnumDecl, StaticAssertDecl, VarDecl, EmptyDecl>(D) ||
         (Inner && Inner->isInjectedClassName());
}

} // namespace

bool holdsOwnArray(const FieldDecl &F, const ASTContext &C) {
  const auto *Class = llvm::dyn_cast<CXXRecordDecl>(F.getParent());
  if (!Class || F.getAccess() != AS_private || !F.getType()->isPointerType() ||
      !F.getType()->getPointeeType()->isScalarType() || F.getType().isVolatileQualified() ||
      Class->isUnion() || Class->isTriviallyCopyable() || Class->isDependentContext() ||
      llvm::isa<ClassTemplateSpecializationDecl>(Class) || Class->hasAttrs() ||
      !Class->hasUserDeclaredCopyConstructor() || !Class->hasUserDeclaredCopyAssignment())
    return false;
  if (F.hasInClassInitializer() &&
      (!F.getInClassInitializer() || !isOwnValue(*F.getInClassInitializer(), F, C)))
    return false;
  for (const Decl *D : Class->decls()) {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(D);
    const auto *Field = llvm::dyn_cast<FieldDecl>(D);
    bool Kept = Method  ? keepsOwn(*Method, F, C)
                : Field ? Field == &F || leavesAlone(Field->getInClassInitializer(), F, C)
                        : isInert(*D);
    if (!Kept)
      return false;
  }
  return true;
}

} // namespace hone
