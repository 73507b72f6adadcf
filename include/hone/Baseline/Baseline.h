// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Benchmarks of a project, run again: an old build against a new one, or what was stored against what is
// measured now. Programs are Google Benchmark's; what is told of them is plain data.
#ifndef HONE_BASELINE_BASELINE_H
#define HONE_BASELINE_BASELINE_H

#include "hone/Bench/Bench.h"
#include "llvm/Support/raw_ostream.h"
#include <functional>
#include <map>

namespace hone {

/// One start of a Google Benchmark program.
struct BenchmarkStart {
  std::string Program;
  std::string Filter;       ///< A regular expression as --benchmark_filter takes it; empty: all.
  double MinSeconds = 0.02; ///< What each benchmark runs for at least.
  int Cpu = -1;             ///< To be pinned to; -1: not at all.
};

/// What a program said of one of its benchmarks: the mean of its repetitions.
struct BenchmarkTime {
  double Nanoseconds = 0; ///< Of one iteration, by the clock that the benchmark chose.
  double Iterations = 0;
  std::string Problem; ///< The benchmark's own error; empty: none.
};

struct BenchmarkOutput {
  std::map<std::string, BenchmarkTime> Benchmarks;
  std::map<std::string, std::string> Context; ///< The texts among it: those of the user, too.
};

/// Reads what --benchmark_out wrote. Errors: it is no such file; \p Program is for the sentence.
llvm::Expected<BenchmarkOutput> parseBenchmarkOutput(llvm::StringRef Program, llvm::StringRef Json);

/// Starts a program once. Errors: it is no Google Benchmark program, crashes, or hangs.
using BenchmarkRunner = std::function<llvm::Expected<BenchmarkOutput>(const BenchmarkStart &)>;
BenchmarkRunner makeBenchmarkRunner();

/// A regular expression that \p Names match and nothing else does.
std::string filterFor(const std::vector<std::string> &Names);

struct InstructionCount {
  double PerIteration = 0;
  std::string Counter; ///< perf or callgrind: what one counts, the other counts otherwise.
};

/// Counts instructions of a program's benchmark, of the timed loop only. Errors: the reason why they cannot
/// be counted, for a sentence.
using InstructionCounter = std::function<llvm::Expected<InstructionCount>(const std::string &Program, const std::string &Benchmark)>;
InstructionCounter makeInstructionCounter(BenchmarkRunner Run);
/// Sum of what the last part of callgrind's counted; nothing if it is no such text. \p Untimed is set if
/// the clock was stopped meanwhile.
std::optional<double> callgrindTotal(llvm::StringRef Text, bool &Untimed);

/// What is known of a benchmark in the end. Slower and MoreInstructions are alarms.
enum class BenchmarkStatus { Slower, MoreInstructions, Unknown, NotSlower, SameInstructions, Faster, FewerInstructions };
llvm::StringRef name(BenchmarkStatus S);

/// All ratios are old by new: below 1 is slower than before.
struct BenchmarkComparison {
  std::string Program, Name;
  BenchmarkStatus Status = BenchmarkStatus::Unknown;
  std::string Note; ///< The reason of Unknown; else what besides is to be known, or nothing.
  double OldNanoseconds = 0, NewNanoseconds = 0;
  unsigned Pairs = 0;
  std::optional<Interval> Ratio, Second; ///< Of times side by side: the first series and the one that was to confirm it.
  std::optional<double> OldInstructions, NewInstructions;
};

struct BenchmarkReport {
  std::vector<BenchmarkComparison> Benchmarks;
  std::vector<std::string> Notes;
  bool alarm() const;
};

/// A program in two builds.
struct ProgramBuilds {
  std::string Name, Old, New;
};

struct BenchmarkOptions {
  BenchmarkRunner Run;
  InstructionCounter Count;
  std::string Filter;
  double MinSeconds = 0.02;
  std::uint64_t Seed = 1; ///< Of the order in which old and new take turns.
  std::function<void(const std::string &, std::size_t, std::size_t)> Progress;
};

/// What an interval says of a slow-down.
enum class Slowdown { Yes, No, Open };
/// Yes if its upper end is below 0.97, No if its lower end is above 1 / 1.05; else there is noise, or little to see.
Slowdown judgeSlowdown(const Interval &I);

/// Runs both builds of each program in turns and decides. Errors: a program cannot be run, or no benchmark is
/// in both builds.
llvm::Expected<BenchmarkReport> compareBuilds(const std::vector<ProgramBuilds> &Programs, const BenchmarkOptions &Options);

/// One benchmark as it was on one day.
struct BaselineEntry {
  std::string Key, Program, Name;
  std::string Date; ///< 2026-01-31T12:00:00Z
  double Nanoseconds = 0;
  std::optional<InstructionCount> Instructions;
};

/// Errors: the text is no baseline, with the number of the line.
llvm::Expected<std::vector<BaselineEntry>> parseBaseline(llvm::StringRef Text);
/// Sorted by key, program, benchmark and date, a line for each entry.
std::string printBaseline(std::vector<BaselineEntry> Entries);

/// The machine, and how the program was built as far as its context, its file or \p UserKey say.
std::string baselineKey(const std::string &Program, const BenchmarkOutput &Output, const std::string &UserKey);

/// What is measured now.
struct MeasuredPrograms {
  std::vector<BaselineEntry> Entries;
  std::map<std::string, std::string> Paths; ///< Of the programs.
  std::vector<std::string> Notes;
};
llvm::Expected<MeasuredPrograms> measurePrograms(const std::vector<std::string> &Programs, const std::string &UserKey,
                                                 const std::string &Date, const BenchmarkOptions &Options);

/// Compares with the newest entry of the same key, counting again what has more instructions.
BenchmarkReport compareStored(const MeasuredPrograms &Now, const std::vector<BaselineEntry> &Stored,
                              const BenchmarkOptions &Options);

void writeBenchmarkText(const BenchmarkReport &R, bool Quiet, llvm::raw_ostream &OS);
void writeBenchmarkJson(const BenchmarkReport &R, llvm::raw_ostream &OS);
void writeBenchmarkMarkdown(const BenchmarkReport &R, llvm::raw_ostream &OS);
/// The history of every benchmark, with a plot in letters: Markdown.
void writeBaselineHistory(const std::vector<BaselineEntry> &Entries, llvm::raw_ostream &OS);
void writeBaselineJson(const std::vector<BaselineEntry> &Entries, llvm::raw_ostream &OS);

} // namespace hone

#endif
