// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The last steps: the one that writes, the user's own benchmark, and the report.
#include "Session.h"
#include "Program.h"
#include "hone/Core/Json.h"
#include "hone/Project/Git.h"
#include "llvm/ADT/STLExtras.h"

namespace hone {

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
  if (!O.BenchCommand.empty() && O.Write)
    Request.Measure = [&](PutChanges Put, const std::vector<std::string> &Ids) { measureWhole(Put, Ids); };
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

/// The user's own benchmark. What came of it changes nothing: each change has been measured.
void Session::measureWhole(PutChanges Put, const std::vector<std::string> &Ids) {
  auto PromiseOf = [&](const std::string &Id) {
    double Most = 0;
    for (const std::string &Member : Kept.together(Id))
      for (const Contender &C : Contenders)
        if (C.F.Id == Member && !C.F.Bench.empty())
          Most = std::max(Most, predictedGain(C.F).value_or(C.F.Bench.front().Median));
    return Most;
  };
  ProgramRequest Request;
  Request.BuildCommand = O.BuildCommand;
  Request.BenchCommand = O.BenchCommand;
  Request.Folders = {realPath(P.Root)};
  if (const std::string Build = realPath(P.BuildDir); !P.BuildDir.empty() && !llvm::StringRef(Build).starts_with(Request.Folders.front() + "/"))
    Request.Folders.push_back(Build);
  for (const std::string &File : Kept.files())
    Request.Sources.push_back(File);
  // What git tracks is the user's, whatever a build does to it.
  if (llvm::Expected<std::string> Tracked = git(P.Root, {"ls-files", "-z"}))
    for (const std::string &File : namesIn(llvm::StringRef(*Tracked)))
      Request.Sources.push_back(realPath(File, P.Root));
  else
    llvm::consumeError(Tracked.takeError());
  Request.Ids = Ids;
  llvm::stable_sort(Request.Ids, [&](const std::string &A, const std::string &B) { return PromiseOf(A) > PromiseOf(B); });
  Request.Doing = [&](const std::string &What) { progress(What, 0, 1); };
  llvm::Expected<ProgramMeasured> Measured = measureProgram(Request, Put);
  if (!Measured) {
    Result.Notes.push_back("the whole program was not measured: " + llvm::toString(Measured.takeError()));
    return;
  }
  // Each takes its part of the time that is left.
  double Left = 1;
  bool Known = false;
  for (const Contender &C : Contenders)
    if (C.F.Written && predictedGain(C.F)) {
      Left -= *C.F.Share * (1 - 1 / C.F.Bench.front().Median);
      Known = true;
    }
  if (Known && Left > 0)
    Measured->Result.Predicted = 1 / Left;
  Result.Notes.push_back(Measured->OfProcessor ? "the program's ratios are of processor time: it works in one thread"
                                               : "the program's ratios are of wall-clock time: it works in several threads, or waits");
  Result.Program = std::move(Measured->Result);
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
  if (!ColdIds.empty())
    Result.Notes.push_back(fmt::format("{} {} in code that takes less than 0.1 % of the time left alone; --cold looks there, too", ColdIds.size(),
                                       ColdIds.size() == 1 ? "finding" : "findings"));
  ExportedFixes Exported = exported();
  for (Contender &C : Contenders) {
    Finding &F = C.F;
    if (F.Written)
      F.Fix.Edits = Kept.editsOf(F.Id);
    else if (C.Round > 0) // Its offsets are of a text that nobody has.
      F.Fix.Edits.clear();
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
  if (Evidence) {
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    llvm::json::OStream To(OS);
    writeReport(Result, To, /*Internal=*/true);
    Evidence->recordRun(Text);
  }
  return {std::move(Result), std::move(Diff), UnitsFailed, std::move(Exported)};
}

} // namespace hone
