// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Only operations that give the same one by one and with vectors, and where they stand makes no difference: arithmetic
// of IEEE numbers, and functions of the library that are exact or correctly rounded.
#include "MinMaxValue.h"
#include "CheckedIndex.h"
#include "Rounding.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace hone {

bool isFraction(QualType T) {
  const auto *Kind = T->getAs<BuiltinType>();
  return Kind && (Kind->getKind() == BuiltinType::Float || Kind->getKind() == BuiltinType::Double);
}

namespace {

class Maker : public RecursiveASTVisitor<Maker> {
public:
  explicit Maker(const Effects &E) : E(E) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitStmt(Stmt *S) {
    if (isLoop(*S))
      Made.Unsuitable = S;
    return true;
  }
  bool VisitExpr(Expr *Each) {
    QualType T = Each->getType();
    if (T->isRealFloatingType() && !isFraction(T.getNonReferenceType()))
      Made.Unsuitable = Each;
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *F = Call->getDirectCallee();
    if (!F || !((isMathFunction(*F) && isOneOperation(*F)) || isAccess(*F) || isLookedInto(*F)))
      Made.Unsuitable = Call;
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->isCommaOp() || B->hasStoredFPFeatures())
      Made.Unsuitable = B; // Where a pragma says how it is rounded, it may be in another way elsewhere.
    const bool Fraction = B->getType()->isRealFloatingType();
    Made.Product |= Fraction && (B->getOpcode() == BO_Mul || B->getOpcode() == BO_MulAssign);
    Made.Sum |= Fraction && (B->isAdditiveOp() || B->getOpcode() == BO_AddAssign || B->getOpcode() == BO_SubAssign);
    return true;
  }
  ValueWork Made;

private:
  static bool isAccess(const FunctionDecl &F) {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F);
    return Method && Method->getParent()->isInStdNamespace() &&
           (F.getOverloadedOperator() == OO_Subscript || F.getOverloadedOperator() == OO_Star ||
            F.getOverloadedOperator() == OO_Arrow ||
            (F.getDeclName().isIdentifier() && (F.getName() == "size" || F.getName() == "data")));
  }
  bool isLookedInto(const FunctionDecl &F) const {
    return llvm::any_of(E.Inlined, [&](const FunctionDecl *Each) {
      return Each->getCanonicalDecl() == F.getCanonicalDecl();
    });
  }

  const Effects &E;
};

} // namespace

ValueWork workOf(const Expr &Value, const Effects &E) {
  Maker M(E);
  M.TraverseStmt(const_cast<Expr *>(&Value));
  for (const FunctionDecl *Inner : E.Inlined)
    M.TraverseDecl(const_cast<FunctionDecl *>(Inner)); // With the initialisers of a constructor.
  return M.Made;
}

bool isNeverNegative(const Expr &Given, const MinMaxLoop &M, ASTContext &C) {
  const Expr *E = writtenAs(Given);
  if (E->getType()->isUnsignedIntegerType() || llvm::isa<IntegerLiteral, FloatingLiteral>(E))
    return true;
  if (const auto *Call = llvm::dyn_cast<CallExpr>(E)) {
    const FunctionDecl *F = Call->getDirectCallee();
    if (!F || !isMathFunction(*F) || !F->getDeclName().isIdentifier() || Call->getNumArgs() != 1)
      return false;
    const llvm::StringRef Name = F->getName();
    return Name.starts_with("fabs") || Name == "abs" || (Name.starts_with("sqrt") && isNeverNegative(*Call->getArg(0), M, C));
  }
  if (const VarDecl *V = variableOf(*E))
    return V->getInit() && V->getType()->isRealFloatingType() &&
           (V->getType().isConstQualified() || llvm::is_contained(M.Locals, V)) && isNeverNegative(*V->getInit(), M, C);
  const auto *B = llvm::dyn_cast<BinaryOperator>(E);
  if (B && B->getOpcode() == BO_Add)
    return isNeverNegative(*B->getLHS(), M, C) && isNeverNegative(*B->getRHS(), M, C);
  return B && B->getOpcode() == BO_Mul && saysTheSame(*writtenAs(*B->getLHS()), *writtenAs(*B->getRHS()), C);
}

} // namespace hone
