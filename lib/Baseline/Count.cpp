// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counts the instructions of a benchmark's timed loop. A whole program's would drown them: it starts, asks
// for the machine, and the benchmark makes its inputs.
//
// perf: where the processor's counter may be read and the program takes a number of iterations
// (--benchmark_min_time=1000x, Google Benchmark 1.8), it runs with N and with 2 N of them; all else cancels.
// callgrind: is told to begin at StartKeepRunning and to write at FinishKeepRunning, which the library
// calls around the loop. Every trial of the library leaves a file; the last is the one it reports.
#include "hone/Baseline/Baseline.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include <fmt/format.h>

using llvm::StringRef;

namespace hone {

static constexpr double SecondsForCount = 300;
static constexpr double CountedSeconds = 0.02;

static llvm::Expected<ProcessResult> runLimited(const std::vector<std::string> &Command) {
  Limits L;
  L.Seconds = SecondsForCount;
  return runProcess(Command, "", L);
}

std::optional<double> callgrindTotal(StringRef Text, bool &Untimed) {
  std::optional<double> Total;
  for (StringRef Rest = Text; !Rest.empty();) {
    auto [Line, Next] = Rest.split('\n');
    double Value = 0;
    if (Line.consume_front("totals:") && !Line.trim().split(' ').first.getAsDouble(Value))
      Total = Value;
    else if (Line.contains("benchmark::State::PauseTiming"))
      Untimed = true;
    Rest = Next;
  }
  return Total;
}

/// The numbered parts that callgrind has written: how many.
static unsigned partsOf(const std::string &File) {
  unsigned Parts = 0;
  while (llvm::sys::fs::exists(fmt::format("{}.{}", File, Parts + 1)))
    ++Parts;
  return Parts;
}

static llvm::Expected<InstructionCount> countWithCallgrind(const std::string &Program, const std::string &Benchmark) {
  if (!llvm::sys::findProgramByName("valgrind"))
    return failure("valgrind is not installed");
  llvm::Expected<TempDir> Folder = TempDir::create();
  if (!Folder)
    return Folder.takeError();
  const std::string Counted = Folder->file("callgrind"), Said = Folder->file("out.json");
  // Bound at once: finding a function on its first call is not the loop's work.
  llvm::Expected<ProcessResult> R = runLimited(
      {"env", "LD_BIND_NOW=1", "valgrind", "--tool=callgrind", "--callgrind-out-file=" + Counted,
       "--zero-before=benchmark::State::StartKeepRunning()", "--dump-before=benchmark::State::FinishKeepRunning()", Program,
       "--benchmark_out=" + Said, "--benchmark_out_format=json", fmt::format("--benchmark_min_time={}", CountedSeconds),
       "--benchmark_filter=" + filterFor({Benchmark})});
  if (!R)
    return R.takeError();
  if (R->TimedOut)
    return failure(fmt::format("it does not end within {:.0f} seconds under callgrind", SecondsForCount));
  if (!R->ok())
    return failure("it fails under callgrind");
  const unsigned Parts = partsOf(Counted);
  if (!Parts)
    return failure("callgrind does not see the loop: the program is stripped, or not Google Benchmark's loop");
  llvm::Expected<std::string> Text = readFile(fmt::format("{}.{}", Counted, Parts));
  if (!Text)
    return Text.takeError();
  bool Untimed = false;
  std::optional<double> Total = callgrindTotal(*Text, Untimed);
  if (Untimed)
    return failure("its loop stops the clock, and what it does meanwhile would be counted");
  llvm::Expected<std::string> Json = readFile(Said);
  if (!Json)
    return Json.takeError();
  llvm::Expected<BenchmarkOutput> Output = parseBenchmarkOutput(Program, *Json);
  if (!Output)
    return Output.takeError();
  const double Iterations = Output->Benchmarks[Benchmark].Iterations;
  if (!Total || !(*Total > 0) || !(Iterations > 0))
    return failure("callgrind's answer cannot be read");
  return InstructionCount{*Total / Iterations, "callgrind"};
}

/// Instructions of a whole run, or nothing where the counter may not be read or the program fails.
static std::optional<double> perfCount(const std::vector<std::string> &Command) {
  std::vector<std::string> All = {"perf", "stat", "-x,", "-e", "instructions:u"};
  All.insert(All.end(), Command.begin(), Command.end());
  llvm::Expected<ProcessResult> R = runLimited(All);
  if (!R) {
    llvm::consumeError(R.takeError());
    return std::nullopt;
  }
  for (StringRef Rest = R->Err; R->ok() && !Rest.empty(); Rest = Rest.split('\n').second) {
    const StringRef Line = Rest.split('\n').first;
    double Value = 0;
    if (Line.contains("instructions") && !Line.split(',').first.getAsDouble(Value))
      return Value;
  }
  return std::nullopt;
}

/// Instructions of a run of \p N iterations; nothing if the program makes it others.
static std::optional<double> perfIterations(const std::string &Program, const std::string &Benchmark, double N) {
  llvm::Expected<TempDir> Folder = TempDir::create();
  if (!Folder) {
    llvm::consumeError(Folder.takeError());
    return std::nullopt;
  }
  const std::string Said = Folder->file("out.json");
  std::optional<double> Count = perfCount({Program, "--benchmark_filter=" + filterFor({Benchmark}), fmt::format("--benchmark_min_time={:.0f}x", N),
                                           "--benchmark_out=" + Said, "--benchmark_out_format=json"});
  auto Text = llvm::MemoryBuffer::getFile(Said);
  if (!Count || !Text)
    return std::nullopt;
  llvm::Expected<BenchmarkOutput> Output = parseBenchmarkOutput(Program, (*Text)->getBuffer());
  if (!Output) {
    llvm::consumeError(Output.takeError());
    return std::nullopt;
  }
  return Output->Benchmarks[Benchmark].Iterations == N ? Count : std::nullopt;
}

/// Whether the program could stop the clock within its loop, which perf would not notice.
static bool mayPause(const std::string &Program) {
  auto Text = llvm::MemoryBuffer::getFile(Program);
  return !Text || (*Text)->getBuffer().contains("5State11PauseTimingEv");
}

static std::optional<InstructionCount> countWithPerf(const std::string &Program, const std::string &Benchmark, const BenchmarkRunner &Run) {
  if (!llvm::sys::findProgramByName("perf") || mayPause(Program) || !perfCount({"true"}))
    return std::nullopt;
  llvm::Expected<BenchmarkOutput> Once = Run({Program, filterFor({Benchmark}), CountedSeconds, -1});
  if (!Once) {
    llvm::consumeError(Once.takeError());
    return std::nullopt;
  }
  const double Iterations = Once->Benchmarks[Benchmark].Iterations;
  // The rest of the program takes now more, now less: the middle one of three.
  std::vector<double> Differences;
  while (Iterations >= 1 && Differences.size() != 3) {
    std::optional<double> One = perfIterations(Program, Benchmark, Iterations);
    std::optional<double> Two = perfIterations(Program, Benchmark, 2 * Iterations);
    if (!One || !Two || *Two <= *One)
      return std::nullopt;
    Differences.push_back((*Two - *One) / Iterations);
  }
  if (Differences.empty())
    return std::nullopt;
  llvm::sort(Differences);
  return InstructionCount{Differences[1], "perf"};
}

InstructionCounter makeInstructionCounter(BenchmarkRunner Run) {
  return [Run](const std::string &Program, const std::string &Benchmark) -> llvm::Expected<InstructionCount> {
    if (StringRef(Benchmark).contains("/manual_time"))
      return failure("it takes its time itself, and which instructions belong to it is not known");
    if (StringRef(Benchmark).contains("/threads:") && !StringRef(Benchmark).ends_with("/threads:1"))
      return failure("several threads share its work");
    if (std::optional<InstructionCount> C = countWithPerf(Program, Benchmark, Run))
      return *C;
    return countWithCallgrind(Program, Benchmark);
  };
}

} // namespace hone
