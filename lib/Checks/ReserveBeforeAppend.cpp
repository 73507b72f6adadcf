// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// reserve-before-append: takes the storage for all elements before a loop that
// appends them one by one.
//
//   std::vector<std::string> names;
//   for (const Vertex &v : vertices)
//     names.push_back(nameOf(v));
//
//   std::vector<std::string> names;
//   names.reserve(vertices.size());
//   for (const Vertex &v : vertices)
//     names.push_back(nameOf(v));
//
//   std::string text;                            std::string text;
//   for (const std::string &line : lines)        std::size_t length = 0;
//     text += line;                              for (const std::string &line : lines)
//                                                  length += line.size();
//                                                text.reserve(length);
//                                                for (const std::string &line : lines)
//                                                  text += line;
//
// A compiler never does this: it does not know what a vector is.
//
// Why it is the same: a container that is empty has nothing that a reference or
// iterator could lead to, so nobody sees its storage change, and growing less often
// is seen by nobody if moving elements runs no code. What remains is that reserve() may throw:
// it is asked for no more than what the loop would have filled, or than there are objects
// in memory already, so that an absurd number that never was believed is not believed now.

#include "AppendBirth.h"
#include "EarlyEnd.h"
#include "ElementUse.h"
#include "JoinedText.h"
#include "LoopContext.h"
#include "QuietGrowth.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

/// One container, and what to reserve for it.
struct Reserve {
  NamedContainer To;
  AppendCount Count;
};

class Judge {
public:
  Judge(const Stmt &Loop, ASTContext &C) : Loop(Loop), C(C), F(*outermostFunction(Loop, C)) {}
  Verdict run();
  std::vector<Reserve> Reserves;

private:
  void addFollowing(Reserve &R);
  std::optional<Refusal> refuseCleared(const Reserve &R) const;
  std::optional<Refusal> refuseType(const NamedContainer &To);
  std::optional<Refusal> refuse(Reserve &R, bool &Silent);
  Refusal no(const char *Code, const std::string &Text, const Stmt &At) const {
    return {Code, Text, At.getBeginLoc()};
  }

  const Stmt &Loop;
  ASTContext &C;
  const FunctionDecl &F;
};

/// What is appended behind the loop, by statements beside it, is reserved with the rest as long as
/// it can be counted in front.
void Judge::addFollowing(Reserve &R) {
  auto Parents = C.getParents(Loop);
  const auto *Block = Parents.empty() ? nullptr : Parents[0].get<CompoundStmt>();
  if (!Block)
    return;
  std::vector<const Stmt *> Between;
  for (const Stmt *S : Block->body()) {
    if (S == &Loop || !Between.empty())
      Between.push_back(S);
    if (S == &Loop || Between.empty())
      continue;
    AppendCount More = countAppends(*S, R.To, C);
    bool Reached = llvm::none_of(Between, [&](const Stmt *Each) { return findEarlyEnd(*Each, C).has_value(); });
    auto CanBeSaid = [&](const Trips &T) {
      auto Changes = [&](const Stmt *Each) {
        return findChange(effectsOf(*Each, C), readsOf(T, C), F, C).has_value();
      };
      return (T.Bytes || T.Constant) && (Reached || readsOwn(T, {}, F, C)) && !findDoubt(T, R.To, Loop, C) &&
             llvm::none_of(Between, Changes);
    };
    if (More.Unknown || !llvm::all_of(More.Terms, [&](const AppendCount::Term &Each) {
          return Each.Loops.size() < 2 && isModest(Each, R.To, C) && llvm::all_of(Each.Loops, CanBeSaid);
        }))
      return;
    if (!More.Terms.empty())
      R.Count.add(More);
    else if (!usesOf(R.To, *S, C).empty())
      return;
  }
}

/// Storage that is kept while the container is empty may be known to others; it moves
/// only where it would have moved.
std::optional<Refusal> Judge::refuseCleared(const Reserve &R) const {
  // Before C++20 a string might give storage back (P0966).
  bool Exact = !isStdString(typeOf(R.To)) && !mayVary(R.Count, Loop, C) &&
               llvm::all_of(R.Count.Terms, [](const AppendCount::Term &Each) {
                 return llvm::all_of(Each.Loops, [](const Trips &T) { return T.Exact; });
               });
  if (Exact && !findEarlyEnd(*loopBody(Loop), C))
    return std::nullopt;
  return no("cleared", "the container has been emptied and keeps its storage, which a reserve might replace where "
                       "the loop would not", Loop);
}

std::optional<Refusal> Judge::refuseType(const NamedContainer &To) {
  if (!growsQuietly(elementType(typeOf(To)), C))
    return no("element-type", "moving or copying elements as the container grows may run code", Loop);
  if (replacesAllocation(C))
    return no("replaced-allocation", "the unit has an operator new of its own, which sees allocations", Loop);
  return std::nullopt;
}

std::optional<Refusal> Judge::refuse(Reserve &R, bool &Silent) {
  const AppendBirth Birth = birthOf(R.To, Loop, C);
  Silent = Birth.Silent;
  if (!Birth.Empty)
    return Birth.Why;
  if (hasDirective(SourceRange(Birth.At, Loop.getBeginLoc()), C))
    return no("preprocessor", "a preprocessor line stands between the container and the loop", Loop);
  if (auto No = findUseBesides(R.To, Loop, C))
    return No;
  R.Count = countAppends(Loop, R.To, C);
  R.Count.add(Birth.Leading);
  if (!Birth.Cleared)
    addFollowing(R);
  if (R.Count.Unknown)
    return R.Count.Unknown;
  if (R.Count.Terms.empty() || R.Count.Terms.front().Loops.empty()) {
    Silent = true;
    return std::nullopt;
  }
  unsigned Factors = 0;
  for (const AppendCount::Term &Each : R.Count.Terms) {
    Factors += Each.Loops.size() + (Each.Times != 1);
    for (const Trips &T : Each.Loops)
      if (auto No = findDoubt(T, R.To, Loop, C))
        return No;
  }
  if (Factors > 3)
    return no("long-count", "the count would be a long formula", Loop);
  if (auto No = guardReads(R.Count, Loop, C))
    return No;
  if (auto No = refuseType(R.To))
    return No;
  if (auto No = findAbsurd(R.Count, R.To, Loop, C))
    return No;
  if (auto No = Birth.Cleared ? refuseCleared(R) : std::nullopt)
    return No;
  if (const Expr *Call = findCapacityCall(C))
    return no("capacity-observed", "code of the unit asks what is reserved", *Call);
  return std::nullopt;
}

Verdict Judge::run() {
  std::vector<NamedContainer> Containers;
  for (const Append &A : appendsIn(Loop, C))
    if (!llvm::is_contained(Containers, A.To) &&
        !(A.To.Root && isDeclaredIn(*A.To.Root, Loop, C)))
      Containers.push_back(A.To);
  std::optional<Refusal> First;
  bool MayBeNegative = false, Guarded = false;
  for (const NamedContainer &To : Containers) {
    Reserve R{To, {}};
    bool Silent = false;
    auto No = refuse(R, Silent);
    if (Silent)
      continue;
    if (No) {
      First = First ? First : No;
      continue;
    }
    for (const AppendCount::Term &Each : R.Count.Terms)
      MayBeNegative |= llvm::any_of(Each.Loops, [](const Trips &T) { return T.MayBeNegative; });
    Guarded |= hasGuardedReads(R.Count);
    Reserves.push_back(std::move(R));
  }
  if (Reserves.empty())
    return First ? Verdict::refuse(First->Code, First->Text) : Verdict::nothing();
  if (auto Strange = findStrangeSurroundings(Loop, C))
    return Verdict::refuse(Strange->Code, Strange->Text);
  Verdict V = Verdict::legal(
      {{"empty-before", "the container is empty where storage is taken, so nothing leads into it", How::Proved},
       {"quiet-growth", "moving elements as the container grows runs no code of the project", How::Proved},
       {"not-negative", "the count is not negative", MayBeNegative ? How::Guarded : How::Proved},
       {"not-absurd", "no more is reserved than the loop appends, or than there are objects in memory", How::Proved},
       {"quiet-count", "counting has no effect, and is defined whenever it is done",
        Guarded ? How::Guarded : How::Proved}});
  V.AddsCode = MayBeNegative || Guarded;
  return V;
}

Verdict judge(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  if (isGeneric(Loop, M.ast()))
    return Verdict::nothing();
  Verdict V = Judge(Loop, M.ast()).run();
  if (V.Answer == Verdict::Kind::Legal)
    return V;
  Verdict Text = JoinedText(Loop, M.ast()).run();
  return Text.Answer == Verdict::Kind::Nothing ? V : Text;
}

llvm::Expected<Patch> rewrite(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  ASTContext &C = M.ast();
  Judge J(Loop, C);
  if (J.run().Answer != Verdict::Kind::Legal) {
    JoinedText Text(Loop, C);
    Text.run();
    return Text.rewrite();
  }
  PatchBuilder P(C);
  std::vector<std::pair<std::string, std::string>> Lines;
  for (const Reserve &R : J.Reserves)
    Lines.emplace_back(guardText(R.Count, Loop, P, C),
                       P.text(R.To.Named->IgnoreParenImpCasts()->getSourceRange()) + ".reserve(" +
                           countText(R.Count, Loop, P, C) + ");");
  P.insertStatementsBefore(Loop, guardedText(Lines));
  return P.take();
}

StatementMatcher pattern() { return stmt(anyFor()).bind("root"); }

} // namespace

extern constexpr Check ReserveBeforeAppend = {
    "reserve-before-append", "a container grows step by step to a size that is known before",
    Category::Allocation, 2, pattern, judge, rewrite};

} // namespace hone
