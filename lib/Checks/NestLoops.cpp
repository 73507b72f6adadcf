// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Recognises pairs of loops. What their bodies do is for Nest to say.
#include "NestLoops.h"
#include "CheckedIndex.h"
#include "DominatingConditions.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "LoopState.h"
#include "Presence.h"
#include "hone/Analysis/Escape.h"

using namespace clang;
using namespace hone;

bool hone::holdsLoop(const Stmt &S) {
  return isLoop(S) || llvm::any_of(S.children(), [](const Stmt *Child) { return Child && holdsLoop(*Child); });
}

/// Up to an unsigned number that is the largest one a loop never ends.
static bool ends(const CountedLoop &L) { return L.Test == BO_LT || L.Index->getType()->isSignedIntegerType(); }

/// `j = i < blockedRows ? blockedColumns : 0`: where blocks end, if they have been there.
static bool beginsBehindBlocks(const CountedLoop &L) { return isa<ConditionalOperator>(L.Init->IgnoreParenImpCasts()); }

std::optional<CountedLoop> hone::endingLoop(const Stmt &Loop) {
  auto L = upwardLoop(Loop);
  return L && ends(*L) && !beginsBehindBlocks(*L) ? L : std::nullopt;
}

std::vector<const Stmt *> hone::itemsOf(const Stmt &Body) {
  if (const auto *Block = dyn_cast<CompoundStmt>(&Body))
    return {Block->body_begin(), Block->body_end()};
  return {&Body};
}

std::optional<Refusal> hone::findUnroundable(const Stmt &Loop, const CountedLoop &Head, ASTContext &C) {
  auto no = [&](const char *Code, const std::string &Text) { return Refusal{Code, Text, Loop.getBeginLoc()}; };
  const QualType T = Head.Index->getType();
  const Expr &Bound = *Head.Bound->IgnoreParenImpCasts();
  const auto *First = dyn_cast<IntegerLiteral>(Head.Init->IgnoreParenImpCasts());
  QualType Given = Bound.getType();
  if (!First || First->getValue() != 0)
    return no("first-index", "the loop does not begin at 0");
  if (C.isPromotableIntegerType(Given))
    Given = C.getPromotedIntegerType(Given);
  // To the bound itself, its type must hold one more.
  const bool Below = Head.Test == BO_LT;
  Expr::EvalResult Value;
  bool Fits = Below && Bound.EvaluateAsInt(Value, C) && !Value.Val.getInt().isNegative() &&
              Value.Val.getInt().getActiveBits() < C.getIntWidth(T);
  bool Widens = Below && Given->isIntegerType() && C.getTypeSize(T) > C.getTypeSize(Given) &&
                (Given->isUnsignedIntegerType() || T->isSignedIntegerType());
  // Of numbers that the index cannot get to, the original must not try: it has no other way out.
  bool Casts = Below && T->isSignedIntegerType() && Given->isUnsignedIntegerType();
  // Where numbers come round, it could get past its end.
  const bool Round = C.getLangOpts().isSignedOverflowDefined() && (Casts || !Below);
  if (C.getTypeSize(T) < C.getTypeSize(C.IntTy) || T.isVolatileQualified() || Round ||
      (!Fits && !Widens && !Casts && !C.hasSameUnqualifiedType(T, Given)))
    return no("index-type", "the index is narrower than int, or the bound of a type that does not go with it");
  return std::nullopt;
}

std::optional<LoopPair> hone::loopPair(const ForStmt &Loop) {
  LoopPair S;
  S.Outer = &Loop;
  for (const Stmt *Each : itemsOf(*Loop.getBody())) {
    if (!holdsLoop(*Each)) {
      (S.Inner ? S.After : S.Before).push_back(Each);
      continue;
    }
    if (S.Inner || !isa<ForStmt>(Each))
      return std::nullopt;
    S.Inner = cast<ForStmt>(Each);
  }
  if (!S.Inner || holdsLoop(*S.Inner->getBody()))
    return std::nullopt;
  auto Outer = endingLoop(Loop), Inner = endingLoop(*S.Inner);
  if (!Outer || !Inner)
    return std::nullopt;
  S.OuterHead = *Outer;
  S.InnerHead = *Inner;
  return S;
}

bool hone::goesDownColumns(Nest &N, const NestGroup &Inside, const VarDecl &Inner, const VarDecl &Outer) {
  unsigned Now = 0, Then = 0;
  for (const NestUse &Use : Inside.Uses) {
    Now += N.stride(Use, Inner) == Nest::Stride::Far;
    Then += N.stride(Use, Outer) == Nest::Stride::Far;
  }
  return Then < Now;
}

bool hone::isZero(const Expr &E) {
  const Expr *Plain = E.IgnoreParenImpCasts();
  if (const auto *Number = dyn_cast<IntegerLiteral>(Plain))
    return Number->getValue() == 0;
  const auto *Fraction = dyn_cast<FloatingLiteral>(Plain);
  return Fraction && Fraction->getValue().isPosZero();
}

const DeclStmt *hone::declarationOf(const VarDecl &V, ASTContext &C) {
  auto Parents = C.getParents(V);
  const auto *Declaration = Parents.size() == 1 ? Parents[0].get<DeclStmt>() : nullptr;
  bool Stands = Declaration && isa_and_nonnull<CompoundStmt>(statementAround(*Declaration, C));
  return Stands && Declaration->isSingleDecl() ? Declaration : nullptr;
}

const BinaryOperator *hone::firstStore(const Stmt &Statement, const Stmt &Loop, const FunctionDecl &F, ASTContext &C) {
  const auto *Store = dyn_cast<BinaryOperator>(&Statement);
  const VarDecl *V = Store && Store->getOpcode() == BO_Assign ? variableOf(*Store->getLHS()) : nullptr;
  if (!V || !V->isLocalVarDecl() || !V->hasLocalStorage() || V->hasInit() || isDeclaredIn(*V, Loop, C) || !isPrivate(*V, F, C) ||
      mentionsOf(*V, Loop).size() != mentionsOf(*V, *F.getBody()).size() ||
      mentionsOf(*V, Loop).front() != Store->getLHS()->IgnoreParens() || !mentionsOf(*V, *Store->getRHS()).empty() || !declarationOf(*V, C))
    return nullptr;
  return Store;
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

std::optional<Refusal> hone::findVaryingHeader(const Stmt &Loop, const CountedLoop &Outer, llvm::ArrayRef<CountedLoop> Inner, Nest &N,
                                               ASTContext &C) {
  auto no = [&](const char *Code, const std::string &Text) { return Refusal{Code, Text, Loop.getBeginLoc()}; };
  for (const CountedLoop &L : Inner)
    for (const Expr *Each : {L.Init, L.Bound})
      if (llvm::is_contained(namedVariables(*Each), Outer.Index))
        return no("triangular", "how often the inner loop runs depends on '" + Outer.Index->getNameAsString() + "'");
  std::vector<CountedLoop> All = Inner.vec();
  All.insert(All.begin(), Outer);
  for (const CountedLoop &L : All)
    for (const Expr *Each : {L.Init, L.Bound})
      if (!N.isSteady(*Each))
        return no("bound-changes", "'" + textOf(*Each, C) + "' may be another number while the nest runs");
  return std::nullopt;
}

std::optional<Refusal> hone::findHeaderObstacle(const LoopPair &S, Nest &N, ASTContext &C) {
  const ForStmt &Loop = *S.Outer;
  if (auto Varies = findVaryingHeader(Loop, S.OuterHead, S.InnerHead, N, C))
    return Varies;
  if (isEntered(Loop, C))
    return std::nullopt;
  for (const Expr *Each : {S.InnerHead.Init, S.InnerHead.Bound}) {
    const Expr *Row = rowSizedBy(*Each), *Same = rowSizedBy(*S.OuterHead.Bound);
    if ((Row && Same && saysTheSame(*Row, *Same, C)) || isIndexOrNext(*Each, Loop, C))
      continue;
    if (findSpeculationRisk(effectsOf(*Each, C)))
      return Refusal{"may-be-absent", "'" + textOf(*Each, C) + "' may not be there where the outer loop does not run", Loop.getBeginLoc()};
    if (const Expr *Sized = sizedBy(*Each))
      if (auto Absent = findAbsence(*Sized, Loop, *outermostFunction(Loop, C), C))
        return Absent;
  }
  return std::nullopt;
}
