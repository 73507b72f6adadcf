// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The bound of an inner loop is not read unless the outer loop runs. Who reads it anyway
// may meet somebody who writes it.

#include "AppendBirth.h"
#include "LoopContext.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/Types.h"
#include "hone/Rewrite/PatchBuilder.h"

using namespace clang;

namespace hone {

bool readsOwn(const Trips &T, llvm::ArrayRef<Trips> Around, const FunctionDecl &F, ASTContext &C) {
  std::string Text = textOf(*T.Of, C);
  if (!Text.empty() && llvm::any_of(Around, [&](const Trips &Each) { return textOf(*Each.Of, C) == Text; }))
    return true;
  return llvm::all_of(readsOf(T, C), [&](const Access &R) {
    const VarDecl *V = R.Where.How == Reach::Object ? R.Where.Root : nullptr;
    if (!V || V->getType()->isReferenceType())
      return false;
    QualType Type = V->getType();
    bool Constant = Type.isConstQualified() && (Type->isScalarType() || isStdContainer(Type));
    return Constant || isPrivate(*V, F, C);
  });
}

/// The statements in \p S that do no more than append a number or the like: they fail for want of memory only.
static void collectPlainAppends(const Stmt &S, const ASTContext &C, llvm::SmallVectorImpl<const Stmt *> &Found) {
  if (auto A = appendOf(S, C)) {
    const auto &Call = *llvm::cast<CallExpr>(llvm::cast<Expr>(S).IgnoreImplicit()->IgnoreParens());
    auto IsQuiet = [&](const Expr *Each) { return !findImpurity(effectsOf(*Each, C)); };
    if (elementType(typeOf(A->To))->isScalarType() && llvm::all_of(Call.arguments(), IsQuiet))
      Found.push_back(&S);
  } else if (!llvm::isa<Expr>(S)) {
    for (const Stmt *Child : S.children())
      if (Child)
        collectPlainAppends(*Child, C, Found);
  }
}

std::optional<Refusal> guardReads(AppendCount &Count, const Stmt &Loop, ASTContext &C) {
  const FunctionDecl &F = *outermostFunction(Loop, C);
  llvm::SmallVector<const Stmt *, 4> Appends;
  collectPlainAppends(Loop, C, Appends);
  for (AppendCount::Term &Each : Count.Terms)
    for (std::size_t I = 1; I < Each.Loops.size(); ++I) {
      Trips &T = Each.Loops[I];
      llvm::ArrayRef<Trips> Around(Each.Loops.begin(), I);
      if (T.Constant || readsOwn(T, Around, F, C))
        continue;
      if (auto Obstacle = firstIteration(*T.Of, Loop, C, Appends).Obstacle)
        return Refusal{"not-read", "the bound of an inner loop may not be read in the first turn: " + Obstacle->Text,
                       T.Of->getBeginLoc()};
      if (!llvm::all_of(Around, [](const Trips &Outer) { return Outer.Exact; }))
        return Refusal{"not-read", "the bound of an inner loop is read only if the loops around it run",
                       T.Of->getBeginLoc()};
      T.Guarded = true;
    }
  return std::nullopt;
}

bool hasGuardedReads(const AppendCount &Count) {
  return llvm::any_of(Count.Terms, [](const AppendCount::Term &Each) {
    return llvm::any_of(Each.Loops, [](const Trips &T) { return T.Guarded; });
  });
}

} // namespace hone
