// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Looks for arithmetic, in functions that are looked into as well. Numbers that are only copied and compared are
// what they were.
#include "Rounding.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace hone {
namespace {

class Arithmetic : public RecursiveASTVisitor<Arithmetic> {
public:
  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->getType()->isRealFloatingType() && (B->isMultiplicativeOp() || B->isAdditiveOp() || B->isCompoundAssignmentOp())) {
      Any = true;
      Product |= B->getOpcode() == BO_Mul || B->getOpcode() == BO_MulAssign;
    }
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    Any |= Call->isPRValue() && Call->getType()->isRealFloatingType();
    return true;
  }
  bool Any = false, Product = false;
};

} // namespace

std::vector<Obligation> roundingOf(llvm::ArrayRef<const Stmt *> Statements, ASTContext &C) {
  Arithmetic Found;
  for (const Stmt *Each : Statements) {
    Found.TraverseStmt(const_cast<Stmt *>(Each));
    for (const FunctionDecl *Inner : effectsOf(*Each, C).Inlined)
      Found.TraverseDecl(const_cast<FunctionDecl *>(Inner));
  }
  std::vector<Obligation> Result;
  const LangOptions &L = C.getLangOpts();
  if (Found.Any && (L.FastMath || L.AllowFPReassoc || L.AllowRecip || L.ApproxFunc))
    Result.push_back({"fast-math", "the unit is compiled with relaxed floating point", How::Tested});
  if (Found.Product && mayFuseAcrossStatements(C))
    Result.push_back({"fp-contraction", "the compiler chooses which products it fuses with sums", How::Tested});
  return Result;
}

} // namespace hone
