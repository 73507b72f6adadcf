// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// merge-repeated-lookup: searches a map once where it was searched twice.
//
//   metrics[label].predicted++;
//   metrics[label].total += score;
//
//   Metrics &entry = metrics[label];
//   entry.predicted++;
//   entry.total += score;
//
//   if (bins.count(category))
//     bin = bins.at(category);
//
//   const auto found = bins.find(category);
//   if (found != bins.end())
//     bin = found->second;
//
//   if (remap.count(label) == 0)
//     remap[label] = next;
//   label = remap[label];
//
//   label = remap.try_emplace(label, next).first->second;
//
// The compiler cannot: it does not know that the second search finds what the first has found.
//
// An element stays where it is until it is erased. A reference to it may be used for as long as nothing
// in between does more to the map than add to it; an iterator of an unordered_map, which
// rehashing ends, for as long as nothing is added either.

#include "LoopContext.h"
#include "MapLookup.h"
#include "RepeatedLookup.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

Verdict refuse(const Refusal &R) { return Verdict::refuse(R.Code, R.Text); }

/// Whether a reference to the element is at hand already.
bool bindsReference(const CallExpr &Call, ASTContext &C) {
  auto Parents = C.getParents(Call);
  const auto *V = Parents.empty() ? nullptr : Parents[0].get<VarDecl>();
  return V && V->getType()->isReferenceType() && !V->isImplicit();
}

/// The parent of \p S that is a statement; null outside of the function or lambda.
const Stmt *parentOf(const Stmt &S, ASTContext &C) {
  if (llvm::isa<LambdaExpr>(S))
    return nullptr;
  auto Parents = C.getParents(S);
  while (!Parents.empty() && !Parents[0].get<Stmt>())
    Parents = C.getParents(Parents[0]);
  return Parents.empty() ? nullptr : Parents[0].get<Stmt>();
}

// --- if (m.count(k)) m[k] ------------------------------------------------------

/// Whether control does not go on behind \p S.
bool leaves(const Stmt &S) {
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(&S))
    return !Block->body_empty() && leaves(*Block->body_back());
  if (const auto *W = llvm::dyn_cast<ExprWithCleanups>(&S))
    return leaves(*W->getSubExpr());
  return llvm::isa<ReturnStmt, ContinueStmt, BreakStmt, CXXThrowExpr>(S);
}

class Tested {
public:
  Tested(const IfStmt &If, ASTContext &C) : If(If), C(C) {}
  Verdict run();
  std::optional<Presence> P;
  std::vector<MapLookup> Uses;

private:
  std::vector<const Stmt *> whereFound() const;

  const IfStmt &If;
  ASTContext &C;
};

/// The statements that run only if the key was there, in order.
std::vector<const Stmt *> Tested::whereFound() const {
  const Stmt *Branch = P->Present ? If.getThen() : If.getElse();
  if (const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(Branch))
    return {Block->body_begin(), Block->body_end()};
  if (Branch)
    return {Branch};
  if (P->Present || !leaves(*If.getThen()))
    return {};
  auto After = neighboursOf(If, C).After;
  return {After.begin(), After.end()};
}

Verdict Tested::run() {
  if (If.getInit() || If.getConditionVariable() || If.isConstexpr() || If.isConsteval() ||
      !C.getLangOpts().CPlusPlus11)
    return Verdict::nothing();
  P = presenceIn(*If.getCond(), C);
  const FunctionDecl *F = P ? outermostFunction(If, C) : nullptr;
  if (!F)
    return Verdict::nothing();
  std::vector<const Stmt *> Statements = whereFound();
  if (llvm::all_of(Statements, [&](const Stmt *S) { return usesIn(P->Test, *S, C).empty(); }))
    return Verdict::nothing();
  if (loopContextOf(If, C).InLambda)
    return Verdict::refuse("lambda", "it is searched for inside a lambda");
  auto Parents = C.getParents(If);
  const auto *Outer = Parents.empty() ? nullptr : Parents[0].get<IfStmt>();
  if (Outer && Outer->getElse() == &If)
    return Verdict::refuse("else-if", "there is no place for a declaration in front of an else if");
  if (auto Effect = findOwnEffect(P->Test, C))
    return refuse(*Effect);
  if (auto Strange = findStrangeSurroundings(If, C))
    return refuse(*Strange);
  for (const Stmt *S : Statements) {
    if (auto Loss = findLossIn(P->Test, *S, /*OfIterators=*/true, *F, C)) {
      if (Uses.empty())
        return refuse(*Loss);
      break;
    }
    llvm::append_range(Uses, usesIn(P->Test, *S, C));
  }
  for (const MapLookup &L : Uses)
    if (auto Effect = findOwnEffect(L, C))
      return refuse(*Effect);
  if (standsOnBothSides(Uses, C))
    return Verdict::refuse("one-expression", "one operator has the element on both sides");
  return Verdict::legal(
      {{"same-key", "nothing that the key or the map's name is made of changes between the searches", How::Proved},
       {"element-stays", "nothing in between ends an iterator to the element", How::Proved},
       {"key-is-there", "the second search is made only where the first has found the key", How::Proved}});
}

// --- m[k].a; m[k].b; ----------------------------------------------------------

class Repeated {
public:
  Repeated(const MapLookup &First, ASTContext &C) : First(First), C(C) {}
  Verdict run();
  const Stmt *Statement = nullptr; ///< The reference is declared in front of it.
  std::vector<MapLookup> Uses;

private:
  bool isCovered() const;
  bool isTested() const;
  std::vector<const Stmt *> region(const MapLookup &L, const Stmt &From) const;

  const MapLookup &First;
  ASTContext &C;
  const FunctionDecl *F = nullptr;
};

/// \p From and the statements behind it that a reference made in front of \p From survives.
std::vector<const Stmt *> Repeated::region(const MapLookup &L, const Stmt &From) const {
  std::vector<const Stmt *> Region;
  if (findLossIn(L, From, false, *F, C))
    return Region;
  Region.push_back(&From);
  for (const Stmt *Next : neighboursOf(From, C).After) {
    if (findLossIn(L, *Next, false, *F, C))
      break;
    Region.push_back(Next);
  }
  return Region;
}

/// Whether an earlier search's reference serves here as well: then that one is reported.
bool Repeated::isCovered() const {
  const Stmt *Here = Statement;
  while (Here) {
    for (const Stmt *Earlier : neighboursOf(*Here, C).Before)
      for (const MapLookup &L : usesIn(First, *Earlier, C))
        if (statementOf(*L.Call, nullptr, C) == Earlier && llvm::is_contained(region(L, *Earlier), Here))
          return true;
    Here = parentOf(*Here, C);
  }
  return false;
}

/// Whether a test has found it already: then the test is reported.
bool Repeated::isTested() const {
  auto Speaks = [&](auto Test) {
    return Test.run().Answer == Verdict::Kind::Legal &&
           llvm::any_of(Test.Uses, [&](const MapLookup &L) { return L.Call == First.Call; });
  };
  auto Finds = [&](const Stmt *S) {
    const auto *If = llvm::dyn_cast<IfStmt>(S);
    return Speaks(Tested(*If, C)) || Speaks(Inserted(*If, C));
  };
  for (const Stmt *Here = Statement; Here; Here = parentOf(*Here, C)) {
    if (llvm::isa<IfStmt>(Here) && Finds(Here))
      return true;
    for (const Stmt *Earlier : neighboursOf(*Here, C).Before)
      if (llvm::isa<IfStmt>(Earlier) && Finds(Earlier))
        return true;
  }
  return false;
}

Verdict Repeated::run() {
  LoopContext Around = loopContextOf(*First.Call, C);
  Statement = statementOf(*First.Call, nullptr, C);
  F = outermostFunction(*First.Call, C);
  if (Around.Unevaluated || !Statement || !F || isKeptOrUnused(First, C) || bindsReference(*First.Call, C))
    return Verdict::nothing();
  auto InSame = usesIn(First, *Statement, C);
  if (InSame.empty() || InSame.front().Call != First.Call)
    return Verdict::nothing(); // Reported with the first.
  std::vector<MapLookup> Behind = InSame;
  for (const Stmt *Next : neighboursOf(*Statement, C).After)
    llvm::append_range(Behind, usesIn(First, *Next, C));
  if (Behind.size() < 2 || isCovered() || isTested())
    return Verdict::nothing();
  // What stays the same in the whole loop is hoist-invariant-lookup's.
  if (!Around.Loops.empty() && !plainlyVaries(*First.Call, readForLookup(First, C), *Around.Loops.front(), C) &&
      !findLoss(First, effectsOf(*Around.Loops.front(), C), *F, C))
    return Verdict::nothing();
  if (Around.InLambda)
    return Verdict::refuse("lambda", "it is searched for inside a lambda");
  if (auto Effect = findOwnEffect(First, C))
    return refuse(*Effect);
  if (auto Strange = findStrangeSurroundings(*Statement, C))
    return refuse(*Strange);
  for (const Stmt *Each : region(First, *Statement))
    llvm::append_range(Uses, usesIn(First, *Each, C));
  if (Uses.size() < 2) {
    for (const Stmt *Next : neighboursOf(*Statement, C).After)
      if (auto Loss = findLossIn(First, *Next, false, *F, C))
        return refuse(*Loss);
    return refuse(*findLossIn(First, *Statement, false, *F, C));
  }
  FirstIteration How;
  if (auto Seen = findOvertaken(First, *Statement, *Statement, Uses, *F, C, How))
    return refuse(*Seen);
  if (auto No = findUnnameable(First, *Statement, C))
    return refuse(*No);
  if (auto Other = findOtherReader(First, *Statement, C))
    return refuse(*Other);
  if (llvm::any_of(namedVariables(*First.Call), [&](const VarDecl *V) { return isDeclaredIn(*V, *Statement, C); }))
    return Verdict::refuse("declared-inside", "what the search names is declared in the statement itself");
  if (changesBesideUse(Uses, C) || standsOnBothSides(Uses, C))
    return Verdict::refuse("one-expression", "one expression uses the element twice and changes or compares it");
  return Verdict::legal(
      {{"same-key", "nothing that the key or the map's name is made of changes between the searches", How::Proved},
       {"element-stays", "in between the map is added to at most; an element stays where it is until it is erased",
        How::Proved},
       {"first-search", "nothing that is evaluated before the first search could see it", How::Proved}});
}

// --- Both --------------------------------------------------------------------------

llvm::Expected<Patch> rewriteRepeated(const MapLookup &First, ASTContext &C) {
  Repeated R(First, C);
  R.run();
  PatchBuilder Builder(C);
  const std::string Name = freshName(*First.Call, C, nameForFound(First));
  const std::string Const = First.Call->getType().isConstQualified() ? "const " : "";
  Builder.allowConstants(*First.Call);
  const std::string Search = Builder.text(First.Call->getSourceRange());
  Builder.insertStatementsBefore(*R.Statement, Const + typeText(First.Value, *R.Statement, C) +
                                                   (bindsToName(*R.Statement, C) ? " &" : "& ") + Name +
                                                   " = " + Search + ";");
  for (const MapLookup &Use : R.Uses) {
    Builder.allowConstants(*Use.Call);
    Builder.replace(Use.Call->getSourceRange(), Name);
  }
  return Builder.take();
}

llvm::Expected<Patch> rewriteTested(const IfStmt &If, ASTContext &C) {
  Tested T(If, C);
  T.run();
  const MapLookup &Test = T.P->Test;
  PatchBuilder Builder(C);
  const std::string Name = freshName(If, C, "found");
  const std::string Map = Builder.text(T.P->mapRange());
  Builder.allowConstants(*Test.Call);
  const std::string Key = Builder.text(Test.Call->getArg(0)->getSourceRange());
  Builder.insertStatementsBefore(If, "const auto " + Name + " = " + Map + "find(" + Key + ");");
  Builder.replace(If.getCond()->getSourceRange(), Name + (T.P->Present ? " != " : " == ") + Map + "end()");
  const FunctionDecl &F = *outermostFunction(If, C);
  for (const MapLookup &Use : T.Uses) {
    Builder.allowConstants(*Use.Call);
    // Bare, it would be the member's type, not that of a reference to it.
    Builder.replace(Use.Call->getSourceRange(),
                    decidesType(*Use.Call, F, C) ? "(" + Name + "->second)" : Name + "->second");
  }
  return Builder.take();
}

Verdict judge(const Match &M) {
  if (const auto *If = M.maybe<IfStmt>("root")) {
    Verdict V = Tested(*If, M.ast()).run();
    return V.Answer == Verdict::Kind::Nothing ? Inserted(*If, M.ast()).run() : V;
  }
  auto First = mapLookupOf(M.node<CallExpr>("root"), M.ast());
  return First ? Repeated(*First, M.ast()).run() : Verdict::nothing();
}

llvm::Expected<Patch> rewrite(const Match &M) {
  if (const auto *If = M.maybe<IfStmt>("root")) {
    Inserted Form(*If, M.ast());
    return Form.run().Answer == Verdict::Kind::Legal ? Form.rewrite() : rewriteTested(*If, M.ast());
  }
  return rewriteRepeated(*mapLookupOf(M.node<CallExpr>("root"), M.ast()), M.ast());
}

StatementMatcher pattern() {
  auto Map = hasDeclContext(cxxRecordDecl(hasAnyName("map", "unordered_map"), isInStdNamespace()));
  auto Called = [&](auto Names) { return callee(functionDecl(Names, Map)); };
  auto Search = callExpr(Called(hasAnyName("at", "operator[]"))).bind("root");
  auto Test = callExpr(Called(hasAnyName("count", "contains", "find")));
  return stmt(anyOf(Search, ifStmt(hasCondition(anyOf(Test, hasDescendant(Test)))).bind("root")));
}

} // namespace

extern constexpr Check MergeRepeatedLookup = {
    "merge-repeated-lookup", "a map is searched again for what it has just been searched for",
    Category::Container, 2, pattern, judge, rewrite};

} // namespace hone
