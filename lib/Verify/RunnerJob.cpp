// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Jobs go to the runner in a file, answers come back on its standard output,
// which tested code cannot reach. A runner that dies leaves the answers it had
// given; cases without one are simply not done.
#include "RunnerJob.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <cmath>

using namespace hone;
using llvm::StringRef;

hone::RunnerJob::RunnerJob(StringRef Prelude) : Text(("prelude " + Prelude + "\n").str()) {}

void hone::RunnerJob::addCase(unsigned Number, StringRef Library, unsigned Edges) {
  Text += fmt::format("case {} {} {}\n", Number, Edges, Library.str());
}

void hone::RunnerJob::run(unsigned Number, unsigned Edges, const VerifyOptions &Options) {
  Text += fmt::format("run {} {} {} {} {} {} {}\n", Number, Options.Seed, Options.MinInputs,
                      std::max(Options.MinInputs, Options.WantedInputs),
                      std::ceil(Edges * Options.MinCoverage), Options.MaxTries,
                      static_cast<unsigned>(Options.SecondsPerTwin));
  Seconds += 2 * Options.SecondsPerTwin;
}

void hone::RunnerJob::inputs(unsigned Number, const std::vector<TestInput> &Inputs) {
  Text += fmt::format("inputs {} {}\n", Number, Inputs.size());
  for (const TestInput &I : Inputs)
    Text += fmt::format("{} {} {} {}\n", I.Seed, I.Size, I.Mode, fmt::join(I.Demand, " "));
}

void hone::RunnerJob::mutants(unsigned Number, StringRef Library,
                              const std::vector<std::string> &Symbols,
                              const VerifyOptions &Options) {
  Text += fmt::format("mutants {} {} {} {}\n", Number, Symbols.size(),
                      static_cast<unsigned>(Options.SecondsPerTwin), Library.str());
  for (const std::string &Symbol : Symbols)
    Text += Symbol + "\n";
  Seconds += Options.SecondsPerTwin * 2;
}

void hone::RunnerJob::hunt(unsigned Number, StringRef Library,
                           const std::vector<std::string> &Symbols, const VerifyOptions &Options) {
  // Other inputs than run() has tried.
  Text += fmt::format("hunt {} {} {} {} {} {}\n", Number, Options.Seed + 1, Options.MaxTries,
                      Symbols.size(), static_cast<unsigned>(Options.SecondsToHunt), Library.str());
  for (const std::string &Symbol : Symbols)
    Text += Symbol + "\n";
  Seconds += Options.SecondsToHunt * 2;
}

void hone::RunnerJob::bench(unsigned Number, const VerifyOptions &Options) {
  Text += fmt::format("bench {} {} {} {}\n", Number, Options.Seed, 4,
                      static_cast<unsigned>(Options.SecondsPerTwin));
  Seconds += Options.SecondsPerTwin;
}

static std::string unescape(StringRef Text) {
  std::string Out;
  for (std::size_t I = 0; I != Text.size(); ++I) {
    if (Text[I] == '\\' && I + 1 != Text.size())
      Out += Text[++I] == 'n' ? '\n' : Text[I];
    else
      Out += Text[I];
  }
  return Out;
}

/// The next blank-separated number of \p Rest; 0 if there is none.
template <class T> static T number(StringRef &Rest) {
  Rest = Rest.ltrim();
  T Value = 0;
  if (Rest.consumeInteger(10, Value))
    Rest = "";
  return Value;
}

static StringRef word(StringRef &Rest) {
  auto [First, Others] = Rest.ltrim().split(' ');
  Rest = Others;
  return First;
}

static TestInput input(StringRef &Rest) {
  TestInput I;
  I.Seed = number<std::uint64_t>(Rest);
  I.Size = number<std::uint64_t>(Rest);
  I.Mode = number<int>(Rest);
  for (unsigned &D : I.Demand)
    D = number<unsigned>(Rest);
  return I;
}

static void readAnswer(StringRef Verb, StringRef Rest, CaseAnswer &A) {
  if (Verb == "accepted") {
    A.Accepted.push_back(input(Rest));
  } else if (Verb == "edges") {
    while (!Rest.trim().empty())
      A.Edges.push_back(number<unsigned>(Rest));
  } else if (Verb == "different") {
    A.Different = input(Rest);
    A.How = word(Rest).str();
    A.Signal = number<int>(Rest);
  } else if (Verb == "text") {
    unsigned Which = number<unsigned>(Rest);
    Rest.consume_front(" ");
    if (Which < 3)
      A.Texts[Which] = unescape(Rest);
  } else if (Verb == "mutant") {
    StringRef Symbol = word(Rest);
    StringRef Fate = word(Rest);
    unsigned Towards = number<unsigned>(Rest);
    A.Mutants[Symbol.str()] = {Fate == "killed", Fate == "survived", number<unsigned>(Rest), Towards};
  } else if (Verb == "bench") {
    std::uint64_t Size = number<std::uint64_t>(Rest);
    A.Bench[Size].push_back(number<std::uint64_t>(Rest));
  } else if (Verb == "failed") {
    A.Failed.Code = word(Rest).str();
    A.Failed.Text = Rest.trim().str();
  } else if (Verb == "why") {
    A.Why.Code = word(Rest).str();
    A.Why.Text = Rest.trim().str();
  } else if (Verb == "gaveup") {
    A.GaveUp = Rest.trim().str();
  } else if (Verb == "done") {
    number<unsigned>(Rest);
    A.Rejected = number<unsigned>(Rest);
    number<unsigned>(Rest);
    A.TouchesGlobals = number<int>(Rest) != 0;
    A.CpuMilliseconds = static_cast<double>(number<std::uint64_t>(Rest)) * 1e-3;
    A.TestedMilliseconds = static_cast<double>(number<std::uint64_t>(Rest)) * 1e-3;
    A.Done = true;
  }
}

static std::string findRunner(const VerifyOptions &Options) {
  if (!Options.Runner.empty())
    return Options.Runner;
  static int Anchor;
  std::string Self = llvm::sys::fs::getMainExecutable(nullptr, &Anchor);
  return (llvm::sys::path::parent_path(Self) + "/hone-runner").str();
}

llvm::Expected<std::map<unsigned, CaseAnswer>>
hone::RunnerJob::execute(const VerifyOptions &Options, StringRef Folder, std::string &Problem) {
  std::string Runner = findRunner(Options);
  if (!llvm::sys::fs::can_execute(Runner))
    return failure("hone-runner is not beside the program, at " + Runner);
  std::string JobPath = (Folder + "/jobs").str();
  if (llvm::Error Failed = writeFile(JobPath, Text))
    return std::move(Failed);
  Limits L;
  L.Seconds = Seconds;
  L.MemoryBytes = std::uint64_t(4) << 30;
  L.FileBytes = 1 << 20;
  // Not Contained: it has to fork. Its children contain themselves.
  auto Result = runProcess({Runner, JobPath}, Folder, L);
  if (!Result)
    return Result.takeError();

  std::map<unsigned, CaseAnswer> Answers;
  llvm::SmallVector<StringRef, 0> Lines;
  StringRef(Result->Out).split(Lines, '\n', -1, false);
  for (StringRef Line : Lines) {
    StringRef Verb = word(Line);
    unsigned Number = number<unsigned>(Line);
    readAnswer(Verb, Line.ltrim(), Answers[Number]);
  }
  if (Result->TimedOut)
    Problem = "the time limit passed";
  else if (Result->Signal != 0)
    Problem = fmt::format("the runner died of signal {}", Result->Signal);
  return Answers;
}
