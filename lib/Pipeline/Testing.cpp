// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rung of the generated tests: what waits for it, in which order, and what came of it.
#include "Session.h"
#include "hone/Pipeline/Workers.h"
#include "llvm/ADT/STLExtras.h"
#include <limits>

namespace hone {

/// What passed its tests waits no longer than that for being measured: a run that is ended keeps it.
static constexpr double SecondsBetweenBenches = 120;

TwinPlan planOf(const TwinPlan &All, llvm::ArrayRef<const Contender *> Wanted) {
  TwinPlan Some;
  Some.Flat = All.Flat;
  Some.Objects = All.Objects;
  Some.Provided = All.Provided;
  Some.Blocked = All.Blocked;
  Some.Returned = All.Returned;
  for (const Twin &T : All.Twins)
    if (llvm::any_of(Wanted, [&](const Contender *C) { return C->F.Id == T.FindingId; }))
      Some.Twins.push_back(T);
  return Some;
}

double Session::heat(const Finding &F) const {
  if (Heat)
    return shareOf(F.InLoop ? F.InLoop->Where : F.FunctionSpan);
  return F.InLoop ? F.InLoop->Depth : 0;
}

double Session::unitHeat(std::size_t Unit) const {
  return Heat->selfOf(P.relative(P.Units[Unit].MainFile), 1, std::numeric_limits<unsigned>::max());
}

static std::string unfinishedKey(const Finding &F) { return "unfinished " + F.FunctionSpan.File + ":" + F.Id; }

bool Session::wasUnfinished(const Contender &C) const {
  return Evidence && Evidence->text(unfinishedKey(C.F)) == "yes";
}

Reason Session::whyStopped() const {
  if (interrupted())
    return {"interrupted", "stopped by the user"};
  return {"budget", "the time of this run was over; the next one goes on from here"};
}

void Session::planTests() {
  std::map<std::size_t, std::vector<Contender *>> ByUnit;
  for (Contender &C : Contenders) {
    if (C.Decided || C.Passed)
      continue;
    chooseUnit(C);
    const Twin *T = twinOf(C);
    const auto All = twinsOf(C);
    if (!O.Verify) {
      settle(C, Status::Unverified, {"not-asked", "not verified, because of --no-verify"});
      C.Passed = accepts(C.F, "unverified");
    } else if (!T) {
      settle(C, Status::Unverified, {"no-twin", "the function cannot be set beside its rewrite"});
      C.Passed = accepts(C.F, "unverified");
    } else if (llvm::all_of(All, [](const auto &Of) { return !Of.second->Unverified.Code.empty(); })) {
      std::string Where = T->Instance.empty() ? "" : T->Instance + ": ";
      settle(C, Status::Unverified, {T->Unverified.Code, Where + T->Unverified.Text});
      C.Passed = accepts(C.F, "unverified");
    } else if (!recall(C)) {
      for (const auto &[Unit, Of] : All)
        if (auto &List = ByUnit[Unit]; List.empty() || List.back() != &C) {
          List.push_back(&C);
          ++C.Awaited;
        }
    }
  }
  // What waits for a unit's headers to be parsed waits together, unless there is no time for all.
  const std::size_t Most = O.BudgetSeconds > 0 ? 4 : std::numeric_limits<std::size_t>::max();
  struct Ranked {
    TestItem Item;
    bool Unfinished;
    double Heat;
  };
  std::vector<Ranked> All;
  for (auto &[Unit, List] : ByUnit) {
    llvm::stable_sort(List, [&](const Contender *A, const Contender *B) { return heat(A->F) > heat(B->F); });
    for (llvm::ArrayRef<Contender *> Rest = List; !Rest.empty(); Rest = Rest.drop_front(std::min(Most, Rest.size()))) {
      TestItem Item{Unit, Rest.take_front(Most).vec()};
      const bool Unfinished = O.BudgetSeconds > 0 && llvm::any_of(Item.List, [&](Contender *C) { return wasUnfinished(*C); });
      All.push_back({std::move(Item), Unfinished, heat(Rest.front()->F)});
    }
  }
  llvm::stable_sort(All, [](const Ranked &A, const Ranked &B) {
    return std::tuple(A.Unfinished, -A.Heat) < std::tuple(B.Unfinished, -B.Heat);
  });
  Queue.clear();
  for (Ranked &R : All)
    Queue.push_back(std::move(R.Item));
  TestsDone = 0;
}

bool Session::verifySome() {
  if (Queue.empty() || isStopping()) {
    for (const TestItem &Item : Queue)
      for (Contender *C : Item.List)
        if (!C->Decided)
          settle(*C, Status::Unverified, whyStopped());
    Queue.clear();
    return false;
  }
  makeLoadable();
  const std::size_t Of = TestsDone + Queue.size();
  progress("verify", TestsDone, Of);
  VerifyOptions Options = O.VerifyOptions;
  Options.Loadable = Loadable;
  if (Evidence)
    Options.Corpus = P.Root + "/.hone/corpus";
  auto Work = [&](std::size_t I) -> std::string {
    TwinPlan Plan = planOf(Analyses[Queue[I].Unit].Plan, Queue[I].List);
    Flats.give(Queue[I].Unit, Plan);
    llvm::Expected<std::vector<VerifyOutcome>> Outcomes = verifyUnit(TestUnits[Queue[I].Unit], Plan, Options);
    return Outcomes ? packed(llvm::json::Value(*Outcomes)) : packed(Outcomes.takeError());
  };
  std::size_t Taken = 0;
  auto Take = [&](std::size_t I, llvm::Expected<std::string> Payload) {
    progress("verify", TestsDone + ++Taken, Of);
    takeOutcomes(Queue[I], std::move(Payload));
  };
  Limits L = VerifyLimits;
  for (const TestItem &Item : Queue)
    L.Seconds = std::max(L.Seconds, VerifyLimits.Seconds + Options.SecondsToFuzz * Item.List.size());
  TimeFrame While = Frame;
  const double Seconds = O.BudgetSeconds > 0 ? std::min(O.BudgetSeconds / 6, SecondsBetweenBenches) : SecondsBetweenBenches;
  While.LastStart = std::min(While.LastStart, after(Seconds));
  forkEach(Queue.size(), O.Jobs, L, Work, Take, While);
  // Begun in the order of the queue, and all that was begun has ended.
  for (std::size_t I = 0; I != Taken; ++I)
    for (Contender *C : Queue[I].List)
      if (!C->Decided && C->Awaited && llvm::none_of(llvm::drop_begin(Queue, Taken), [&](const TestItem &Left) {
            return llvm::is_contained(Left.List, C);
          }))
        settle(*C, Status::Unverified, isStopping() ? whyStopped() : Reason{"crash", "verification ended without an answer"});
  Queue.erase(Queue.begin(), Queue.begin() + static_cast<std::ptrdiff_t>(Taken));
  TestsDone += Taken;
  return true;
}

void Session::takeOutcomes(const TestItem &Item, llvm::Expected<std::string> Payload) {
  const auto &[Unit, List] = Item;
  auto Fail = [&](std::string Text) {
    // Said by the finding, and nothing that failed.
    if (interrupted() || Frame.isOver()) {
      for (Contender *C : List) {
        settle(*C, Status::Unverified, whyStopped());
        if (Evidence && !interrupted())
          Evidence->setText(unfinishedKey(C->F), "yes");
      }
      return;
    }
    Result.Failures.push_back({"verify", P.Units[Unit].MainFile, Text});
    for (Contender *C : List)
      settle(*C, Status::Unverified, {"does-not-build", Text});
  };
  auto Outcomes = unpacked<std::vector<VerifyOutcome>>(std::move(Payload), "verify");
  if (!Outcomes)
    return Fail(llvm::toString(Outcomes.takeError()));
  for (Contender *C : List) {
    std::vector<VerifyOutcome> Mine;
    llvm::copy_if(*Outcomes, std::back_inserter(Mine),
                  [&](const VerifyOutcome &V) { return V.FindingId == C->F.Id; });
    // What is measured stands first.
    C->Parts.insert(Unit == C->Unit ? C->Parts.begin() : C->Parts.end(), Mine.begin(), Mine.end());
    if (!C->Decided && --C->Awaited == 0)
      answer(*C);
  }
}

/// All twins of a contender have their answer.
void Session::answer(Contender &C) {
  C.Tested = joinOutcomes(C.Parts);
  C.F.Verify = C.Tested.Result;
  // What is tested alone is measured alone.
  if (Heat && C.F.Verify->Form == "region" && C.F.InLoop)
    C.F.Share = shareOf(C.F.InLoop->Where);
  if (C.Tested.Said == Answer::Different)
    settle(C, Status::Different, C.Tested.Why);
  else if (C.Tested.Said == Answer::Unknown) {
    settle(C, Status::Unverified, C.Tested.Why);
    C.Passed = accepts(C.F, "unverified");
  }
  if (C.Decided) {
    record(C);
    release(C);
  }
}

/// Its inputs are of no more use, but for tests and benchmarks to keep.
void Session::release(Contender &C) const {
  if (!O.EmitTests.empty() || !O.EmitBench.empty())
    return;
  C.Parts.clear();
  C.Tested.Accepted.clear();
  C.Tested.BenchSeeds.clear();
}

} // namespace hone
