// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nobody writes down that he counts on an alignment: he tags pointers, loads a whole block of numbers,
// promises it to the compiler, tells the address to other units, or keeps it for one. All of that needs the
// address. So the class has to be one whose code can be read as a whole, and all that is done with the object,
// or with `this`, is to read and set numbers in it.

#include "HeapAlignment.h"
#include "hone/Analysis/Effects.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/TargetInfo.h"
#include <set>

using namespace clang;

namespace hone {
namespace {

/// Looks for what is done with an object, from the pointer to it and from `this`.
class Follower {
public:
  explicit Follower(ASTContext &C) : C(C) {}
  bool run(const VarDecl &Pointer, QualType Object, const FunctionDecl &F);

private:
  bool isPlain(const CXXRecordDecl &R);
  bool isPlainPart(const FieldDecl &F);
  bool isPlainMember(const Decl &D);
  bool look(const Stmt &Code);
  bool look(const FunctionDecl &F);
  bool walk(const Stmt &S);
  bool isNumber(const Expr &Place) const;
  bool isNumberOf(const DeclRefExpr &R) const;
  bool call(const MemberExpr &Callee, const CXXMethodDecl &Method) const;
  bool isDiscarded(const Expr &Place) const;
  /// The statement around \p E beyond what changes neither value nor place.
  const Stmt *around(const Expr *&E) const;

  ASTContext &C;
  const VarDecl *Pointer = nullptr; ///< What leads to the object; only `this` does if there is none.
  llvm::DenseMap<const Stmt *, const Stmt *> Parents;
  mutable std::vector<const CXXMethodDecl *> Called;
};

const Stmt *Follower::around(const Expr *&E) const {
  const Stmt *P = Parents.lookup(E);
  for (; P; P = Parents.lookup(E)) {
    const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(P);
    const bool Same = Cast && (Cast->getCastKind() == CK_NoOp || Cast->getCastKind() == CK_DerivedToBase ||
                               Cast->getCastKind() == CK_UncheckedDerivedToBase);
    if (!llvm::isa<ParenExpr>(P) && !Same)
      return P;
    E = llvm::cast<Expr>(P);
  }
  return nullptr;
}

/// Whether a number that was set is not looked at any more, or read.
bool Follower::isDiscarded(const Expr &Place) const {
  const Expr *E = &Place;
  const Stmt *P = around(E);
  if (const auto *Cleanups = llvm::dyn_cast_or_null<ExprWithCleanups>(P))
    return isDiscarded(*Cleanups);
  const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(P);
  return (Cast && Cast->getCastKind() == CK_LValueToRValue) ||
         llvm::isa_and_nonnull<CompoundStmt, IfStmt, ForStmt, CXXForRangeStmt, WhileStmt, DoStmt, SwitchCase>(P);
}

/// Whether all that is done with the object or the pointer \p Place is to read or set a number in it, or
/// to call a function of it that is looked at, too.
bool Follower::isNumber(const Expr &Place) const {
  const Expr *E = &Place;
  const Stmt *P = around(E);
  if (const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(P)) {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    return Method ? call(*Member, *Method) : llvm::isa<FieldDecl>(Member->getMemberDecl()) && isNumber(*Member);
  }
  if (const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(P)) {
    if (Cast->getCastKind() != CK_ArrayToPointerDecay)
      return Cast->getCastKind() == CK_LValueToRValue;
    const Expr *Array = Cast;
    const auto *Element = llvm::dyn_cast_or_null<ArraySubscriptExpr>(around(Array));
    return Element && Element->getBase() == Array && isNumber(*Element);
  }
  if (const auto *B = llvm::dyn_cast_or_null<BinaryOperator>(P))
    return B->isAssignmentOp() && B->getLHS() == E && isDiscarded(*B);
  if (const auto *U = llvm::dyn_cast_or_null<UnaryOperator>(P))
    return U->isIncrementDecrementOp() && (U->isPostfix() || isDiscarded(*U));
  const auto *Choice = llvm::dyn_cast_or_null<CallExpr>(P); // As std::min is.
  return Choice && returnsAnArgument(*Choice) && isNumber(*Choice);
}

bool Follower::call(const MemberExpr &Callee, const CXXMethodDecl &Method) const {
  const Expr *E = &Callee;
  const auto *Call = llvm::dyn_cast_or_null<CXXMemberCallExpr>(around(E));
  if (!Call || Call->getCallee() != E || Method.isVirtual() || !Method.isImplicitObjectMemberFunction())
    return false;
  Called.push_back(&Method);
  return true;
}

/// `p->`, `*p`, `p.get()`.
bool Follower::isNumberOf(const DeclRefExpr &R) const {
  const Expr *E = &R;
  const Stmt *P = around(E);
  if (const auto *Operator = llvm::dyn_cast_or_null<CXXOperatorCallExpr>(P))
    return (Operator->getOperator() == OO_Arrow || Operator->getOperator() == OO_Star) && isNumber(*Operator);
  const auto *Get = llvm::dyn_cast_or_null<MemberExpr>(P);
  const auto *Call = Get ? llvm::dyn_cast_or_null<CXXMemberCallExpr>(Parents.lookup(Get)) : nullptr;
  return Call && isNumber(*Call);
}

bool Follower::walk(const Stmt &S) {
  // What they do is not below them, or not all of it.
  const auto *If = llvm::dyn_cast<IfStmt>(&S);
  if (!Pointer && (llvm::isa<CoroutineBodyStmt, BlockExpr, LambdaExpr>(S) || (If && If->isConstexpr())))
    return false;
  if (const auto *R = llvm::dyn_cast<DeclRefExpr>(&S); R && Pointer && R->getDecl() == Pointer)
    return isNumberOf(*R);
  if (llvm::isa<CXXThisExpr>(S) && !Pointer)
    return isNumber(llvm::cast<Expr>(S));
  auto Below = [&](const Stmt *Child) {
    if (Child)
      Parents[Child] = &S;
    return !Child || walk(*Child);
  };
  const auto *Again = llvm::dyn_cast<OpaqueValueExpr>(&S);
  return (!Again || Below(Again->getSourceExpr())) && llvm::all_of(S.children(), Below);
}

bool Follower::look(const Stmt &Code) {
  Parents.clear();
  return walk(Code);
}

/// The code of a class, which has to be the same in every configuration.
bool Follower::look(const FunctionDecl &F) {
  const FunctionDecl *Definition = nullptr;
  const Stmt *Body = F.getBody(Definition);
  if (!Body || F.isVariadic() || mentionsMacro(Definition->getSourceRange(), C))
    return false;
  if (const auto *Made = llvm::dyn_cast<CXXConstructorDecl>(Definition))
    for (const CXXCtorInitializer *Init : Made->inits())
      if (!look(*Init->getInit()))
        return false;
  return look(*Body);
}

/// A number, or an array of such, or an object of such a class.
bool Follower::isPlainPart(const FieldDecl &F) {
  const Expr *Init = F.getInClassInitializer();
  if (F.hasInClassInitializer() && !(Init && look(*Init)))
    return false;
  const QualType T = C.getBaseElementType(F.getType());
  const auto *R = T->getAsCXXRecordDecl();
  return T->isArithmeticType() || T->isEnumeralType() || T->isPointerType() || (R && isPlain(*R));
}

bool Follower::isPlainMember(const Decl &D) {
  if (const auto *F = llvm::dyn_cast<FieldDecl>(&D))
    return isPlainPart(*F);
  if (const auto *Template = llvm::dyn_cast<FunctionTemplateDecl>(&D))
    return !llvm::isa<CXXConstructorDecl>(Template->getTemplatedDecl());
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&D);
  const bool Makes = llvm::isa_and_nonnull<CXXConstructorDecl, CXXDestructorDecl>(Method);
  return !Makes || !Method->isUserProvided() || look(*Method);
}

/// Whether making and destroying an object of the class only sets numbers.
bool Follower::isPlain(const CXXRecordDecl &Class) {
  const CXXRecordDecl *R = Class.getDefinition();
  return R && !R->isUnion() && !R->isPolymorphic() && !R->getNumVBases() && !mentionsMacro(R->getSourceRange(), C) &&
         llvm::all_of(R->bases(),
                      [&](const CXXBaseSpecifier &Base) {
                        const auto *Inner = Base.getType()->getAsCXXRecordDecl();
                        return Inner && isPlain(*Inner);
                      }) &&
         llvm::all_of(R->decls(), [&](const Decl *D) { return isPlainMember(*D); });
}

bool Follower::run(const VarDecl &V, QualType Object, const FunctionDecl &F) {
  if (const auto *R = Object->getAsCXXRecordDecl(); R && !isPlain(*R))
    return false;
  Pointer = &V;
  if (!look(*F.getBody()))
    return false;
  Pointer = nullptr;
  std::set<const CXXMethodDecl *> Seen;
  while (!Called.empty()) {
    const CXXMethodDecl *Next = Called.back();
    Called.pop_back();
    if (Seen.insert(Next).second && !look(*Next))
      return false;
  }
  return true;
}

} // namespace

bool isUsedInPlace(const VarDecl &Pointer, QualType Object, const FunctionDecl &F, ASTContext &C) {
  return Follower(C).run(Pointer, Object, F);
}

bool isAlignedForHeap(QualType T, const ASTContext &C) {
  return C.getTypeAlignIfKnown(T) >= C.getTargetInfo().getNewAlign();
}

bool isMaxAlignEnough(const ASTContext &C) {
  return std::max(C.getTypeAlign(C.LongDoubleTy), C.getTypeAlign(C.LongLongTy)) >= C.getTargetInfo().getNewAlign();
}

} // namespace hone
