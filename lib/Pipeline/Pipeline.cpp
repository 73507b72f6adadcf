// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// run(): the whole story, in order. Each round analyses, verifies, measures
// and keeps the best change of each function; what else was found in that
// function is looked at again in the text the round has left, because its evidence
// was about the function as it was. No user file is written before the end.
#include "hone/Pipeline/Pipeline.h"
#include "Session.h"
#include "hone/Core/Json.h"
#include "hone/Support/Support.h"
#include <chrono>

namespace hone {

/// A round keeps at least one change or is the last, and each function is touched once a round. So
/// this ends by itself; nobody has a function in which there is as much to do.
constexpr unsigned MaxRounds = 64;

llvm::Expected<Outcome> run(const Options &O) {
  auto Start = std::chrono::steady_clock::now();
  llvm::Expected<Project> P = Project::load(O.Project);
  if (!P)
    return P.takeError();
  std::optional<Profile> Heat;
  if (O.RecordedProfile || !O.ProfileFile.empty()) {
    std::string File = O.ProfileFile;
    if (File.empty())
      File = recordedProfile(P->Root).value_or("");
    if (File.empty())
      return failure("no profile is recorded in " + P->Root + "; `hone profile -- COMMAND` records one, or give --profile=FILE");
    if (O.Progress)
      O.Progress("read the profile", 0, 1);
    llvm::Expected<Profile> Read = readProfile(File, *P, O.Jobs);
    if (!Read)
      return Read.takeError();
    Heat = std::move(*Read);
  }
  Session S(O, *P, Heat ? &*Heat : nullptr);
  if (O.Write)
    if (llvm::Error E = S.claim())
      return std::move(E);

  std::optional<ChangedLines> Lines;
  if (!O.Since.empty() || !O.Lines.empty()) {
    llvm::Expected<ChangedLines> Asked = askedLines(O, *P);
    if (!Asked)
      return Asked.takeError();
    keepAskedUnits(*P, *Asked, O);
    Lines = std::move(*Asked);
  }
  if (Lines)
    S.onlyLines(std::move(*Lines));
  if (O.Write && O.CommitMessage)
    if (llvm::Error E = S.prepareCommits())
      return std::move(E);
  S.openStore();

  auto Finish = [&] {
    std::chrono::duration<double> Took = std::chrono::steady_clock::now() - Start;
    return S.finish(Took.count());
  };
  if (!O.Against.empty()) {
    if (llvm::Error E = S.compareVersions())
      return std::move(E);
    S.planTests();
    while (S.verifySome())
      S.measureSame();
    S.measureSame();
    S.emit();
    return Finish();
  }

  // Find, judge and plan; no file is written and nothing of the user's runs.
  S.analyseAll();
  if (llvm::Error E = S.refuseIgnored())
    return std::move(E);

  if (O.Fix)
    for (unsigned Round = 0; Round < MaxRounds; ++Round) {
      for (bool Raised = true; Raised;) {
        S.planTests();
        // Run old against new on generated inputs, and measure what passes.
        while (S.verifySome())
          S.bench();
        S.bench();
        if (llvm::Error E = S.raiseThresholds().moveInto(Raised))
          return std::move(E);
      }
      // Keep what is measurably faster.
      if (!S.keepBest())
        break;
      // What else was found in the functions just changed is found anew.
      S.analyseChanged();
      if (llvm::Error E = S.refuseIgnored())
        return std::move(E);
    }

  // What did the optimizer make of the loops that were changed?
  S.compareRemarks();
  S.emit();

  // The only step that writes.
  if (llvm::Error E = S.apply())
    return std::move(E);

  return Finish();
}

llvm::Expected<Report> lastReport(llvm::StringRef Root) {
  std::unique_ptr<Store> Evidence = Store::openIfThere(Root);
  const std::optional<std::string> Text = Evidence ? Evidence->lastRun() : std::nullopt;
  if (!Text)
    return failure("no run is recorded in " + Root.str() + "; try `hone scan` first");
  llvm::Expected<llvm::json::Value> Json = llvm::json::parse(*Text);
  if (!Json)
    return Json.takeError();
  Report R;
  llvm::json::Path::Root Where("run");
  if (!fromJSON(*Json, R, Where))
    return failure("the run recorded in " + Root.str() + " is of another version of Hone; run `hone scan` again");
  return R;
}

} // namespace hone
