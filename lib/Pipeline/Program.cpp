// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Program.h"
#include "BuiltFiles.h"
#include "hone/Bench/Bench.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <chrono>
#include <random>

using llvm::Error;

namespace hone {

/// An interval needs so many.
static constexpr unsigned FewestPairs = 6;
static constexpr std::size_t MostParts = 5;

namespace {

/// The program with some of the changes.
struct Variant {
  std::string Name;
  std::vector<std::string> Ids;
  std::vector<double> Wall, Cpu; ///< Seconds of each run.
};

class ProgramBench {
public:
  ProgramBench(const ProgramRequest &Request, PutChanges Put, BuiltFiles Files) : Request(Request), Put(Put), Files(std::move(Files)) {}
  Error run();
  ProgramMeasured result() const;

private:
  Error shell(const std::string &Command, ProcessResult *Ran = nullptr);
  Error build(const Variant &V);
  Error buildAll();
  Error measure();

  const ProgramRequest &Request;
  PutChanges Put;
  BuiltFiles Files;
  std::vector<Variant> Variants; ///< After, before, and all but one.
};

} // namespace

Error ProgramBench::shell(const std::string &Command, ProcessResult *Ran) {
  Limits L;
  L.Seconds = 3600;
  llvm::Expected<ProcessResult> R = runProcess({"/bin/sh", "-c", Command}, "", L);
  if (!R)
    return R.takeError();
  if (!R->ok())
    return failure(fmt::format("`{}` {}", Command, R->TimedOut ? "does not end within an hour" : R->Signal ? fmt::format("died of signal {}", R->Signal)
                                                                                       : fmt::format("ended with status {}", R->ExitCode)));
  if (Ran)
    *Ran = std::move(*R);
  return Error::success();
}

Error ProgramBench::build(const Variant &V) {
  if (Request.Doing)
    Request.Doing("build " + V.Name);
  if (Error E = Put(V.Ids))
    return E;
  if (Error E = shell(Request.BuildCommand))
    return E;
  Files.look();
  return Files.setAside(V.Name);
}

Error ProgramBench::buildAll() {
  // What a build writes is known only once it has written it, and then what was there is gone: so the first two are made twice.
  for (unsigned Twice = 0; Twice != 2; ++Twice)
    for (unsigned I : {1u, 0u})
      if (Error E = build(Variants[I]))
        return E;
  if (!Files.differ(Variants[0].Name, Variants[1].Name))
    return failure("the build writes nothing below the project and its build folder that differs with the changes");
  for (const Variant &V : llvm::drop_begin(Variants, 2))
    if (Error E = build(V))
      return E;
  return Error::success();
}

Error ProgramBench::measure() {
  std::mt19937 Random(1);
  std::vector<std::size_t> Order;
  for (std::size_t I = 0; I != Variants.size(); ++I)
    Order.push_back(I);
  double Spent = 0, First = 0;
  // The first round only warms up, and tells how many more there is time for.
  for (unsigned Round = 0; Round <= Request.Pairs; ++Round) {
    if (Round > FewestPairs && Spent + First > Request.Seconds)
      break;
    if (Request.Doing)
      Request.Doing(fmt::format("run {} ({} of {})", Request.BenchCommand, Round + 1, Request.Pairs + 1));
    std::shuffle(Order.begin(), Order.end(), Random);
    for (std::size_t I : Order) {
      ProcessResult Ran;
      if (Error E = Files.putBack(Variants[I].Name))
        return E;
      if (Error E = shell(Request.BenchCommand, &Ran))
        return E;
      Spent += Ran.WallSeconds;
      if (!Round) {
        First += Ran.WallSeconds;
        continue;
      }
      Variants[I].Wall.push_back(Ran.WallSeconds);
      Variants[I].Cpu.push_back(Ran.CpuSeconds);
    }
  }
  return Error::success();
}

Error ProgramBench::run() {
  Variants.push_back({"with all changes", Request.Ids, {}, {}});
  Variants.push_back({"without changes", {}, {}, {}});
  // Of one change there is nothing to leave out.
  if (Request.Ids.size() > 1)
    for (const std::string &Out : llvm::ArrayRef(Request.Ids).take_front(std::min(MostParts, Request.Ids.size()))) {
      std::vector<std::string> Rest = Request.Ids;
      llvm::erase(Rest, Out);
      Variants.push_back({"without " + Out, std::move(Rest), {}, {}});
    }
  if (Error E = buildAll())
    return E;
  Error Failed = measure();
  // What was built last belongs to the sources as they are: from there the build finds its way.
  Failed = llvm::joinErrors(std::move(Failed), Files.putBack(Variants.size() > 2 ? Variants.back().Name : Variants.front().Name));
  Failed = llvm::joinErrors(std::move(Failed), Put(Request.Ids));
  return llvm::joinErrors(std::move(Failed), shell(Request.BuildCommand));
}

static double median(std::vector<double> Values) {
  llvm::sort(Values);
  return (Values[(Values.size() - 1) / 2] + Values[Values.size() / 2]) / 2;
}

/// One thread at work all the time, as far as other programs let it: less than that is a program that waits.
static bool isOneThread(const Variant &V) {
  constexpr double Least = 0.01, Rounding = 1.05;
  for (std::size_t I = 0; I != V.Cpu.size(); ++I)
    if (V.Cpu[I] < Least || V.Cpu[I] > Rounding * V.Wall[I])
      return false;
  return true;
}

ProgramMeasured ProgramBench::result() const {
  const Variant &After = Variants[0], &Before = Variants[1];
  const auto Comparisons = static_cast<unsigned>(Variants.size() - 1);
  ProgramMeasured M;
  M.OfProcessor = llvm::all_of(Variants, isOneThread);
  auto Times = [&](const Variant &V) -> const std::vector<double> & { return M.OfProcessor ? V.Cpu : V.Wall; };
  auto RatioOf = [&](const Variant &Slow, std::string Id) {
    const Interval I = ratioInterval(Times(Slow), Times(After), Comparisons);
    return ProgramRatio{std::move(Id), I.Low, I.Median, I.High};
  };
  ProgramResult &R = M.Result;
  R.Command = Request.BenchCommand;
  R.Pairs = static_cast<unsigned>(After.Wall.size());
  R.BeforeMs = 1000 * median(Before.Wall);
  R.AfterMs = 1000 * median(After.Wall);
  R.All = RatioOf(Before, "");
  for (std::size_t I = 2; I < Variants.size(); ++I)
    R.Parts.push_back(RatioOf(Variants[I], Request.Ids[I - 2]));
  return M;
}

llvm::Expected<ProgramMeasured> measureProgram(const ProgramRequest &Request, PutChanges Put) {
  llvm::Expected<BuiltFiles> Files = BuiltFiles::create(Request.Folders);
  if (!Files)
    return Files.takeError();
  for (const std::string &Source : Request.Sources)
    Files->leaveOut(Source);
  ProgramBench Bench(Request, Put, std::move(*Files));
  if (Error E = Bench.run())
    return std::move(E);
  return Bench.result();
}

} // namespace hone
