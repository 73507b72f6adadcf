// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which programs are compared with what, and where the answer goes. The clock of the baseline is read here.
#include "BenchCommand.h"
#include "Progress.h"
#include "hone/Baseline/Baseline.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <ctime>
#include <random>
#include <set>

namespace hone {

/// The program as a path, so that it is not looked for elsewhere.
static llvm::Expected<std::string> programPath(const std::string &Word) {
  if (!llvm::sys::fs::exists(Word))
    return failure(fmt::format("{}: there is no such program", Word));
  if (llvm::sys::fs::is_directory(Word) || !llvm::sys::fs::can_execute(Word))
    return failure(fmt::format("{} is no program that can be run", Word));
  // Links stay: where a program is found may be how it finds its data.
  llvm::SmallString<256> Path(Word);
  if (std::error_code E = llvm::sys::fs::make_absolute(Path))
    return failure(fmt::format("{}: {}", Word, E.message()));
  return Path.str().str();
}

static llvm::Expected<std::vector<std::string>> programPaths(const std::vector<std::string> &Words) {
  std::vector<std::string> Paths;
  std::set<std::string> Names;
  for (const std::string &Word : Words) {
    llvm::Expected<std::string> Path = programPath(Word);
    if (!Path)
      return Path.takeError();
    if (!Names.insert(llvm::sys::path::filename(Word).str()).second)
      return failure(fmt::format("two programs are called {}: give one at a time", llvm::sys::path::filename(Word).str()));
    Paths.push_back(std::move(*Path));
  }
  return Paths;
}

static llvm::Expected<std::vector<ProgramBuilds>> pairPrograms(const Request &R) {
  const std::string &Against = R.Run.Against;
  const bool Folder = llvm::sys::fs::is_directory(Against);
  if (!Folder && R.Benched.size() != 1)
    return failure("--against=BINARY goes with one program; for several give the folder of the old ones");
  std::vector<ProgramBuilds> All;
  llvm::Expected<std::vector<std::string>> New = programPaths(R.Benched);
  if (!New)
    return New.takeError();
  for (std::size_t I = 0; I != New->size(); ++I) {
    const std::string Name = llvm::sys::path::filename(R.Benched[I]).str();
    llvm::Expected<std::string> Old = programPath(Folder ? Against + "/" + Name : Against);
    if (!Old)
      return Old.takeError();
    All.push_back({Name, *Old, (*New)[I]});
  }
  return All;
}

static std::string today() {
  const std::time_t Now = std::time(nullptr);
  std::tm Parts{};
  char Text[32];
  gmtime_r(&Now, &Parts);
  return std::string(Text, std::strftime(Text, sizeof Text, "%Y-%m-%dT%H:%M:%SZ", &Parts));
}

static llvm::Expected<std::vector<BaselineEntry>> readBaseline(const std::string &File) {
  llvm::Expected<std::string> Text = readFile(File);
  if (!Text)
    return failure(fmt::format("{}; --baseline=update makes one", llvm::toString(Text.takeError())));
  llvm::Expected<std::vector<BaselineEntry>> Entries = parseBaseline(*Text);
  if (!Entries)
    return failure(fmt::format("{}: {}", File, llvm::toString(Entries.takeError())));
  return Entries;
}

static llvm::Error print(const Request &R, const std::string &Text) {
  if (!R.OutputFile.empty())
    return writeFile(R.OutputFile, Text);
  llvm::outs() << Text;
  llvm::outs().flush();
  return llvm::Error::success();
}

static llvm::Error printReport(const Request &R, const BenchmarkReport &Result) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  if (R.As == Format::Json)
    writeBenchmarkJson(Result, OS);
  else if (R.As == Format::Markdown)
    writeBenchmarkMarkdown(Result, OS);
  else
    writeBenchmarkText(Result, R.Quiet, OS);
  return print(R, Text);
}

static llvm::Error updateBaseline(const Request &R, const MeasuredPrograms &Now) {
  std::vector<BaselineEntry> Entries;
  if (llvm::sys::fs::exists(R.BaselineFile)) {
    llvm::Expected<std::vector<BaselineEntry>> Stored = readBaseline(R.BaselineFile);
    if (!Stored)
      return Stored.takeError();
    Entries = std::move(*Stored);
  }
  llvm::append_range(Entries, Now.Entries);
  if (std::error_code E = llvm::sys::fs::create_directories(llvm::sys::path::parent_path(realPath(R.BaselineFile))))
    return failure(fmt::format("{}: {}", R.BaselineFile, E.message()));
  if (llvm::Error E = writeFile(R.BaselineFile, printBaseline(std::move(Entries))))
    return E;
  if (R.Quiet)
    return llvm::Error::success();
  for (const std::string &N : Now.Notes)
    llvm::errs() << "hone: " << N << "\n";
  llvm::errs() << fmt::format("hone: {} benchmarks stored in {}\n", Now.Entries.size(), R.BaselineFile);
  return llvm::Error::success();
}

/// `--baseline=report`: all of the file, or what it has of the programs.
static llvm::Error reportBaseline(const Request &R) {
  llvm::Expected<std::vector<BaselineEntry>> Stored = readBaseline(R.BaselineFile);
  if (!Stored)
    return Stored.takeError();
  std::set<std::string> Names;
  for (const std::string &Word : R.Benched)
    Names.insert(llvm::sys::path::filename(Word).str());
  if (!Names.empty())
    llvm::erase_if(*Stored, [&](const BaselineEntry &E) { return !Names.count(E.Program); });
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  if (R.As == Format::Json)
    writeBaselineJson(*Stored, OS);
  else
    writeBaselineHistory(*Stored, OS);
  return print(R, Text);
}

static llvm::Expected<bool> withBaseline(const Request &R, const BenchmarkOptions &Options, Progress &Shown) {
  // Before minutes of measuring: a file that cannot be used is known at once.
  std::vector<BaselineEntry> Stored;
  const bool Update = R.Baseline == "update";
  if (!Update || llvm::sys::fs::exists(R.BaselineFile)) {
    llvm::Expected<std::vector<BaselineEntry>> Read = readBaseline(R.BaselineFile);
    if (!Read)
      return Read.takeError();
    Stored = std::move(*Read);
  }
  llvm::Expected<std::vector<std::string>> Programs = programPaths(R.Benched);
  if (!Programs)
    return Programs.takeError();
  llvm::Expected<MeasuredPrograms> Now = measurePrograms(*Programs, R.BaselineKey, today(), Options);
  Shown.clear();
  if (!Now)
    return Now.takeError();
  if (Update) {
    if (llvm::Error E = updateBaseline(R, *Now))
      return std::move(E);
    return false;
  }
  const BenchmarkReport Result = compareStored(*Now, Stored, Options);
  if (llvm::Error E = printReport(R, Result))
    return std::move(E);
  return Result.alarm();
}

llvm::Expected<bool> benchCommand(const Request &R) {
  if (R.Baseline == "report") {
    if (llvm::Error E = reportBaseline(R))
      return std::move(E);
    return false;
  }
  Progress Shown(R.Quiet);
  BenchmarkOptions Options;
  Options.Run = makeBenchmarkRunner();
  Options.Count = makeInstructionCounter(Options.Run);
  Options.Filter = R.BenchFilter;
  Options.MinSeconds = R.BenchMinSeconds;
  Options.Seed = std::random_device()();
  Options.Progress = [&](const std::string &What, std::size_t Done, std::size_t Of) { Shown(What, Done, Of); };
  if (!R.Baseline.empty())
    return withBaseline(R, Options, Shown);
  llvm::Expected<std::vector<ProgramBuilds>> Programs = pairPrograms(R);
  if (!Programs)
    return Programs.takeError();
  llvm::Expected<BenchmarkReport> Result = compareBuilds(*Programs, Options);
  Shown.clear();
  if (!Result)
    return Result.takeError();
  if (llvm::Error E = printReport(R, *Result))
    return std::move(E);
  return Result->alarm();
}

} // namespace hone
