// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Starts Google Benchmark programs and reads what they say. The answer goes to a file and not through
// standard output, where a program may have more to say; the flags are those that 1.5 and 1.9 know alike.
#include "hone/Baseline/Baseline.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include <cmath>
#include <fmt/format.h>

using llvm::StringRef;

namespace hone {

static constexpr double SecondsForRun = 1800;

static double nanosecondsOf(const llvm::json::Object &B) {
  // The clock that the benchmark asked for stands in its name; without one it is that of its thread.
  const StringRef Name = B.getString("run_name").value_or(B.getString("name").value_or(""));
  const bool Wall = Name.contains("/real_time") || Name.contains("/manual_time");
  const double Value = B.getNumber(Wall ? "real_time" : "cpu_time").value_or(0);
  const StringRef Unit = B.getString("time_unit").value_or("ns");
  return Value * (Unit == "s" ? 1e9 : Unit == "ms" ? 1e6 : Unit == "us" ? 1e3 : 1);
}

/// Adds one run; \p Count says how many there were of each.
static void addRun(const llvm::json::Object &B, BenchmarkOutput &Output, std::map<std::string, double> &Count) {
  const StringRef Name = B.getString("run_name").value_or(B.getString("name").value_or(""));
  const bool Aggregate = B.getString("run_type").value_or("iteration") == "aggregate";
  // Where only aggregates are reported, the mean is as good as the runs.
  if (Name.empty() || (Aggregate && (B.getString("aggregate_name").value_or("") != "mean" || Count.count(Name.str()))))
    return;
  BenchmarkTime &T = Output.Benchmarks[Name.str()];
  if (B.getBoolean("error_occurred").value_or(false) || B.getBoolean("skipped").value_or(false) || B.getString("skipped")) {
    T.Problem = B.getString("error_message").value_or(B.getString("skip_message").value_or("the benchmark was skipped")).str();
    return;
  }
  const double N = Count[Name.str()]++;
  T.Nanoseconds = (T.Nanoseconds * N + nanosecondsOf(B)) / (N + 1);
  T.Iterations = B.getNumber("iterations").value_or(0);
}

llvm::Expected<BenchmarkOutput> parseBenchmarkOutput(StringRef Program, StringRef Json) {
  auto Wrong = [&] {
    return failure(fmt::format("{} is not a Google Benchmark program: it does not write what --benchmark_out asks for", Program.str()));
  };
  llvm::Expected<llvm::json::Value> Value = llvm::json::parse(Json);
  if (!Value) {
    llvm::consumeError(Value.takeError());
    return Wrong();
  }
  const llvm::json::Object *Top = Value->getAsObject();
  const llvm::json::Object *Context = Top ? Top->getObject("context") : nullptr;
  const llvm::json::Array *All = Top ? Top->getArray("benchmarks") : nullptr;
  if (!Context || !All)
    return Wrong();
  BenchmarkOutput Output;
  for (const auto &[Name, Said] : *Context)
    if (std::optional<StringRef> Text = Said.getAsString())
      Output.Context[llvm::StringRef(Name).str()] = Text->str();
  std::map<std::string, double> Count;
  for (const llvm::json::Value &B : *All)
    if (const llvm::json::Object *Fields = B.getAsObject())
      addRun(*Fields, Output, Count);
  for (auto &[Name, T] : Output.Benchmarks)
    if (T.Problem.empty() && !(std::isfinite(T.Nanoseconds) && T.Nanoseconds > 0))
      T.Problem = "it has no time";
  return Output;
}

std::string filterFor(const std::vector<std::string> &Names) {
  std::vector<std::string> Escaped;
  for (const std::string &Name : Names) {
    std::string Text;
    for (char C : Name) {
      if (StringRef(".[]{}()\\*+?|^$").contains(C))
        Text += '\\';
      Text += C;
    }
    Escaped.push_back(std::move(Text));
  }
  return "^(" + llvm::join(Escaped, "|") + ")$";
}

/// What a program that failed said last.
static std::string lastLine(StringRef Text) {
  const StringRef Trimmed = Text.rtrim();
  const StringRef Last = Trimmed.substr(Trimmed.rfind('\n') + 1).trim();
  return Last.empty() ? "" : ": " + Last.take_front(200).str();
}

static llvm::Expected<BenchmarkOutput> startOnce(const BenchmarkStart &Start) {
  llvm::Expected<TempDir> Folder = TempDir::create();
  if (!Folder)
    return Folder.takeError();
  const std::string File = Folder->file("out.json");
  std::vector<std::string> Command = {Start.Program, "--benchmark_out=" + File, "--benchmark_out_format=json",
                                      fmt::format("--benchmark_min_time={}", Start.MinSeconds)};
  if (!Start.Filter.empty())
    Command.push_back("--benchmark_filter=" + Start.Filter);
  Limits L;
  L.Seconds = SecondsForRun;
  L.PinToCpu = Start.Cpu;
  llvm::Expected<ProcessResult> R = runProcess(Command, "", L);
  if (!R)
    return R.takeError();
  if (R->TimedOut)
    return failure(fmt::format("{} does not end within {:.0f} minutes; leave out what takes long with --filter", Start.Program, SecondsForRun / 60));
  if (R->Signal)
    return failure(fmt::format("{} died of signal {}{}", Start.Program, R->Signal, lastLine(R->Err)));
  if (R->ExitCode)
    return failure(fmt::format("{} ended with status {}{}; is it a Google Benchmark program?", Start.Program, R->ExitCode, lastLine(R->Err)));
  // With a filter that nothing matches, nothing is written.
  if (StringRef(R->Err).contains("Failed to match any benchmarks"))
    return BenchmarkOutput();
  llvm::Expected<std::string> Text = readFile(File);
  if (!Text) {
    llvm::consumeError(Text.takeError());
    return parseBenchmarkOutput(Start.Program, "");
  }
  return parseBenchmarkOutput(Start.Program, *Text);
}

BenchmarkRunner makeBenchmarkRunner() { return startOnce; }

} // namespace hone
