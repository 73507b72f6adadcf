// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a local variable holds is its own if it was made here, of values and of
// copies, and if no use let it out or brought something in.

#include "OwnValue.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {
namespace {

/// Finds what may bring along storage that others know: objects that are moved, results of
/// functions.
class Foreign : public RecursiveASTVisitor<Foreign> {
public:
  bool VisitLambdaExpr(LambdaExpr *) { return stop(); }
  bool VisitExpr(Expr *E) {
    const bool Moved = E->isXValue() && !llvm::isa<MaterializeTemporaryExpr, ImplicitCastExpr>(E);
    return Moved ? stop() : true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    if (!Call->isPRValue() || !Call->getType()->isRecordType())
      return true;
    const FunctionDecl *F = Call->getDirectCallee();
    const bool Named = F && F->getDeclName().isIdentifier() &&
                       llvm::StringSwitch<bool>(F->getName())
                           .Cases({"to_string", "substr", "make_shared"}, true)
                           .Default(false);
    const bool Makes = Named || (F && F->getOverloadedOperator() == OO_Plus);
    const auto *M = llvm::dyn_cast_or_null<CXXMethodDecl>(F);
    return Makes && (M ? M->getParent()->isInStdNamespace() : F->isInStdNamespace()) ? true : stop();
  }
  /// A constructor that is written may take what it likes.
  bool VisitCXXConstructExpr(CXXConstructExpr *Made) {
    const CXXConstructorDecl *D = Made->getConstructor();
    return D->isCopyOrMoveConstructor() || isMadeAnew(Made->getType()) ? true : stop();
  }
  bool Found = false;

private:
  /// Whether no constructor is written for a \p T or a part of it, and no member brings a value along.
  static bool isMadeAnew(QualType T, unsigned Depth = 0) {
    const auto *R = T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    if (!R || R->isInStdNamespace())
      return true;
    return R->hasDefinition() && Depth < 6 &&
           llvm::none_of(R->ctors(), [](const CXXConstructorDecl *D) { return D->isUserProvided(); }) &&
           llvm::all_of(R->bases(), [&](const CXXBaseSpecifier &B) { return isMadeAnew(B.getType(), Depth + 1); }) &&
           llvm::all_of(R->fields(), [&](const FieldDecl *F) {
             const Expr *Init = F->hasInClassInitializer() ? F->getInClassInitializer() : nullptr;
             return isMadeAnew(F->getType(), Depth + 1) && (!F->hasInClassInitializer() || (Init && isNewValue(*Init)));
           });
  }
  bool stop() {
    Found = true;
    return false;
  }
};

/// Whether a call of the library adds to \p Object no more than new values and copies.
bool bringsNothing(const CallExpr &Call, const Expr &Object) {
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F || (F->getDeclName().isIdentifier() && llvm::StringSwitch<bool>(F->getName())
                                                    .Cases({"swap", "splice", "merge", "extract", "exchange"}, true)
                                                    .Cases({"insert", "iter_swap", "swap_ranges"}, true)
                                                    .Default(false)))
    return false;
  return llvm::all_of(Call.arguments(), [&](const Expr *A) { return A == &Object || isNewValue(*A); });
}

} // namespace

bool isNewValue(const Expr &E) {
  Foreign F;
  F.TraverseStmt(const_cast<Expr *>(&E));
  return !F.Found;
}

bool movesSomething(const Expr &E) {
  struct Visitor : RecursiveASTVisitor<Visitor> {
    bool VisitExpr(Expr *Each) {
      Found |= Each->isXValue() && !llvm::isa<MaterializeTemporaryExpr, ImplicitCastExpr>(Each);
      return !Found;
    }
    bool Found = false;
  };
  Visitor V;
  V.TraverseStmt(const_cast<Expr *>(&E));
  return V.Found;
}

/// Whether a use of a variable leaves no pointer, reference or iterator into what it holds:
/// the answer is yes for copies, numbers, and what is changed in place.
bool leavesNoView(const DeclRefExpr &Use, ASTContext &C) {
  for (const Expr *E = &Use;;) {
    auto Parents = C.getParents(*E);
    if (Parents.empty() || Parents[0].get<LambdaExpr>())
      return false;
    const auto *P = Parents[0].get<Stmt>();
    if (P && llvm::isa<CompoundStmt, IfStmt, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(P))
      return true;
    const auto *Above = Parents[0].get<Expr>();
    if (!Above)
      return false;
    if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Above))
      return Made->getConstructor()->isCopyConstructor();
    const auto *Call = llvm::dyn_cast<CallExpr>(Above);
    const auto *M = Call ? llvm::dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee()) : nullptr;
    // A shared pointer leads elsewhere.
    if (M && M->getParent()->isInStdNamespace() && M->getParent()->getName().contains("shared_ptr"))
      return true;
    const bool Plain = Above->isPRValue() && (Above->getType()->isVoidType() || Above->getType()->isArithmeticType());
    if (const auto *Cast = llvm::dyn_cast<CastExpr>(Above); Cast && Cast->getCastKind() == CK_LValueToRValue)
      return Plain;
    // What comes in may be known to others, as what goes out.
    if (Call && !bringsNothing(*Call, *E))
      return false;
    if (Call && Plain)
      return Call->getDirectCallee() && (M ? M->getParent()->isInStdNamespace() : Call->getDirectCallee()->isInStdNamespace());
    const bool Continues = llvm::isa<MemberExpr, ParenExpr, ImplicitCastExpr, ExprWithCleanups>(Above) ||
                           (M && M->getParent()->isInStdNamespace() && Above->isGLValue());
    const auto *Stored = llvm::dyn_cast<BinaryOperator>(Above);
    if (Stored && Stored->isAssignmentOp() && Stored->getLHS() == E)
      return true;
    if (!Continues)
      return false;
    E = Above;
  }
}

} // namespace hone
