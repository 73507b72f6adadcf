// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Recognises pairs of loops. What their bodies do is for Nest to say.
#include "NestLoops.h"
#include "CheckedIndex.h"
#include "LoopContext.h"
#include "LoopState.h"
#include "Presence.h"

using namespace clang;
using namespace hone;

static bool hasLoop(const Stmt &S) {
  return isLoop(S) || llvm::any_of(S.children(), [](const Stmt *Child) { return Child && hasLoop(*Child); });
}

/// Up to an unsigned number that is the largest one a loop never ends.
static bool ends(const CountedLoop &L) { return L.Test == BO_LT || L.Index->getType()->isSignedIntegerType(); }

std::optional<LoopPair> hone::loopPair(const ForStmt &Loop) {
  LoopPair S;
  S.Outer = &Loop;
  const Stmt *Body = Loop.getBody();
  std::vector<const Stmt *> Items;
  if (const auto *Block = dyn_cast<CompoundStmt>(Body))
    Items.assign(Block->body_begin(), Block->body_end());
  else
    Items = {Body};
  for (const Stmt *Each : Items) {
    if (!hasLoop(*Each)) {
      (S.Inner ? S.After : S.Before).push_back(Each);
      continue;
    }
    if (S.Inner || !isa<ForStmt>(Each))
      return std::nullopt;
    S.Inner = cast<ForStmt>(Each);
  }
  if (!S.Inner || hasLoop(*S.Inner->getBody()))
    return std::nullopt;
  auto Outer = upwardLoop(Loop), Inner = upwardLoop(*S.Inner);
  if (!Outer || !Inner || !ends(*Outer) || !ends(*Inner))
    return std::nullopt;
  S.OuterHead = *Outer;
  S.InnerHead = *Inner;
  return S;
}

/// The row that a bound is the size of: `m[i]` of `m[i].size()`.
static const Expr *rowSizedBy(const Expr &Bound) {
  const Expr *Sized = sizedBy(Bound);
  return Sized && rowOf(*Sized) ? Sized : nullptr;
}

/// `i` or `i + 1`, i being less than some number in a loop around: no number is too large for it.
static bool isIndexOrNext(const Expr &Given, const Stmt &Loop, ASTContext &C) {
  const Expr *E = Given.IgnoreParenImpCasts();
  if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->getOpcode() == BO_Add) {
    const auto *One = dyn_cast<IntegerLiteral>(B->getRHS()->IgnoreParenImpCasts());
    if (!One || One->getValue() != 1)
      return false;
    E = B->getLHS()->IgnoreParenImpCasts();
  }
  const VarDecl *V = variableOf(*E);
  return V && llvm::any_of(loopsAround(Loop, C), [&](const Stmt *Around) {
           auto Counted = countedLoop(*Around);
           return Counted && Counted->Index == V && Counted->Test == BO_LT &&
                  C.getTypeSize(Counted->Bound->IgnoreParenImpCasts()->getType()) <= C.getTypeSize(V->getType());
         });
}

std::optional<Refusal> hone::findHeaderObstacle(const LoopPair &S, Nest &N, ASTContext &C) {
  const ForStmt &Loop = *S.Outer;
  auto no = [&](const char *Code, const std::string &Text) { return Refusal{Code, Text, Loop.getBeginLoc()}; };
  for (const Expr *Each : {S.InnerHead.Init, S.InnerHead.Bound})
    if (llvm::is_contained(namedVariables(*Each), S.OuterHead.Index))
      return no("triangular", "how often the inner loop runs depends on '" + S.OuterHead.Index->getNameAsString() + "'");
  for (const CountedLoop *L : {&S.OuterHead, &S.InnerHead})
    for (const Expr *Each : {L->Init, L->Bound})
      if (!N.isSteady(*Each))
        return no("bound-changes", "'" + textOf(*Each, C) + "' may be another number while the nest runs");
  if (runsAtLeastOnce(Loop, C))
    return std::nullopt;
  for (const Expr *Each : {S.InnerHead.Init, S.InnerHead.Bound}) {
    const Expr *Row = rowSizedBy(*Each), *Same = rowSizedBy(*S.OuterHead.Bound);
    if ((Row && Same && saysTheSame(*Row, *Same, C)) || isIndexOrNext(*Each, Loop, C))
      continue;
    if (findSpeculationRisk(effectsOf(*Each, C)))
      return no("may-be-absent", "'" + textOf(*Each, C) + "' may not be there where the outer loop does not run");
    if (const Expr *Sized = sizedBy(*Each))
      if (auto Absent = findAbsence(*Sized, Loop, *outermostFunction(Loop, C), C))
        return Absent;
  }
  return std::nullopt;
}
