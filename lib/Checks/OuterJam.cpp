// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Four iterations take turns: each statement of the body is done for all four before the next one, and so is each
// turn of an inner loop. Whether any element sees its reads and writes in another order is a question about that schedule.
#include "OuterJam.h"
#include "CheckedIndex.h"
#include "DominatingConditions.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "LoopState.h"
#include "NestGuards.h"
#include "Presence.h"
#include "Rounding.h"
#include "Words.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace hone;

namespace {
constexpr unsigned MaxStatements = 8; ///< All of them stand there five times then.
constexpr unsigned FewTurns = 8;      ///< Two rounds at most: not worth a second loop.

class Planner {
public:
  Planner(const ForStmt &Loop, ASTContext &C) : Loop(Loop), C(C), F(*outermostFunction(Loop, C)) { P.Loop = &Loop; }
  std::optional<JamPlan> run();

private:
  bool readLoops();
  bool isWorthIt();
  bool isChain(const JamPart &Part, const VarDecl &V);
  bool interchangePays();
  void findOwn();
  void holdElements(const JamPart &Part);
  std::optional<HeldElement> heldBy(const JamPart &Part, const Stmt &Statement);
  bool isStoredAnyway(const JamPart &Part, const Expr &Element) const;
  std::string asksForTurns(const JamPart &Part);

  std::optional<Refusal> refuse();
  std::optional<Refusal> refuseNames();
  std::optional<Refusal> refuseOrder();
  std::optional<Refusal> guard(unsigned A, unsigned B);
  std::vector<NestStatement> schedule();
  bool isOwn(const VarDecl &V) const {
    return llvm::any_of(P.Own, [&](const OwnVariable &Own) { return Own.Variable == &V; });
  }
  bool isHeld(unsigned Array) const {
    return llvm::any_of(P.Held, [&](const HeldElement &Held) { return Held.Array == Array; });
  }
  Refusal no(const char *Code, const std::string &Text) const { return {Code, Text, Loop.getBeginLoc()}; }

  const ForStmt &Loop;
  ASTContext &C;
  const FunctionDecl &F;
  JamPlan P;
  std::optional<Nest> N;
};
} // namespace

std::vector<const Stmt *> JamPart::statements() const { return itemsOf(*Inner->getBody()); }

static unsigned countStatements(const Stmt &S) {
  unsigned Count = 0;
  if (const auto *If = dyn_cast<IfStmt>(&S))
    return 1 + countStatements(*If->getThen()) + (If->getElse() ? countStatements(*If->getElse()) : 0);
  if (const auto *For = dyn_cast<ForStmt>(&S))
    return countStatements(*For->getBody());
  if (!isa<CompoundStmt>(S))
    return 1;
  for (const Stmt *Each : S.children())
    Count += countStatements(*Each);
  return Count;
}

bool Planner::readLoops() {
  auto Head = endingLoop(Loop);
  if (!Head || !isa<IntegerLiteral>(Head->Init->IgnoreParenImpCasts()))
    return false;
  P.Head = *Head;
  std::vector<CountedLoop> Heads = {*Head};
  for (const Stmt *Each : itemsOf(*Loop.getBody())) {
    P.Parts.push_back(std::make_unique<JamPart>());
    JamPart &Part = *P.Parts.back();
    Part.Whole = Each;
    if (!holdsLoop(*Each))
      continue;
    Part.Inner = dyn_cast<ForStmt>(Each);
    auto Inner = Part.Inner ? endingLoop(*Part.Inner) : std::nullopt;
    if (!Inner || holdsLoop(*Part.Inner->getBody()))
      return false;
    Part.Head = *Inner;
    Heads.push_back(*Inner);
  }
  if (Heads.size() == 1)
    return false;
  N.emplace(Loop, Heads, C);
  for (const auto &Part : P.Parts)
    N->read(Part->Inner ? *Part->Inner->getBody() : *Part->Whole, Part->Does);
  P.Statements = countStatements(Loop);
  return true;
}

void Planner::findOwn() {
  for (const auto &Part : P.Parts) {
    if (const BinaryOperator *Set = firstStore(*Part->Whole, Loop, F, C))
      P.Own.push_back({variableOf(*Set->getLHS()), Set});
    if (const auto *Decls = dyn_cast<DeclStmt>(Part->Whole))
      for (const Decl *D : Decls->decls())
        if (const auto *V = dyn_cast<VarDecl>(D))
          P.Own.push_back({V, nullptr});
  }
}

/// How \p Of is made, if that takes what it was before: `x += ...`, `x = x + ...`; none else.
static std::optional<BinaryOperatorKind> stepOf(const Expr &Of, unsigned Mentions, ASTContext &C) {
  const auto *Made = dyn_cast_or_null<BinaryOperator>(statementAround(Of, C));
  if (!Made || !Made->isAssignmentOp() || Made->getLHS()->IgnoreParens() != Of.IgnoreParens())
    return std::nullopt;
  if (Made->isCompoundAssignmentOp())
    return BinaryOperator::getOpForCompoundAssignment(Made->getOpcode());
  const auto *Value = dyn_cast<BinaryOperator>(Made->getRHS()->IgnoreParenImpCasts());
  if (Mentions < 2)
    return std::nullopt;
  return Value ? Value->getOpcode() : BO_Assign;
}

/// Numbers that are rounded to their type wherever they are: halves may be kept in more precision.
static bool isFraction(QualType T) {
  const auto *B = T->getAs<BuiltinType>();
  return B && (B->getKind() == BuiltinType::Float || B->getKind() == BuiltinType::Double || B->getKind() == BuiltinType::LongDouble);
}

static bool isSum(BinaryOperatorKind Op) { return Op == BO_Add || Op == BO_Sub; }

/// Whether every turn of the inner loop waits for the one before: compilers must not change the order.
bool Planner::isChain(const JamPart &Part, const VarDecl &V) {
  auto Uses = usesOf(Part.Does, V);
  for (const NestUse *Use : Uses)
    if (auto Op = Use->Writes && isFraction(V.getType()) ? stepOf(*Use->Site, Uses.size(), C) : std::nullopt) {
      P.Sums &= isSum(*Op);
      return true;
    }
  return false;
}

/// Whether the body stores to \p Element whatever comes, and it has a value in front of \p Part: because it is stored to
/// there, or read behind it.
bool Planner::isStoredAnyway(const JamPart &Part, const Expr &Element) const {
  bool Behind = false;
  for (const auto &Each : P.Parts) {
    Behind |= Each.get() == &Part;
    const auto *Store = dyn_cast<BinaryOperator>(Each->Whole);
    if (Store && (Behind ? Store->isCompoundAssignmentOp() : Store->isAssignmentOp()) &&
        saysTheSame(*Store->getLHS()->IgnoreParens(), Element, C))
      return true;
  }
  return false;
}

/// A question whether the inner loop has a turn: where it has none, the element may not be there, and must not be stored to. Empty
/// if there is none to ask, because it has one or because no simple question tells.
std::string Planner::asksForTurns(const JamPart &Part) {
  const Expr &Bound = *Part.Head.Bound->IgnoreParenImpCasts();
  const Expr *Sized = sizedBy(Bound);
  const VarDecl *V = variableOf(Sized ? *Sized : Bound);
  bool There = V && V->hasLocalStorage() && (isa<ParmVarDecl>(V) || V->hasInit()) && (!V->getType()->isReferenceType() || (Sized && !findAbsence(*Sized, Loop, F, C)));
  const auto *First = dyn_cast<IntegerLiteral>(Part.Head.Init->IgnoreParenImpCasts());
  if (!There || !First || First->getValue() != 0 || Part.Head.Test != BO_LT)
    return "";
  return textOf(Bound, C) + (Bound.getType()->isSignedIntegerType() ? " > 0" : " != 0");
}

/// `y[i] += ...`, if all that the inner loop does with y is to that element. No other iteration touches it there.
std::optional<HeldElement> Planner::heldBy(const JamPart &Part, const Stmt &Statement) {
  const auto *Store = dyn_cast<BinaryOperator>(&Statement);
  const NestUse *Use = Store && Store->isAssignmentOp() ? useAt(Part.Does, *Store->getLHS()) : nullptr;
  if (!Use || Use->Subscripts.empty() || !isFraction(Use->Site->getType()) || Use->Site->getType().isVolatileQualified())
    return std::nullopt;
  HeldElement Held{&Part, Use->Site->IgnoreParens(), Use->Array, BO_Assign, {}};
  for (const NestUse &Each : Part.Does.Uses)
    if (Each.Array == Use->Array) {
      if (!saysTheSame(*Each.Site->IgnoreParens(), *Held.First, C))
        return std::nullopt;
      Held.Sites.push_back(Each.Site->IgnoreParens());
    }
  auto Op = stepOf(*Use->Site, Held.Sites.size(), C);
  const ArrayAccess At = N->access(*Use);
  const std::string Inner = N->range(Part.Head).Index;
  bool Stays = llvm::all_of(At.Subscripts, [&](const auto &Each) { return Each && Each->factorOf(Inner) == 0; });
  bool Apart = Stays && llvm::any_of(At.Subscripts, [](const auto &Each) { return Each->factorOf("i0") != 0; });
  if (!Op || !Apart)
    return std::nullopt;
  Held.Op = *Op;
  return Held;
}

void Planner::holdElements(const JamPart &Part) {
  for (const Stmt *Each : Part.statements()) {
    auto Held = heldBy(Part, *Each);
    if (!Held || llvm::any_of(P.Held, [&](const HeldElement &Known) { return Known.In == &Part && Known.Array == Held->Array; }))
      continue;
    const auto *First = dyn_cast<IntegerLiteral>(Part.Head.Init->IgnoreParenImpCasts());
    const bool AsOften = First && First->getValue() == 0 && saysTheSame(*Part.Head.Bound->IgnoreParenImpCasts(), *P.Head.Bound->IgnoreParenImpCasts(), C);
    if (!AsOften && !isEntered(*Part.Inner, C) && !isStoredAnyway(Part, *Held->First)) {
      std::string Question = asksForTurns(Part);
      if (Question.empty())
        continue;
      if (!llvm::is_contained(P.Guards, Question)) {
        P.Guards.push_back(Question);
        P.Obligations.push_back({"turns", "the inner loop stores to '" + textOf(*Held->First, C) + "'", How::Guarded});
      }
    }
    P.Sums &= isSum(Held->Op);
    P.Held.push_back(std::move(*Held));
  }
}

bool Planner::isWorthIt() {
  bool Waits = false;
  for (const auto &Part : P.Parts)
    if (Part->Inner) {
      for (const OwnVariable &Own : P.Own)
        Waits |= isChain(*Part, *Own.Variable);
      holdElements(*Part);
    }
  return (Waits || !P.Held.empty()) && constantTripCount(Loop, C).value_or(FewTurns) >= FewTurns && !interchangePays();
}

/// Walking along the rows instead gains more.
bool Planner::interchangePays() {
  const JamPart *Inner = nullptr;
  for (const auto &Part : P.Parts)
    if (Part->Inner && Inner)
      return false; // interchange-loops knows of one inner loop only.
    else if (Part->Inner)
      Inner = Part.get();
  return goesDownColumns(*N, Inner->Does, *Inner->Head.Index, *P.Head.Index);
}

/// \p A with the index as four times the number of the round, and the place in it.
static Affine inLanes(Affine A) {
  const std::int64_t Factor = A.factorOf("i0");
  A.Factors.erase("i0");
  return A + 4 * Factor * Affine::of("block") + Factor * Affine::of("lane");
}

std::vector<NestStatement> Planner::schedule() {
  std::vector<NestStatement> All;
  const Affine Block = Affine::of("block"), Lane = Affine::of("lane"), I = inLanes(Affine::of("i0")), Zero = Affine::of(0);
  for (const auto &Part : P.Parts) {
    NestStatement &To = All.emplace_back();
    const Affine At = Affine::of(std::int64_t(All.size()));
    To.Around = {{"block", Zero, std::nullopt}, {"lane", Zero, Affine::of(4)}};
    Affine K = Zero;
    if (Part->Inner) {
      To.Around.push_back(N->range(Part->Head));
      K = Affine::of(To.Around.back().Index);
    }
    To.Before = {I, At, K};
    To.After = {Block, At, K, Lane};
    for (const NestUse &Use : Part->Does.Uses) {
      ArrayAccess Access = N->access(Use);
      for (auto &Each : Access.Subscripts)
        if (Each)
          Each = inLanes(*Each);
      const VarDecl *V = Use.Subscripts.empty() ? variableOf(*Use.Site) : nullptr;
      if (V && isOwn(*V))
        Access.Subscripts = {I};
      To.Accesses.push_back(std::move(Access));
    }
  }
  return All;
}

std::optional<Refusal> Planner::guard(unsigned I, unsigned J) {
  const NestArray &A = N->Arrays[I], &B = N->Arrays[J];
  auto Test = testForApart(A, B, Loop, C);
  if (!Test)
    return no("may-alias", "'" + textOf(*A.Base, C) + "' and '" + textOf(*B.Base, C) + "' may have elements in common");
  if (Test->Asked)
    if (auto Absent = findAbsence(*Test->Asked, Loop, F, C))
      return Absent;
  if (Test->Asked)
    P.Includes.push_back("functional");
  P.Guards.push_back(Test->Condition);
  P.Obligations.push_back({"apart", Test->Argument, How::Guarded});
  return std::nullopt;
}

std::optional<Refusal> Planner::refuseOrder() {
  const std::vector<NestStatement> All = schedule();
  if (auto Turned = findTurnedPair(All))
    return no("dependence", "iterations need the elements of '" + textOf(*N->Arrays[Turned->Array].Base, C) + "' in the order they have now");
  P.Obligations.push_back({"order", "every element sees its reads and writes in the order they had", How::Proved});
  for (auto [A, B] : N->mayShare(P.Obligations)) {
    auto Argument = isHeld(A) || isHeld(B) ? std::nullopt : orderAnyway(*N, All, A, B, C);
    if (Argument)
      P.Obligations.push_back({"apart", std::move(*Argument), How::Proved});
    else if (auto No = guard(A, B))
      return No;
  }
  return std::nullopt;
}

/// The four stand in one block: none may declare a name that the next one says, and means something else by.
std::optional<Refusal> Planner::refuseNames() {
  struct Visitor : RecursiveASTVisitor<Visitor> {
    bool VisitVarDecl(VarDecl *V) {
      Found.push_back(V);
      return true;
    }
    std::vector<const VarDecl *> Found;
  } Declared;
  Declared.TraverseStmt(const_cast<Stmt *>(Loop.getBody()));
  for (const VarDecl *V : Declared.Found) {
    bool Counts = llvm::any_of(P.Parts, [&](const auto &Part) { return Part->Inner && Part->Head.Index == V; });
    if (!Counts && hidesAnother(*V, Loop))
      return no("local-names", "the body says '" + V->getNameAsString() + "' for two things");
  }
  return std::nullopt;
}

std::optional<Refusal> Planner::refuse() {
  if (auto No = N->Obstacle)
    return No;
  if (auto No = findUnsuitablePlace(Loop, C))
    return No;
  std::vector<CountedLoop> Inner;
  for (const auto &Part : P.Parts)
    if (Part->Inner)
      Inner.push_back(Part->Head);
  if (auto No = findVaryingHeader(Loop, P.Head, Inner, *N, C))
    return No;
  if (auto No = findUnroundable(Loop, P.Head, C))
    return No;
  if (P.Statements > MaxStatements)
    return no("long-body", "the body is too long to stand there five times");
  if (F.isConstexpr())
    return no("constant-expression", "the function may be a constant expression");
  if (auto No = refuseNames())
    return No;
  const Words Said = wordsOf(Loop, C);
  if (!computesAsWritten(C))
    return no("floating-point", "the target computes in more precision than the types have");
  if (Said.LongTokens)
    return no("no-place", "a string of several lines stands in the loop");
  return refuseOrder();
}

std::optional<JamPlan> Planner::run() {
  if (!readLoops())
    return std::nullopt;
  findOwn();
  if (!isWorthIt())
    return std::nullopt;
  if (!(P.Why = refuse())) {
    llvm::append_range(P.Obligations, N->steady());
    llvm::append_range(P.Obligations, roundingOf({&Loop}, C));
  }
  return std::move(P);
}

std::optional<JamPlan> hone::planJam(const ForStmt &Loop, ASTContext &C) { return Planner(Loop, C).run(); }
