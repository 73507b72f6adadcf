// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The whole story, in order.
#ifndef HONE_PIPELINE_PIPELINE_H
#define HONE_PIPELINE_PIPELINE_H

#include "hone/Bench/Bench.h"
#include "hone/Checks/Check.h"
#include "hone/Core/FixesYaml.h"
#include "hone/Core/Model.h"
#include "hone/Project/Project.h"
#include "hone/Verify/Verify.h"
#include <set>

namespace hone {

/// Lines First to Last of a file, as --lines has them.
struct LineRange {
  std::string File;
  unsigned First = 0, Last = 0;
};

/// A change that is about to be written, for --interactive.
struct Question {
  std::vector<Finding> Findings; ///< Those it consists of, with their evidence.
  std::string Diff;
};
enum class Decision { Yes, No, YesToFile, NoToFile, Quit };

struct Options {
  ProjectOptions Project;
  CheckOptions Checks;
  Level MaxLevel = Level::Guarded;
  std::set<std::string> Accept; ///< "unmeasured", "unverified", check ids.
  double MinGainPercent = 10;
  /// Further compilers, each with its flags, with which a change must not be slower.
  std::vector<std::vector<std::string>> Also;
  bool Verify = true, Bench = true;
  bool AllRemarks = false; ///< Ask the optimizer about every loop, not only where something was found.
  bool Write = false;   ///< fix without --diff.
  bool Fix = false;     ///< fix; scan stops after judging.
  bool AllowDirty = false; ///< Write though there are uncommitted changes.
  std::string Against;  ///< verify: the folder or revision to compare with.
  std::vector<std::string> Since; ///< Revisions; with Lines: only what touches those lines.
  std::vector<LineRange> Lines;
  unsigned Jobs = 2;
  std::string ProfileFile;      ///< Of the program: what takes most of its time comes first. Empty: none.
  bool RecordedProfile = false; ///< The one that `hone profile` recorded last.
  bool Cold = false;            ///< Also what a profile says is not worth a look.
  double BudgetSeconds = 0; ///< Wall clock; nothing new is begun late in it. 0: as long as it takes.
  /// The project's own, for the shell: what they fail with is not kept. Empty: none.
  std::string BuildCommand, TestCommand;
  /// Likewise: runs the program on what matters to the user, built by BuildCommand. Empty: none.
  std::string BenchCommand;
  std::string EmitTests, EmitBench;
  VerifyOptions VerifyOptions;
  Sampler Sample;       ///< Empty: the real one.
  /// Asked about each change before it is written. Empty: yes to all.
  std::function<Decision(const Question &)> Ask;
  /// The message of the commit of these findings that will follow \p Parent. Empty: nothing is
  /// committed.
  std::function<std::string(const std::vector<Finding> &, const std::string &Parent)> CommitMessage;
  /// Told of each change that is faster as soon as that is known. It may still be withdrawn.
  std::function<void(const Finding &)> Found;
  /// Told what is being done, for the progress line.
  std::function<void(const std::string &What, std::size_t Done, std::size_t Of)> Progress;
};

struct Outcome {
  Report Result;
  std::string Diff;          ///< Of what was, or would be, kept.
  bool UnitsFailed = false;  ///< Exit status 3.
  ExportedFixes Exported;    ///< scan: what is legal; fix: what was, or would be, written.
};

/// Errors: misuse, or nothing could be run (exit status 2).
llvm::Expected<Outcome> run(const Options &Options);

/// The last run in the folder \p Root. Errors: there is none that can be read.
llvm::Expected<Report> lastReport(llvm::StringRef Root);

} // namespace hone

#endif
