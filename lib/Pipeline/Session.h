// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What one run knows, and its steps in the order run() takes them.
#ifndef HONE_PIPELINE_SESSION_H
#define HONE_PIPELINE_SESSION_H

#include "FlatTexts.h"
#include "Together.h"
#include "UnitMemory.h"
#include "hone/Apply/Commit.h"
#include "hone/Pipeline/Analyse.h"
#include "hone/Pipeline/Ledger.h"
#include "hone/Pipeline/Lines.h"
#include "hone/Pipeline/Pipeline.h"
#include "hone/Profile/Profile.h"
#include "hone/Store/Store.h"
#include "hone/Support/TimeFrame.h"
#include "hone/Versions/Versions.h"
#include <memory>
#include <set>

namespace hone {

/// The strangest unit needs minutes and gigabytes to parse, and minutes more
/// to verify. Beyond that it is given up, not the machine.
inline constexpr Limits AnalyseLimits = {/*Seconds=*/900, /*CpuSeconds=*/0, std::uint64_t(6) << 30};
inline constexpr Limits VerifyLimits = {/*Seconds=*/1800, /*CpuSeconds=*/0, std::uint64_t(6) << 30};

/// A finding on its way up, and where its twin is.
struct Contender {
  Finding F;
  std::size_t Unit = 0; ///< Of Project::Units; the first that found it.
  std::vector<std::size_t> Others; ///< Units that see the same header.
  std::vector<VerifyOutcome> Parts; ///< Of its twins, as they come in.
  unsigned Awaited = 0;             ///< Units that are still to answer.
  VerifyOutcome Tested; ///< With the inputs that benchmarks and kept tests draw from.
  bool Decided = false;  ///< Has its final status, or passed every rung asked for.
  bool Passed = false;   ///< Waits for keepBest().
  unsigned Round = 0;    ///< In which it was found as it is.
  unsigned KeptIn = 0;   ///< The round that kept it.
};

/// Contenders that one worker tests.
struct TestItem {
  std::size_t Unit = 0;
  std::vector<Contender *> List;
};

class Session {
public:
  /// \p Heat may be null.
  Session(const Options &O, const Project &P, const Profile *Heat);
  /// Of nothing else is anything said.
  void onlyLines(ChangedLines Lines) { OnlyLines = std::move(Lines); }

  /// For a run that writes, before it looks at anything: see claimTree().
  llvm::Error claim();
  void openStore();
  void analyseAll();
  /// Instead of it: the functions that differ from the version O.Against names.
  llvm::Error compareVersions();
  /// What git ignores is not the user's to change. Errors: git cannot say, and this run writes.
  llvm::Error refuseIgnored();
  /// Queues what is open for testing, what is most worth it first.
  void planTests();
  /// Tests what it can in a while, so that what it finds is measured soon. False: there was nothing left
  /// to do, or no time.
  bool verifySome();
  void bench();
  /// What is slower at small sizes only is found anew, with the original left in place for those. False: there is
  /// nothing (more) of that kind.
  llvm::Expected<bool> raiseThresholds();
  void measureSame();
  /// Takes the best change of each function into the ledger; false if none.
  bool keepBest();
  void analyseChanged();
  void compareRemarks();
  void emit();
  /// Errors: git cannot make the commits that were asked for; nothing is written then.
  llvm::Error prepareCommits();
  llvm::Error apply();
  Outcome finish(double Seconds);

private:
  /// Every change of this run to each function of a unit as one.
  std::vector<Finding> wholeChanges(std::size_t Unit) const;
  llvm::Error testWholeChanges(std::size_t Unit, TwinPlan &Plan,
                               std::vector<VerifyOutcome> &Outcomes) const;
  bool isEmitted(const Contender &C) const;
  llvm::Error emitUnit(std::size_t Unit, const std::string &Name) const;
  void take(std::size_t Unit, UnitAnalysis A);
  void analyse(const std::vector<std::size_t> &Units, const char *What);
  /// Merges what the units found; \p Functions restricts to functions changed
  /// in the round before ("" file + name), empty: all.
  /// \p Ids, if any: only those.
  void collect(const std::vector<std::size_t> &Units, const std::set<std::string> *Functions,
               const std::set<std::string> *Ids = nullptr);
  /// The threshold to try for what is slower at small sizes only; none: no (other) one can help.
  std::optional<unsigned> higherThreshold(const Contender &C) const;
  /// It stays what it was found to be before the first.
  void leaveThreshold(Contender &C);
  /// Those that read a file with one of the functions changed.
  std::vector<std::size_t> unitsOfChanged() const;
  void addCandidate(const Finding &F, std::size_t Unit);
  /// A unit that reads a file and does not find there what another does may mean something else by it.
  void askOthers();
  Contender *contender(const Finding &F);
  bool isOpen(const Finding &F);
  /// Statements with the same tokens are told apart by counting, and what the round has
  /// changed is counted no more: gives those left the ids they had.
  void keepIds(UnitAnalysis &A);
  /// Moves a place in the text as it is now back to the text before the run.
  void moveToOriginal(Span &S);
  const Loop *loopAfter(const Finding &F, const std::vector<Loop> &Loops) const;
  const Twin *twinOf(const Contender &C) const;
  std::vector<std::pair<std::size_t, const Twin *>> twinsOf(const Contender &C) const;
  void chooseUnit(Contender &C) const;
  void answer(Contender &C);
  EvidenceKey keyOf(const Contender &C, const Twin &T, bool Whole) const;
  /// Name and version; asked once a compiler.
  const std::string &compilerOf(const Unit &U) const;
  std::vector<Change> keptChanges() const;
  void measureWhole(PutChanges Put, const std::vector<std::string> &Ids);
  void withdraw(std::vector<Change> &Changes, ApplyResult &Applied);
  ExportedFixes exported() const;
  /// The written findings that a change consists of, in the order they were kept.
  std::vector<const Contender *> membersOf(const Change &C) const;
  KeptChange keptChange(const Change &C) const;
  Finding forPeople(const Contender &C) const;
  /// Withdraws what the user does not want.
  void ask(std::vector<Change> &Changes);
  Decision askOne(const KeptChange &K);
  llvm::Error beginCommits(const std::vector<Change> &Changes);
  llvm::Error makeCommits(const std::vector<Change> &Changes);
  llvm::Error makeSeries(const std::vector<KeptChange> &All);
  std::map<std::string, std::string> textsAfter(const std::vector<KeptChange> &All,
                                                llvm::ArrayRef<std::size_t> Group,
                                                const std::set<std::size_t> &Done);
  bool recall(Contender &C);
  /// Sees to it that tests can load the objects of other units they call.
  void makeLoadable();
  void takeOutcomes(const TestItem &Item, llvm::Expected<std::string> Payload);
  /// The user or the clock has ended the run.
  bool isStopping() const { return interrupted() || Frame.isClosed(); }
  Reason whyStopped() const;
  /// With not all units looked at, nobody knows who else reads a header.
  void leaveHeaders();
  /// What a look is worth: by the profile the share of its loop, or of its function if it is in none; else the depth of its loop.
  double heat(const Finding &F) const;
  std::pair<std::uint64_t, std::uint64_t> sizesOf(const Finding &F) const;
  double shareOf(const Span &Where) const { return Heat->shareOf(P.relative(Where.File), Where.Line, Where.EndLine); }
  /// Of the unit's own file.
  double unitHeat(std::size_t Unit) const;
  /// A run's own time was not enough for it.
  bool wasUnfinished(const Contender &C) const;
  void release(Contender &C) const;
  void benchOne(Contender &C, const Sampler &Sample);
  void record(const Contender &C);
  void settle(Contender &C, Status S, Reason Why);
  void fail(std::string Stage, std::string File, llvm::Error E);
  bool accepts(const Finding &F, const char *What) const;
  void progress(const std::string &What, std::size_t Done, std::size_t Of) const {
    if (O.Progress)
      O.Progress(What, Done, Of);
  }
  const std::string &originalText(const std::string &File);

  const Options &O;
  const Project &P;
  const Profile *Heat;
  std::set<std::string> ColdIds; ///< Findings the profile says are not worth a look.
  std::set<std::string> Named; ///< Real paths of the files the user named.
  std::optional<ChangedLines> OnlyLines; ///< Of the text before the run; none: all.
  std::set<std::string> Checked, Ignored; ///< Files git was asked about, and those it ignores.
  std::unique_ptr<Store> Evidence;
  std::optional<UnitMemory> Remembered; ///< Of the text before the run.
  TimeFrame Frame, AnalysisFrame; ///< Of the whole run, and of its first part.
  std::vector<bool> Seen;    ///< Units that were analysed.
  FlatTexts Flats;
  std::vector<TestItem> Queue; ///< Of this round.
  std::map<std::string, std::string> Loadable; ///< See VerifyOptions.
  std::set<std::size_t> LoadableAsked;         ///< Units whose objects were looked at.
  std::size_t TestsDone = 0;
  Report Result;
  std::optional<ProjectLock> Held; ///< Of a run that writes.
  std::vector<Unit> TestUnits;        ///< As generated tests and benchmarks are built.
  std::vector<UnitAnalysis> Analyses; ///< The latest of each unit.
  std::vector<Contender> Contenders;
  UnitFiles Opened;      ///< Of the first analysis.
  FileHashes Hashes;     ///< Likewise: the tree before the run.
  std::map<std::string, std::string> Originals;
  Overlay Text;          ///< The changed files as they would be now.
  Ledger Kept;
  std::set<std::string> ChangedFunctions; ///< In the last round.
  std::set<std::string> Deferred;         ///< Ids to be found anew.
  std::map<std::string, unsigned> Thresholds; ///< See CheckOptions.
  std::map<std::string, Contender> WithoutQuestion; ///< By id, what has a threshold as it was without.
  std::set<std::string> WithoutThreshold;           ///< Ids of what none is of use to.
  unsigned Round = 0;
  mutable std::map<std::string, std::string> Compilers;
  std::optional<CommitSeries> Commits;
  std::string Diff;
  bool UnitsFailed = false;
};

/// The plan of a unit with only the twins of the findings given.
TwinPlan planOf(const TwinPlan &All, llvm::ArrayRef<const Contender *> Wanted);

TimeFrame::Clock::time_point after(double Seconds);

/// File and name: what "the same function" means from one round to the next.
std::string functionKey(const Finding &F);

} // namespace hone

#endif
