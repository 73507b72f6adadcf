// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A few operations are all that may be done in vain: no loop, and of the library only functions that
// take a fixed time. Floating-point arithmetic is defined for fewer values than processors compute.

#include "EarlyValue.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/TripCount.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {
namespace {

/// Functions of the library that do a few steps, whatever they are given.
bool takesFixedTime(const FunctionDecl &F) {
  const auto *M = llvm::dyn_cast<CXXMethodDecl>(&F);
  if (isMathFunction(F))
    return true;
  if (!(M ? M->getParent()->isInStdNamespace() : F.isInStdNamespace()) || !F.getDeclName().isIdentifier())
    return false;
  return llvm::StringSwitch<bool>(F.getName())
      .Cases({"min", "max", "abs", "move", "forward"}, F.getNumParams() <= 2)
      .Cases({"size", "length", "empty"}, M != nullptr)
      .Default(false);
}

class Work : public RecursiveASTVisitor<Work> {
public:
  Work(const Effects &E, const ASTContext &C, llvm::ArrayRef<const Stmt *> Ignored) : E(E), C(C), Ignored(Ignored) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool TraverseStmt(Stmt *S) { return llvm::is_contained(Ignored, S) || RecursiveASTVisitor::TraverseStmt(S); }
  bool VisitStmt(Stmt *S) {
    if (isLoop(*S))
      Slow = S;
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *F = Call->getDirectCallee();
    if (!F || !(isLookedInto(*F) || takesFixedTime(*F)))
      Slow = Call;
    Computes |= F && isMathFunction(*F);
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Made) {
    if (!Made->getConstructor()->isTrivial() && !isLookedInto(*Made->getConstructor()))
      Slow = Made;
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *B) {
    if (!B->getLHS()->getType()->isFloatingType() || B->getOpcode() == BO_Assign || B->getOpcode() == BO_Comma)
      return true;
    Computes = true;
    Expr::EvalResult Divisor;
    bool IsSafe = B->getRHS()->EvaluateAsRValue(Divisor, C) && Divisor.Val.isFloat() &&
                  Divisor.Val.getFloat().isFiniteNonZero();
    if ((B->getOpcode() == BO_Div || B->getOpcode() == BO_DivAssign) && !IsSafe)
      Hazard = {"hazard", "a division by a floating-point number that may be zero", B->getExprLoc()};
    return true;
  }
  bool VisitCastExpr(CastExpr *Cast) {
    QualType To = Cast->getType(), From = Cast->getSubExpr()->getType();
    Computes |= Cast->getCastKind() == CK_IntegralToFloating;
    if (Cast->getCastKind() == CK_FloatingCast && C.getFloatingTypeOrder(To, From) < 0)
      Hazard = {"hazard", "a conversion to a floating-point type that has fewer numbers", Cast->getExprLoc()};
    return true;
  }
  const Stmt *Slow = nullptr;
  std::optional<Refusal> Hazard;
  bool Computes = false; ///< In floating point, which leaves flags.

private:
  bool isLookedInto(const FunctionDecl &F) const {
    return llvm::any_of(E.Inlined, [&](const FunctionDecl *Each) {
      return Each->getCanonicalDecl() == F.getCanonicalDecl();
    });
  }

  const Effects &E;
  const ASTContext &C;
  llvm::ArrayRef<const Stmt *> Ignored;
};

} // namespace

std::optional<Refusal> findEarlyNotice(const Expr &Value, const FunctionDecl &Around, const ASTContext &C,
                                       llvm::ArrayRef<const Stmt *> Ignored) {
  const Effects E = effectsOf(Value, C, Ignored);
  if (auto Risk = findSpeculationRisk(E))
    return Refusal{"hazard", Risk->Text, Risk->Where};
  Work W(E, C, Ignored);
  W.TraverseStmt(const_cast<Expr *>(&Value));
  for (const FunctionDecl *Inner : E.Inlined)
    W.TraverseDecl(const_cast<FunctionDecl *>(Inner)); // With the initialisers of a constructor.
  if (W.Hazard)
    return W.Hazard;
  if (W.Slow)
    return Refusal{"slow-value", "computing the value may take long", W.Slow->getBeginLoc()};
  if (!E.Errno.empty() && C.getLangOpts().MathErrno)
    return Refusal{"errno-observed", "computing the value may set errno", Value.getExprLoc()};
  if (W.Computes && Around.isConstexpr())
    return Refusal{"hazard", "in a constant expression no floating-point result may overflow", Value.getExprLoc()};
  return W.Computes || !E.Errno.empty() ? findErrnoObserver(C) : std::nullopt;
}

} // namespace hone
