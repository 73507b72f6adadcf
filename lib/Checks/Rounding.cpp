// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Looks for arithmetic, in functions that are looked into as well. Numbers that are only copied and compared are
// what they were. g++ makes products of some functions: pow(x, 2).
#include "Rounding.h"
#include "hone/Analysis/Configurations.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {
namespace {

bool isComplex(QualType T) { return isStdType(T.getNonReferenceType(), "complex"); }

class Arithmetic : public RecursiveASTVisitor<Arithmetic> {
public:
  bool VisitBinaryOperator(BinaryOperator *B) {
    Relaxed |= B->hasStoredFPFeatures(); // A pragma of clang's.
    if (B->getType()->isFloatingType() && (B->isMultiplicativeOp() || B->isAdditiveOp() || B->isCompoundAssignmentOp())) {
      Any = true;
      Product |= B->getOpcode() == BO_Mul || B->getOpcode() == BO_MulAssign;
    }
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    if (isComplex(Call->getType())) {
      Any = Product = true; // Products and sums of the library's, which compilers see through.
    } else if (Call->isPRValue() && Call->getType()->isFloatingType()) {
      Any = true;
      const FunctionDecl *F = Call->getDirectCallee();
      Product |= !F || !(isOneOperation(*F) || isStdDecl(F, "min") || isStdDecl(F, "max"));
    }
    return true;
  }
  bool Any = false, Product = false, Relaxed = false;
};

/// Whether pragmas or attributes that only g++ reads may tell it to compute otherwise: the syntax tree has none of them.
bool isTunedForGcc(const ASTContext &C) {
  auto Asks = [](llvm::StringRef Text, llvm::StringRef Word) {
    for (std::size_t At = Text.find(Word); At != llvm::StringRef::npos; At = Text.find(Word, At + 1)) {
      const llvm::StringRef Before = Text.take_front(At);
      const llvm::StringRef Begun = Before.substr(Before.find_last_of(";{}") + 1);
      if (Begun.contains("GCC") || Begun.contains("gnu") || Begun.contains("__attribute"))
        return true;
    }
    return false;
  };
  return anyOwnFile(C, [&](FileID, llvm::StringRef Text) { return Asks(Text, "optimize") || Asks(Text, "target"); });
}

Arithmetic arithmeticIn(llvm::ArrayRef<const Stmt *> Statements, ASTContext &C) {
  Arithmetic Found;
  for (const Stmt *Each : Statements) {
    Found.TraverseStmt(const_cast<Stmt *>(Each));
    for (const FunctionDecl *Inner : effectsOf(*Each, C).Inlined)
      Found.TraverseDecl(const_cast<FunctionDecl *>(Inner));
  }
  return Found;
}

std::optional<Obligation> relaxation(const Arithmetic &Found, ASTContext &C) {
  const LangOptions &L = C.getLangOpts();
  if ((Found.Any && isTunedForGcc(C)) || Found.Relaxed)
    return Obligation{"fast-math", "pragmas or attributes change how the unit computes", How::Tested};
  if (Found.Any && (L.FastMath || L.AllowFPReassoc || L.AllowRecip || L.ApproxFunc))
    return Obligation{"fast-math", "the unit is compiled with relaxed floating point", How::Tested};
  return std::nullopt;
}

} // namespace

bool isOneOperation(const FunctionDecl &F) {
  const llvm::StringRef Name = F.getDeclName().isIdentifier() ? F.getName() : "";
  return llvm::StringSwitch<bool>(Name)
      .Cases({"sqrt", "sqrtf", "fabs", "fabsf", "abs", "floor", "floorf", "ceil", "ceilf"}, true)
      .Cases({"trunc", "truncf", "round", "roundf", "rint", "rintf", "nearbyint", "nearbyintf"}, true)
      .Default(false);
}

std::optional<Obligation> relaxedArithmetic(llvm::ArrayRef<const Stmt *> Statements, ASTContext &C) {
  return relaxation(arithmeticIn(Statements, C), C);
}

std::vector<Obligation> roundingOf(llvm::ArrayRef<const Stmt *> Statements, ASTContext &C) {
  const Arithmetic Found = arithmeticIn(Statements, C);
  std::vector<Obligation> Result;
  if (auto Relaxed = relaxation(Found, C))
    Result.push_back(*Relaxed);
  if (Found.Product && mayFuseAcrossStatements(C))
    Result.push_back({"fp-contraction", "the compiler chooses which products it fuses with sums", How::Tested});
  return Result;
}

} // namespace hone
