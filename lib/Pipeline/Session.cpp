// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The steps that look at code: analysis in forked workers, merging what units
// found in shared headers, and the rounds.
#include "Session.h"
#include "hone/Pipeline/Workers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/xxhash.h"

namespace hone {

TimeFrame::Clock::time_point after(double Seconds) {
  return TimeFrame::Clock::now() + std::chrono::duration_cast<TimeFrame::Clock::duration>(std::chrono::duration<double>(Seconds));
}

std::string functionKey(const Finding &F) {
  return F.FunctionSpan.File + ":" + F.Function;
}

/// Analysis may have the first part of a run's time: what it finds is to be tried. The last part is for
/// writing what was kept.
static constexpr double AnalysisShare = 0.45, WorkShare = 0.85, EndShare = 0.95;

/// Of the program's time. Less cannot be worth the reading of a change.
static constexpr double ColdShare = 0.001;

Session::Session(const Options &O, const Project &P, const Profile *Heat) : O(O), P(P), Heat(Heat) {
  if (Heat) {
    Result.Notes.push_back(fmt::format("profile: {}, {}; {:.0f} % of it is of this project", Heat->Format, Heat->Counted, 100 * Heat->Mapped));
    llvm::append_range(Result.Notes, Heat->Notes);
    if (!Heat->resolves(ColdShare))
      Result.Notes.push_back(fmt::format("{} samples are too few to tell what takes less than 0.1 % of the time, so nothing is left alone", Heat->Samples));
  }
  if (O.BudgetSeconds <= 0)
    return;
  Frame.LastStart = after(WorkShare * O.BudgetSeconds);
  Frame.End = after(EndShare * O.BudgetSeconds);
  AnalysisFrame.LastStart = after(AnalysisShare * O.BudgetSeconds);
  AnalysisFrame.End = Frame.LastStart;
}

llvm::Error Session::claim() {
  llvm::Expected<Claim> Taken =
      claimTree(P, O.AllowDirty, [&] { progress("wait for another run of hone", 0, 1); });
  if (!Taken)
    return Taken.takeError();
  Held.emplace(std::move(Taken->Held));
  if (!Taken->Note.empty())
    Result.Notes.push_back(std::move(Taken->Note));
  return llvm::Error::success();
}

void Session::openStore() {
  Result.Command = !O.Against.empty() ? "verify" : O.Fix ? "fix" : "scan";
  Result.DryRun = O.Fix && !O.Write;
  Result.Units = P.Units.size();
  for (const std::string &File : O.Project.Files)
    Named.insert(realPath(File));
  Result.Notes.insert(Result.Notes.begin(), P.Notes.begin(), P.Notes.end());
  Result.Failures = P.Failures;
  UnitsFailed = !P.Failures.empty();
  // Other languages beside C++ are nothing to worry about; a C++ unit that
  // cannot be read is.
  unsigned Others = 0;
  for (const SkippedUnit &S : P.Skipped) {
    if (S.Why.Code == "not-cpp") {
      ++Others;
      continue;
    }
    Result.Failures.push_back(
        {"skip", S.MainFile, fmt::format("{} [{}]", S.Why.Text, S.Why.Code)});
    UnitsFailed = true;
  }
  if (Others)
    Result.Notes.push_back(fmt::format("{} {} other languages left alone [not-cpp]", Others,
                                       Others == 1 ? "unit of" : "units of"));
  for (const Unit &U : P.Units)
    TestUnits.push_back(raisedForTests(U));
  Analyses.resize(P.Units.size());
  Seen.resize(P.Units.size());
  Opened.resize(P.Units.size());
  const bool Scan = !O.Fix && O.Against.empty();
  llvm::Expected<std::unique_ptr<Store>> S = Store::open(P.Root);
  if (!S && Scan) // Who only looks at a tree that cannot be written has nothing to be told.
    return llvm::consumeError(S.takeError());
  if (!S)
    Result.Notes.push_back(llvm::toString(S.takeError()) + "; going on without recorded evidence");
  else
    Evidence = std::move(*S);
  if (Evidence && O.Against.empty())
    Remembered.emplace(*Evidence, P, O, Named);
}

void Session::fail(std::string Stage, std::string File, llvm::Error E) {
  Result.Failures.push_back({std::move(Stage), std::move(File), llvm::toString(std::move(E))});
  UnitsFailed = true;
}

void Session::analyse(const std::vector<std::size_t> &Units, const char *What) {
  std::size_t Done = 0;
  progress(What, 0, Units.size());
  const bool IsFirst = Text.empty() && Thresholds.empty(); // Later the text is another one, or what is wanted.
  const ChangedLines *Lines = OnlyLines && IsFirst ? &*OnlyLines : nullptr;
  std::vector<std::size_t> Open;
  for (std::size_t U : Units) {
    std::optional<UnitAnalysis> Known = Remembered && IsFirst ? Remembered->recall(P.Units[U]) : std::nullopt;
    if (!Known || (!Known->HasRemarks && wantRemarks(O, Known->Findings, Lines))) {
      Open.push_back(U);
      continue;
    }
    take(U, std::move(*Known));
    progress(What, ++Done, Units.size());
  }
  if (Heat)
    llvm::stable_sort(Open, [&](std::size_t A, std::size_t B) { return unitHeat(A) > unitHeat(B); });
  // Of what fix looks at for a few lines only, the rest is not known.
  const bool Remember = Remembered && IsFirst && !(Lines && O.Fix);
  auto Work = [&](std::size_t I) {
    AnalyseRequest Request{&P, &P.Units[Open[I]], &Text, &O, &Named, O.Fix, false, /*Remarks=*/Result.Loops.empty()};
    Request.Lines = Lines;
    Request.Trace = Remember;
    Request.Thresholds = &Thresholds;
    return packed(toJSON(analyseUnit(Request)));
  };
  auto Take = [&](std::size_t I, llvm::Expected<std::string> Payload) {
    progress(What, ++Done, Units.size());
    llvm::Expected<UnitAnalysis> A = unpacked<UnitAnalysis>(std::move(Payload), "worker");
    if (!A && IsFirst && AnalysisFrame.isOver())
      return llvm::consumeError(A.takeError()); // Not looked at.
    if (!A) {
      UnitAnalysis Failed;
      Failed.Failures.push_back({"analyse", P.Units[Open[I]].MainFile, llvm::toString(A.takeError())});
      return take(Open[I], std::move(Failed));
    }
    if (Remember)
      Remembered->record(P.Units[Open[I]], *A);
    take(Open[I], std::move(*A));
  };
  forkEach(Open.size(), O.Jobs, AnalyseLimits, Work, Take, IsFirst ? AnalysisFrame : Frame);
}

void Session::take(std::size_t Unit, UnitAnalysis A) {
  Seen[Unit] = true;
  // Without twins nothing is compiled.
  if (A.Plan.Twins.empty())
    A.Plan = TwinPlan();
  A.Asked.clear();
  Flats.take(Unit, A.Plan);
  Analyses[Unit] = std::move(A);
}

void Session::analyseAll() {
  std::vector<std::size_t> All(P.Units.size());
  for (std::size_t I = 0; I < All.size(); ++I)
    All[I] = I;
  analyse(All, "analyse");
  std::set<std::string> Known;
  for (std::size_t I : All) {
    UnitAnalysis &A = Analyses[I];
    for (const auto &[File, Hash] : A.Hashes) {
      Hashes[File] = Hash;
      Opened[I].push_back(File);
    }
    for (const Loop &L : A.Loops)
      if (Known.insert(L.Id).second)
        Result.Loops.push_back(L);
    A.Loops = {};
    for (const Failure &F : A.Failures) {
      Result.Failures.push_back(F);
      UnitsFailed = true;
    }
  }
  collect(All, nullptr);
  askOthers();
  leaveHeaders();
}

void Session::leaveHeaders() {
  if (llvm::all_of(Seen, [](bool Was) { return Was; }) || interrupted())
    return;
  std::set<std::string> Whole, Partly;
  for (std::size_t I = 0; I != Seen.size(); ++I)
    (Seen[I] ? Whole : Partly).insert(P.Units[I].MainFile);
  auto IsWhole = [&](const std::string &File) { return Whole.count(File) && !Partly.count(File); };
  for (Contender &C : Contenders)
    if (!C.Decided && (!IsWhole(C.F.Where.File) || !llvm::all_of(C.F.Fix.Edits, [&](const Edit &E) { return IsWhole(E.File); })))
      settle(C, Status::Unverified, {"budget", "not all units that may read this file were looked at; the next run goes on from here"});
}

void Session::collect(const std::vector<std::size_t> &Units,
                      const std::set<std::string> *Functions, const std::set<std::string> *Ids) {
  for (std::size_t I : Units)
    for (const Finding &Found : Analyses[I].Findings) {
      if ((Functions && !Functions->count(functionKey(Found))) || (Ids && !Ids->count(Found.Id)))
        continue;
      // What cannot be done to text that is not the user's is no news.
      if (Functions && Found.Reached != Status::Legal && !Deferred.count(Found.Id) && !isOpen(Found)) {
        if (Contender *Known = contender(Found))
          Known->Round = Round; // It still says no.
        continue;
      }
      Finding F = Found;
      if (Functions) {
        moveToOriginal(F.Where);
        if (F.InLoop) {
          moveToOriginal(F.InLoop->Where);
          // What the optimizer made of it is known from the first analysis.
          for (const Loop &L : Result.Loops)
            if (L.Where.File == F.InLoop->Where.File && L.Where.Begin == F.InLoop->Where.Begin)
              F.InLoop = L;
        }
      }
      if (OnlyLines && !OnlyLines->touches(F))
        continue;
      if (Heat && Heat->resolves(ColdShare) && !O.Cold && heat(F) < ColdShare) {
        ColdIds.insert(F.Id);
        continue;
      }
      if (Heat)
        F.Share = shareOf(F.FunctionSpan);
      addCandidate(F, I);
    }
  for (std::size_t I : Units)
    Analyses[I].Findings = {};
}

void Session::askOthers() {
  std::map<std::string, std::vector<std::size_t>> Readers;
  for (std::size_t I = 0; I < Opened.size(); ++I)
    if (Analyses[I].Failures.empty())
      for (const std::string &File : Opened[I])
        Readers[File].push_back(I);
  for (Contender &C : Contenders)
    if (!C.Decided && llvm::any_of(Readers[C.F.Where.File], [&](std::size_t I) {
          return I != C.Unit && !llvm::is_contained(C.Others, I);
        }))
      settle(C, Status::Conflicting,
             {"units-disagree", "the ways in which this file is compiled do not agree about the change"});
}

void Session::moveToOriginal(Span &S) {
  S.Begin = Kept.originalOffset(S.File, S.Begin);
  S.End = Kept.originalOffset(S.File, S.End);
  llvm::StringRef Before = llvm::StringRef(originalText(S.File)).take_front(S.Begin);
  unsigned Lines = S.EndLine - S.Line;
  S.Line = 1 + Before.count('\n');
  S.EndLine = S.Line + Lines;
  std::size_t LineStart = Before.rfind('\n');
  S.Column = S.Begin - (LineStart == llvm::StringRef::npos ? 0 : LineStart + 1) + 1;
}

static bool sameEdits(const Patch &A, const Patch &B) {
  return llvm::equal(A.Edits, B.Edits, [](const Edit &L, const Edit &R) {
    return std::tie(L.File, L.Offset, L.Length, L.Text) ==
           std::tie(R.File, R.Offset, R.Length, R.Text);
  });
}

Contender *Session::contender(const Finding &F) {
  auto Known = llvm::find_if(Contenders, [&](const Contender &C) {
    return C.F.Id == F.Id && C.F.Where.File == F.Where.File;
  });
  return Known == Contenders.end() ? nullptr : &*Known;
}

bool Session::isOpen(const Finding &F) {
  const Contender *Known = contender(F);
  return Known && !Known->Decided;
}

void Session::keepIds(UnitAnalysis &A) {
  std::map<std::string, std::string> Renamed;
  for (const Finding &F : A.Findings) {
    if (!ChangedFunctions.count(functionKey(F)))
      continue;
    Span Where = F.Where;
    moveToOriginal(Where);
    auto IsHere = [&](const Contender &C) {
      return C.F.Where.File == Where.File && C.F.Where.Begin == Where.Begin && C.F.Where.End == Where.End;
    };
    auto Same = llvm::find_if(Contenders, [&](const Contender &C) {
      return C.F.Check == F.Check && !C.F.Written && IsHere(C);
    });
    if (Same != Contenders.end())
      Renamed[F.Id] = Same->F.Id;
    else if (const Contender *Other = contender(F); Other && Other->F.Written && !IsHere(*Other))
      Renamed[F.Id] = fmt::format("{:016x}", llvm::xxh3_64bits("again " + F.Id)).substr(0, 12);
  }
  auto Rename = [&](std::string &Id) {
    if (auto It = Renamed.find(Id); It != Renamed.end())
      Id = It->second;
  };
  for (Finding &F : A.Findings)
    Rename(F.Id);
  for (Twin &T : A.Plan.Twins)
    Rename(T.FindingId);
}

void Session::addCandidate(const Finding &F, std::size_t Unit) {
  Contender *Known = contender(F);
  Contender New;
  New.F = F;
  New.Unit = Unit;
  New.Round = Round;
  New.Decided = F.Reached != Status::Legal;
  if (!Known) {
    Contenders.push_back(std::move(New));
    return;
  }
  // Found anew in the text the round has left: starts over, as does what something stood in the way
  // of that is gone, or hid the gain of.
  const bool Freed = (Known->F.Reached == Status::Refused || Known->F.Reached == Status::NotFaster) &&
                     F.Reached == Status::Legal && Known->Round != Round;
  if (Deferred.erase(F.Id) || Freed) {
    *Known = std::move(New);
    return;
  }
  if (Known->Decided || Known->Unit == Unit)
    return;
  // Another unit sees the same header, or the file is listed twice: all must agree to the letter.
  if (Known->F.Reached != F.Reached || !sameEdits(Known->F.Fix, F.Fix))
    settle(*Known, Status::Conflicting,
           {"units-disagree", "the ways in which this file is compiled do not agree about the change"});
  else
    Known->Others.push_back(Unit);
}

void Session::settle(Contender &C, Status S, Reason Why) {
  C.F.Reached = S;
  C.F.Why = std::move(Why);
  C.Decided = true;
  C.Passed = false;
}

/// The gain a change is ranked by: what was measured, else only that it is
/// there (accepted without measuring).
static double rank(const Finding &F) {
  return F.Bench.empty() ? 0 : F.Bench.front().Median;
}

bool Session::keepBest() {
  std::map<std::string, Contender *> Best;
  for (Contender &C : Contenders)
    if (C.Passed) {
      Contender *&B = Best[functionKey(C.F)];
      if (!B || rank(C.F) > rank(B->F))
        B = &C;
    }
  ChangedFunctions.clear();
  if (Best.empty())
    return false;
  std::vector<Change> Found;
  for (auto &[Key, C] : Best) {
    Found.push_back({C->F.Id, C->F.Fix.Edits});
    C->F.Written = true;
    C->KeptIn = Round;
    C->Passed = false;
    C->Decided = true;
    ChangedFunctions.insert(Key);
  }
  // The others of those functions were tested against a text that is gone.
  for (Contender &C : Contenders)
    if (C.Passed && ChangedFunctions.count(functionKey(C.F))) {
      C.Passed = false;
      Deferred.insert(C.F.Id);
    }
  Kept.add(Found);
  for (const std::string &File : Kept.files())
    Text[File] = applyEdits(originalText(File), Kept.editsIn(File));
  return true;
}

const std::string &Session::originalText(const std::string &File) {
  auto [It, New] = Originals.try_emplace(File);
  if (New) {
    if (llvm::Expected<std::string> Read = readFile(File))
      It->second = std::move(*Read);
    else
      llvm::consumeError(Read.takeError());
  }
  return It->second;
}

std::vector<std::size_t> Session::unitsOfChanged() const {
  std::set<std::string> Files;
  for (const std::string &Key : ChangedFunctions)
    for (const auto &[File, Hash] : Hashes)
      if (llvm::StringRef(Key).starts_with(File + ":"))
        Files.insert(File);
  std::vector<std::size_t> Units;
  for (std::size_t I = 0; I < Opened.size(); ++I)
    if (llvm::any_of(Opened[I], [&](const std::string &F) { return Files.count(F); }))
      Units.push_back(I);
  return Units;
}

std::optional<unsigned> Session::higherThreshold(const Contender &C) const {
  const Check *Known = checkOf(C.F.Check);
  if (C.F.Reached != Status::NotFaster || !Known || !Known->HasThreshold || WithoutThreshold.count(C.F.Id) || isStopping())
    return std::nullopt;
  Finding Adaptive = C.F;
  Adaptive.AddsCode = true;
  auto Last = Thresholds.find(C.F.Id);
  return nextThreshold(C.F.Bench, thresholdFor(Adaptive, O.MinGainPercent), Last == Thresholds.end() ? 0 : Last->second);
}

void Session::leaveThreshold(Contender &C) {
  Thresholds.erase(C.F.Id);
  WithoutThreshold.insert(C.F.Id);
  C = std::move(WithoutQuestion.at(C.F.Id));
}

llvm::Expected<bool> Session::raiseThresholds() {
  std::set<std::string> Raised;
  ChangedFunctions.clear();
  for (Contender &C : Contenders) {
    const std::optional<unsigned> Next = higherThreshold(C);
    if (!Next && Thresholds.count(C.F.Id) && (C.F.Reached == Status::NotFaster || C.F.Reached == Status::Unverified))
      leaveThreshold(C); // No better with a question.
    if (!Next)
      continue;
    if (!Thresholds.count(C.F.Id))
      WithoutQuestion.insert_or_assign(C.F.Id, C);
    Thresholds[C.F.Id] = *Next;
    ChangedFunctions.insert(functionKey(C.F));
    Raised.insert(C.F.Id);
  }
  if (Raised.empty())
    return false;
  const std::vector<std::size_t> Units = unitsOfChanged();
  analyse(Units, "analyse again");
  for (std::size_t I : Units)
    keepIds(Analyses[I]);
  Deferred = Raised;
  collect(Units, &ChangedFunctions, &Raised);
  askOthers();
  Deferred.clear();
  for (Contender &C : Contenders)
    if (Raised.count(C.F.Id) && (C.F.Reached != Status::Legal || sameEdits(C.F.Fix, WithoutQuestion.at(C.F.Id).F.Fix)))
      leaveThreshold(C); // There is nothing that could be asked.
  if (llvm::Error E = refuseIgnored())
    return std::move(E);
  return true;
}

void Session::analyseChanged() {
  const std::vector<std::size_t> Units = unitsOfChanged();
  analyse(Units, "analyse again");
  ++Round;
  for (std::size_t I : Units)
    keepIds(Analyses[I]);
  collect(Units, &ChangedFunctions);
  askOthers();
  for (Contender &C : Contenders)
    if (Deferred.count(C.F.Id))
      settle(C, Status::Conflicting,
             {"superseded", "another change to this function, kept for its larger gain, "
                            "leaves nothing to do here"});
  Deferred.clear();
}

void Session::compareRemarks() {
  std::set<std::size_t> Wanted;
  for (const Contender &C : Contenders)
    if (C.F.Written && C.F.InLoop)
      Wanted.insert(C.Unit);
  std::vector<std::size_t> Units(Wanted.begin(), Wanted.end());
  auto Work = [&](std::size_t I) {
    AnalyseRequest Request{&P, &P.Units[Units[I]], &Text, &O, &Named, false, /*OnlyLoops=*/true};
    return packed(toJSON(analyseUnit(Request)));
  };
  auto Take = [&](std::size_t I, llvm::Expected<std::string> Payload) {
    llvm::Expected<UnitAnalysis> A = unpacked<UnitAnalysis>(std::move(Payload), "worker");
    if (!A)
      return llvm::consumeError(A.takeError());
    for (Contender &C : Contenders) {
      if (!C.F.Written || !C.F.InLoop || C.Unit != Units[I])
        continue;
      const Loop *After = loopAfter(C.F, A->Loops);
      if (!After)
        continue;
      C.F.FateAfter = After->Fate;
      C.F.VectorWidthAfter = After->VectorWidth;
    }
  };
  progress("compare remarks", 0, Units.size());
  forkEach(Units.size(), O.Jobs, AnalyseLimits, Work, Take);
}

/// The loop a finding was about, in the final text: the first of its function
/// from where it stood; a guard's second loop comes behind the first.
const Loop *Session::loopAfter(const Finding &F, const std::vector<Loop> &Loops) const {
  unsigned Begin = Kept.currentOffset(F.InLoop->Where.File, F.InLoop->Where.Begin);
  const Loop *Best = nullptr;
  for (const Loop &L : Loops)
    if (L.Where.File == F.InLoop->Where.File && L.Function == F.InLoop->Function &&
        L.Where.Begin >= Begin && (!Best || L.Where.Begin < Best->Where.Begin))
      Best = &L;
  return Best;
}

} // namespace hone
