// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The steps that run code and the one that writes: verify, bench, apply.
// Evidence recorded by an earlier run is reused: all of it for the very same
// text, and, where only other code of the file changed, what speaks against a
// change but never what speaks for one.
#include "Session.h"
#include "hone/Pipeline/Glance.h"
#include "hone/Pipeline/Workers.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/TargetParser/Host.h"

namespace hone {

/// What passed its tests waits no longer than that for being measured: a run that is ended keeps it.
static constexpr double SecondsBetweenBenches = 120;

const Twin *Session::twinOf(const Contender &C) const {
  for (const Twin &T : Analyses[C.Unit].Plan.Twins)
    if (T.FindingId == C.F.Id)
      return &T;
  return nullptr;
}

/// What must be tested of a contender. A function of a header is the same in all
/// units; of a template each makes its own.
std::vector<std::pair<std::size_t, const Twin *>> Session::twinsOf(const Contender &C) const {
  std::vector<std::pair<std::size_t, const Twin *>> All;
  auto Add = [&](std::size_t Unit) {
    for (const Twin &T : Analyses[Unit].Plan.Twins)
      if (T.FindingId == C.F.Id && (Unit == C.Unit || !T.Instance.empty()))
        All.emplace_back(Unit, &T);
  };
  Add(C.Unit);
  llvm::for_each(C.Others, Add);
  return All;
}

/// A template is measured where it is instantiated.
void Session::chooseUnit(Contender &C) const {
  const Twin *T = twinOf(C);
  if (!T || !T->Instance.empty() || T->Unverified.Code != "template")
    return;
  for (std::size_t &Other : C.Others)
    for (const Twin &There : Analyses[Other].Plan.Twins)
      if (There.FindingId == C.F.Id && !There.Instance.empty())
        return std::swap(C.Unit, Other);
}

bool Session::accepts(const Finding &F, const char *What) const {
  if (O.Accept.count("unverified") || O.Accept.count(F.Check))
    return true;
  return O.Accept.count(What) != 0;
}

/// What a record depends on. \p Whole: everything compiled; else the function
/// alone, before and after.
EvidenceKey Session::keyOf(const Contender &C, const Twin &T, bool Whole) const {
  const Unit &U = P.Units[C.Unit];
  EvidenceKey K;
  std::string After = T.Definition;
  for (std::size_t At; (At = After.find(T.Name)) != std::string::npos;)
    After.replace(At, T.Name.size(), "$");
  K.Function = T.OriginalText + '\0' + After;
  if (Whole)
    for (std::size_t Unit = -1; const auto &[At, Instance] : twinsOf(C)) {
      if (At != std::exchange(Unit, At))
        K.Function += '\0' + llvm::join(P.Units[At].Flags, " ") + Flats.digest(At);
      K.Function += '\0' + Instance->Instance;
    }
  K.Flags = fmt::format("{} | {} | min-gain={} bench={} verify-time={}", llvm::join(U.Flags, " "),
                        llvm::join(U.FastFlags, " "), O.MinGainPercent, O.Bench,
                        O.VerifyOptions.SecondsToFuzz);
  auto Stamp = [&](const std::string &File) {
    llvm::sys::fs::file_status Built;
    if (!llvm::sys::fs::status(File, Built))
      K.Flags += fmt::format(" | {} {}", File, Built.getLastModificationTime().time_since_epoch().count());
  };
  // What other units do when they are called.
  for (const std::string &Object : Analyses[C.Unit].Plan.Objects)
    Stamp(Object);
  // Another Hone may test otherwise.
  Stamp(llvm::sys::fs::getMainExecutable(nullptr, nullptr));
  K.Compiler = compilerOf(U);
  K.Machine = llvm::sys::getHostCPUName().str();
  K.Check = C.F.Check;
  for (const Check *Known : allChecks())
    if (Known->Id == C.F.Check)
      K.CheckVersion = Known->Version;
  return K;
}

const std::string &Session::compilerOf(const Unit &U) const {
  auto [It, New] = Compilers.try_emplace(U.Compiler);
  if (New)
    It->second = compilerName(U);
  return It->second;
}

bool Session::recall(Contender &C) {
  const Twin *T = twinOf(C);
  // Tests and benchmarks to keep are made of this run's inputs.
  if (!Evidence || !T || !O.EmitTests.empty() || !O.EmitBench.empty())
    return false;
  std::optional<Finding> Known = Evidence->lookup(keyOf(C, *T, /*Whole=*/true));
  if (!Known) {
    Known = Evidence->lookup(keyOf(C, *T, /*Whole=*/false));
    if (Known && (Known->Reached == Status::Kept || Known->Reached == Status::Same))
      Known.reset();
  }
  if (!Known)
    return false;
  C.F.Verify = Known->Verify;
  C.F.Bench = Known->Bench;
  if (Known->Reached == Status::Kept) {
    C.F.Reached = Status::Kept;
    C.Passed = true;
  } else {
    settle(C, Known->Reached, Known->Why);
    // As on the day it was found; that a region differs is not the user's to accept.
    C.Passed = Known->Why.Code != "region-differs" &&
               ((Known->Reached == Status::Unverified && accepts(C.F, "unverified")) ||
                (Known->Reached == Status::Unmeasured && accepts(C.F, "unmeasured")));
  }
  return true;
}

void Session::record(const Contender &C) {
  const Twin *T = twinOf(C);
  if (!Evidence || !T)
    return;
  Evidence->record(keyOf(C, *T, true), C.F);
  Evidence->record(keyOf(C, *T, false), C.F);
  auto Changed = Text.find(C.F.FunctionSpan.File);
  Evidence->record(glanceKey(C.F, Changed != Text.end() ? Changed->second : originalText(C.F.FunctionSpan.File)), C.F);
}

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

double Session::heat(const Finding &F) { return F.InLoop ? F.InLoop->Depth : 0; }

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
    llvm::stable_sort(List, [](const Contender *A, const Contender *B) { return heat(A->F) > heat(B->F); });
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
  const std::size_t Of = TestsDone + Queue.size();
  progress("verify", TestsDone, Of);
  VerifyOptions Options = O.VerifyOptions;
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

void Session::bench() {
  std::vector<Contender *> Waiting;
  for (Contender &C : Contenders)
    if (!C.Decided && !C.Passed && !C.Awaited)
      Waiting.push_back(&C);
  llvm::stable_sort(Waiting, [](const Contender *A, const Contender *B) { return heat(A->F) > heat(B->F); });
  // Anew each time: it keeps the binaries of all that it has measured.
  const Sampler Sample = O.Sample ? O.Sample : makeBinarySampler();
  std::size_t Done = 0;
  for (Contender *C : Waiting) {
    progress("measure", Done++, Waiting.size());
    benchOne(*C, Sample);
    release(*C);
  }
}

void Session::benchOne(Contender &C, const Sampler &Sample) {
  auto Unmeasured = [&](std::string Code, std::string Text) {
    settle(C, Status::Unmeasured, {std::move(Code), std::move(Text)});
    C.Passed = accepts(C.F, "unmeasured");
  };
  if (!O.Bench)
    return Unmeasured("not-asked", "not measured, because of --no-bench");
  if (isStopping())
    return Unmeasured(whyStopped().Code, whyStopped().Text);
  TwinPlan Plan = Analyses[C.Unit].Plan;
  Flats.give(C.Unit, Plan);
  BenchRequest Request;
  Request.U = &TestUnits[C.Unit];
  Request.Plan = &Plan;
  Request.TwinIndex = twinOf(C) - Analyses[C.Unit].Plan.Twins.data();
  Request.Seeds = C.Tested.BenchSeeds;
  llvm::Expected<BenchResult> Measured = hone::bench(Request, Sample);
  if (!Measured) {
    Reason Why = reasonOf(Measured.takeError());
    // What the machine was short of today says nothing about tomorrow.
    static const llvm::StringSet<> OfTheCode = {"outputs-differ", "does-not-build",
                                                "does-not-scale", "no-inputs"};
    bool Lasting = OfTheCode.contains(Why.Code);
    if (Why.Code == "outputs-differ" && C.F.Verify && C.F.Verify->Form == "region")
      settle(C, Status::Unverified, {"region-differs", Why.Text});
    else if (Why.Code == "outputs-differ")
      settle(C, Status::Different, Why);
    else
      Unmeasured(Why.Code, Why.Text);
    if (Lasting)
      record(C);
    return;
  }
  C.F.Bench = {*Measured};
  GateVerdict Verdict = decide(*Measured, thresholdFor(C.F, O.MinGainPercent));
  if (Verdict.Keep) {
    C.F.Reached = Status::Kept;
    C.Passed = true;
    if (O.Found) {
      Finding Said = C.F;
      Said.Where.File = P.relative(Said.Where.File);
      O.Found(Said);
    }
  } else {
    settle(C, Status::NotFaster, Verdict.Why);
  }
  record(C);
}

/// A change that was judged on the text another had left needs that one.
std::vector<Change> Session::keptChanges() const {
  std::vector<Change> Changes = Kept.changes();
  std::vector<KeptChange> All;
  for (const Change &C : Changes)
    All.push_back(keptChange(C));
  for (std::size_t I = 0; I != All.size(); ++I)
    for (std::size_t J = 0; J != All.size(); ++J)
      if (I != J && needs(All[I], All[J]))
        Changes[I].Needs.push_back(Changes[J].Id);
  return Changes;
}

llvm::Error Session::apply() {
  std::vector<Change> Changes = keptChanges();
  if (Changes.empty())
    return llvm::Error::success();
  progress(O.Write ? "apply" : "re-check", 0, Changes.size());
  ApplyRequest Request{P, Opened, Hashes, Changes, O.Jobs, O.BuildCommand, O.TestCommand};
  Request.Doing = [&](const std::string &What) { progress(What, 0, Changes.size()); };
  if (O.Ask) {
    // Nobody is asked about what would not be written.
    ApplyResult Checked = checkChanges(Request);
    withdraw(Changes, Checked);
    ask(Changes);
    if (Changes.empty())
      return llvm::Error::success();
  }
  if (Commits)
    if (llvm::Error E = beginCommits(Changes))
      return E;
  // A dry run goes through the same re-check: what would not compile would
  // not be kept.
  ApplyResult Applied = Held ? applyChanges(*Held, Request) : checkChanges(Request);
  Diff = std::move(Applied.Diff);
  withdraw(Changes, Applied);
  if (Commits && !Changes.empty())
    if (llvm::Error E = makeCommits(Changes))
      fail("commit", "", std::move(E));
  return llvm::Error::success();
}

/// Takes what did not survive out of \p Changes and says so in the findings.
void Session::withdraw(std::vector<Change> &Changes, ApplyResult &Applied) {
  for (Failure &F : Applied.Failures) {
    Result.Failures.push_back(std::move(F));
    UnitsFailed = true;
  }
  UnitsFailed |= Applied.TreeChanged;
  bool Nothing = Applied.TreeChanged || !Applied.Failures.empty();
  llvm::erase_if(Changes, [&](const Change &C) {
    auto Why = Applied.Withdrawn.find(C.Id);
    if (Why == Applied.Withdrawn.end() && !Nothing)
      return false;
    for (const std::string &Id : Kept.together(C.Id))
      for (Contender &K : Contenders)
        if (K.F.Id == Id) {
          K.F.Written = false;
          settle(K, Status::Withdrawn,
                 Why != Applied.Withdrawn.end()
                     ? Why->second
                     : Reason{"not-written", "nothing was written; see the failures"});
        }
    return true;
  });
}

Outcome Session::finish(double Seconds) {
  if (interrupted()) {
    Result.Notes.push_back("stopped by the user; what was finished is kept, the next run goes on");
    UnitsFailed = true;
  } else if (Frame.isClosed()) {
    const auto Left = llvm::count_if(Contenders, [](const Contender &C) { return C.F.Why.Code == "budget"; });
    const auto Units = llvm::count(Seen, false);
    Result.Notes.push_back(fmt::format("the time of --budget was over: {} of {} units not looked at, {} changes not tried; the next "
                                       "run goes on from here", Units, P.Units.size(), Left));
  }
  ExportedFixes Exported = exported();
  for (Contender &C : Contenders) {
    Finding &F = C.F;
    if (F.Written)
      F.Fix.Edits = Kept.editsOf(F.Id);
    for (Edit &E : F.Fix.Edits)
      E.File = P.relative(E.File);
    F.Where.File = P.relative(F.Where.File);
    F.FunctionSpan.File = P.relative(F.FunctionSpan.File);
    if (F.InLoop)
      F.InLoop->Where.File = P.relative(F.InLoop->Where.File);
    Result.Findings.push_back(F);
  }
  for (Loop &L : Result.Loops)
    L.Where.File = P.relative(L.Where.File);
  auto Quote = [&](const std::string &File) {
    if (!Result.Sources.count(File))
      Result.Sources[File] = originalText(P.absolute(File));
  };
  for (const Loop &L : Result.Loops)
    Quote(L.Where.File);
  for (const Finding &F : Result.Findings) {
    Quote(F.Where.File);
    for (const Edit &E : F.Fix.Edits)
      Quote(E.File);
  }
  for (Failure &F : Result.Failures)
    F.File = P.relative(F.File);
  llvm::sort(Result.Findings, [](const Finding &A, const Finding &B) {
    return std::tie(A.Where.File, A.Where.Begin, A.Check) <
           std::tie(B.Where.File, B.Where.Begin, B.Check);
  });
  Result.Seconds = Seconds;
  if (Evidence)
    Evidence->recordRun(llvm::formatv("{0}", hone::toJSON(Result, /*Internal=*/true)).str());
  return {std::move(Result), std::move(Diff), UnitsFailed, std::move(Exported)};
}

} // namespace hone
