// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Looks for arithmetic, in functions that are looked into as well. Numbers that are only copied and compared are
// what they were. g++ makes products of some functions: pow(x, 2).
#include "Rounding.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {
namespace {

class Arithmetic : public RecursiveASTVisitor<Arithmetic> {
public:
  bool VisitBinaryOperator(BinaryOperator *B) {
    Relaxed |= B->hasStoredFPFeatures(); // A pragma of clang's.
    if (B->getType()->isRealFloatingType() && (B->isMultiplicativeOp() || B->isAdditiveOp() || B->isCompoundAssignmentOp())) {
      Any = true;
      Product |= B->getOpcode() == BO_Mul || B->getOpcode() == BO_MulAssign;
    }
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    if (Call->isPRValue() && Call->getType()->isRealFloatingType()) {
      Any = true;
      Product |= !isOneOperation(Call->getDirectCallee());
    }
    return true;
  }
  bool Any = false, Product = false, Relaxed = false;

private:
  static bool isOneOperation(const FunctionDecl *F) {
    const llvm::StringRef Name = F && F->getDeclName().isIdentifier() ? F->getName() : "";
    return llvm::StringSwitch<bool>(Name)
        .Cases({"sqrt", "sqrtf", "fabs", "fabsf", "abs", "floor", "floorf", "ceil"}, true)
        .Cases({"ceilf", "trunc", "truncf", "round", "roundf", "min", "max"}, true)
        .Default(false);
  }
};

/// Whether pragmas or attributes that only g++ reads may tell it to compute otherwise: the syntax tree has none of them.
bool isTunedForGcc(const ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  for (auto It = SM.fileinfo_begin(); It != SM.fileinfo_end(); ++It) {
    const FileID Id = SM.translateFile(It->first);
    if (Id.isInvalid() || SM.isInSystemHeader(SM.getLocForStartOfFile(Id)))
      continue;
    const llvm::StringRef Text = SM.getBufferDataOrNone(Id).value_or("");
    for (const char *Word : {"GCC optimize", "GCC target", "optimize(", "optimize__(", "target(", "target__(", "target_clones"})
      if (Text.contains(Word))
        return true;
  }
  return false;
}

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
  if ((Found.Any && isTunedForGcc(C)) || Found.Relaxed)
    return {{"fast-math", "pragmas or attributes change how the unit computes", How::Tested}};
  if (Found.Any && (L.FastMath || L.AllowFPReassoc || L.AllowRecip || L.ApproxFunc))
    Result.push_back({"fast-math", "the unit is compiled with relaxed floating point", How::Tested});
  if (Found.Product && mayFuseAcrossStatements(C))
    Result.push_back({"fp-contraction", "the compiler chooses which products it fuses with sums", How::Tested});
  return Result;
}

} // namespace hone
