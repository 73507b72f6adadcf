// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every value that passes between two stages. Aggregates without Clang
// pointers: they outlive the AST, cross processes and round-trip as JSON.
#ifndef HONE_CORE_MODEL_H
#define HONE_CORE_MODEL_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hone {

/// Half-open bytes [Begin, End) of a file as analysed. Line and Column are
/// 1-based and for people only. File is relative to the project root where it
/// lies below it, else absolute.
struct Span {
  std::string File;
  unsigned Begin = 0, End = 0;
  unsigned Line = 0, Column = 0, EndLine = 0;
};

/// One sentence of clang's optimizer about a loop.
struct Remark {
  std::string Kind; ///< "passed", "missed" or "analysis".
  std::string Pass, Name, Text;
  unsigned Line = 0, Column = 0; ///< A remark on a whole loop: where it begins.
};

/// What keeps the compiler from doing its job on a line of a loop.
struct Hindrance {
  std::string Kind; ///< call, virtual-call, allocation, bounds-check, branch or throw.
  std::string Text; ///< One clause.
  unsigned Line = 0;
};

/// What the optimizer made of a loop.
enum class LoopFate { Unknown, Scalar, Vectorized, Deleted, LibraryCall };

struct Loop {
  std::string Id; ///< File, line and column; unique within a report.
  Span Where;
  std::string Function;
  unsigned Depth = 1; ///< 1 for an outermost loop.
  LoopFate Fate = LoopFate::Unknown;
  unsigned VectorWidth = 0; ///< Lanes; 0 if not vectorized.
  std::vector<Remark> Remarks;
  std::vector<Hindrance> Hindrances; ///< Of lines that are in no loop within it.
};

/// How far a rewrite may be trusted: the weakest of its obligations.
enum class Level { Proved, Guarded, Tested, Suggested };

/// Where a finding left the ladder. Same is only used by verify.
enum class Status {
  Kept,
  Legal,
  Refused,
  NeedsHint,
  Conflicting,
  Different,
  Unverified,
  Unmeasured,
  NotFaster,
  Withdrawn,
  Same
};

/// How an obligation was discharged.
enum class How { Proved, Guarded, Tested, Assumed };

/// One fact a rewrite needs, in words and with a stable code.
struct Obligation {
  std::string Code, Text;
  How By = How::Proved;
};

/// Why a finding stopped: an answer, not an error.
struct Reason {
  std::string Code, Text;
};

/// Replaces Length bytes at Offset of File by Text.
struct Edit {
  std::string File;
  unsigned Offset = 0, Length = 0;
  std::string Text;
};

/// All or nothing; disjoint; ascending within each file.
struct Patch {
  std::vector<Edit> Edits;
};

/// The strength of the generated tests of one rewrite.
struct VerifyResult {
  unsigned Inputs = 0;   ///< Accepted: the original ran clean on them.
  unsigned Rejected = 0; ///< Not counted.
  double Coverage = 0;   ///< 0..1, branches in the changed lines.
  unsigned Mutants = 0, Killed = 0;
  std::uint64_t Seed = 0;
  std::string Form = "function"; ///< What was driven: "function" or "region".
  std::string Flags;          ///< Flags of the fast rung, for people.
  std::string Counterexample; ///< A ready GoogleTest; empty if none.
  std::string Survivor;       ///< The first mutant not killed, as a diff line.
  double Milliseconds = 0;    ///< CPU time of compiling and running the pair.
  std::uint64_t Fuzzed = 0;   ///< Inputs that libFuzzer tried besides.
};

/// One size and kind of data. Low, Median, High: time before divided by time
/// after, with the ends of the 95 % interval.
struct BenchShape {
  std::uint64_t N = 0;
  std::string Data;
  double BeforeNs = 0, AfterNs = 0; ///< Per call.
  double Low = 0, Median = 0, High = 0;
};

struct BenchResult {
  std::string Compiler, Flags, Cpu;
  std::vector<BenchShape> Shapes;
  double Low = 0, Median = 0, High = 0; ///< Of the best shape.
  std::string CodeBefore, CodeAfter;    ///< The hottest loops as assembly; empty: not known.
};

/// What the user's own benchmark says of all changes together, or of one: its time before divided by its
/// time after, with the ends of the 95 % interval.
struct ProgramRatio {
  std::string Id; ///< Of a finding: what the program gains by it beside all others. Empty: by all of them.
  double Low = 0, Median = 0, High = 0;
};

struct ProgramResult {
  std::string Command;
  unsigned Pairs = 0; ///< Runs before and after, in turns.
  double BeforeMs = 0, AfterMs = 0; ///< Wall clock, median.
  ProgramRatio All;
  std::vector<ProgramRatio> Parts;
  std::optional<double> Predicted; ///< By the profile and what was measured of each change.
};

/// One place where a check has something to say, and how far it climbed.
struct Finding {
  std::string Id; ///< 12 hex digits of check, function and statement shape.
  std::string Check, Message;
  Span Where;
  std::string Function;
  std::optional<Loop> InLoop;                  ///< As compiled before the rewrite.
  std::optional<LoopFate> FateAfter;           ///< Set once the rewrite was compiled.
  unsigned VectorWidthAfter = 0;
  Level Trust = Level::Proved;
  Status Reached = Status::Legal;
  Reason Why; ///< Empty code for kept, legal, same.
  std::vector<Obligation> Obligations;
  Patch Fix;
  std::optional<VerifyResult> Verify;
  std::vector<BenchResult> Bench; ///< The unit's own configuration first.
  /// By a profile: of the program's time, 0..1, what its loop takes, or its function if it is in none.
  std::optional<double> Share;
  bool Written = false; ///< In the user's files; with --diff: would be. Kept findings, and
                        ///< those --accept let through.

  // Not part of the JSON contract: what later stages need.
  Span FunctionSpan;        ///< The whole definition of the enclosing function.
  bool AddsCode = false;    ///< A guard or a second loop: must gain 1.25.
  bool AddsBlock = false;   ///< A block or a helper: must gain 2.0.
};

/// Something that could not be processed; the run went on.
struct Failure {
  std::string Stage, File, Text;
};

/// The sole input of every reporter.
struct Report {
  std::string Command; ///< "scan" or "fix".
  bool DryRun = false; ///< --diff: statuses read "would keep".
  std::vector<Loop> Loops;
  std::vector<Finding> Findings;
  std::vector<Failure> Failures;
  std::vector<std::string> Notes; ///< "lifted -O0 to -O2", the database chosen ...
  /// The text that every offset is of, by the name the findings and loops have for the file.
  std::map<std::string, std::string> Sources;
  std::optional<ProgramResult> Program; ///< With --bench-cmd.
  unsigned Units = 0;
  double Seconds = 0;
};

/// How many times as fast the program becomes by the change, by its share of the time and what was measured of it
/// (Amdahl's law); nothing if one of them is not known.
std::optional<double> predictedGain(const Finding &F);

llvm::StringRef toString(Level L);
llvm::StringRef toString(Status S);
llvm::StringRef toString(How H);
llvm::StringRef toString(LoopFate F);
std::optional<Level> parseLevel(llvm::StringRef Text);
std::optional<Status> parseStatus(llvm::StringRef Text);
std::optional<How> parseHow(llvm::StringRef Text);
std::optional<LoopFate> parseFate(llvm::StringRef Text);

/// The level a set of obligations adds up to.
Level trustOf(const std::vector<Obligation> &Obligations);

/// Applies the edits of one file to \p Text. Asserts that they are disjoint,
/// ascending and inside the text.
std::string applyEdits(llvm::StringRef Text, const std::vector<Edit> &Edits);

} // namespace hone

#endif
