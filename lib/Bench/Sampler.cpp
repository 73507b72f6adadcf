// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The real sampler: builds the binaries of a unit when the first of its twins
// is asked for, then starts each of them once per twin, pinned to one CPU, and
// collects the pairs. Code under test runs there and never here.
#include "Build.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <algorithm>
#include <csignal>
#include <fmt/format.h>
#include <sched.h>

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace hone {

namespace {

/// Binaries, or why there are none.
struct Outcome {
  std::optional<BenchBinaries> Built;
  std::string Problem;
};

/// What one binary printed.
struct Reading {
  std::vector<ShapeSamples> Shapes;
  bool Done = false;
};

class BinarySampler {
public:
  explicit BinarySampler(const SamplerOptions &Options) : Options(Options) {}
  Expected<Samples> operator()(const BenchRequest &Request);

private:
  const Outcome &build(const Unit &U, const TwinPlan &Plan, const std::vector<unsigned> &Chosen);
  const Outcome &binariesFor(const BenchRequest &Request);
  Expected<Reading> runOne(const BenchRequest &Request, const BenchBinaries &Binaries,
                           unsigned Variant, const std::vector<std::uint64_t> &Sizes,
                           bool Parallel) const;

  SamplerOptions Options;
  std::map<std::string, Outcome> Known; ///< By text and command.
};

} // namespace

const Outcome &BinarySampler::build(const Unit &U, const TwinPlan &Plan,
                                    const std::vector<unsigned> &Chosen) {
  std::string Key = U.Directory + '\n' + U.MainFile + '\n' + U.Compiler + '\n' +
                    llvm::join(U.FastFlags, "\n") + '\n';
  llvm::XXH128_hash_t Text =
      llvm::xxh3_128bits(llvm::arrayRefFromStringRef(composeTwins(Plan, Chosen)));
  Key += fmt::format("{:x} {:x}", Text.high64, Text.low64);
  auto [At, New] = Known.try_emplace(Key);
  if (New) {
    Expected<BenchBinaries> Built = buildBinaries(U, Plan, Chosen, Options);
    if (Built)
      At->second.Built.emplace(std::move(*Built));
    else
      At->second.Problem = llvm::toString(Built.takeError());
  }
  return At->second;
}

/// All twins of the unit in one build. If that fails, the twin asked for alone:
/// another twin's text must not cost it its chance.
const Outcome &BinarySampler::binariesFor(const BenchRequest &Request) {
  std::vector<unsigned> All;
  for (unsigned I = 0; I < Request.Plan->Twins.size(); ++I)
    if (Request.Plan->Twins[I].Unverified.Code.empty())
      All.push_back(I);
  const Outcome &Together = build(*Request.U, *Request.Plan, All);
  if (Together.Built || All.size() < 2 ||
      StringRef(Together.Problem).starts_with("compiler-missing"))
    return Together;
  return build(*Request.U, *Request.Plan, {Request.TwinIndex});
}

/// The last CPU this process may use: the first ones serve most interrupts.
static int chooseCpu() {
  cpu_set_t Allowed;
  if (sched_getaffinity(0, sizeof Allowed, &Allowed) != 0)
    return -1;
  for (int Cpu = CPU_SETSIZE - 1; Cpu >= 0; --Cpu)
    if (CPU_ISSET(Cpu, &Allowed))
      return Cpu;
  return -1;
}

/// Parallel code spends its time in other threads: only the wall clock, and
/// all CPUs, tell what it gains. These flags make it so; threads that code
/// starts by itself are found when it runs.
static bool isParallel(const Unit &U) {
  return llvm::any_of(U.FastFlags, [](StringRef F) {
    return (F.starts_with("-fopenmp") && F != "-fopenmp-simd") ||
           F.starts_with("-ftree-parallelize-loops");
  });
}

/// Reads "shape N CALLS" and pairs of numbers; other lines are not ours.
static Reading parseReport(StringRef Text, unsigned Pairs) {
  Reading R;
  while (!Text.empty()) {
    StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    llvm::SmallVector<StringRef, 3> Words;
    Line.split(Words, ' ', -1, false);
    if (Words.size() == 3 && Words[0] == "shape") {
      R.Shapes.emplace_back();
      R.Shapes.back().Data = "typical";
      if (Words[1].getAsInteger(10, R.Shapes.back().N))
        R.Shapes.pop_back();
    } else if (Words.size() == 2 && !R.Shapes.empty()) {
      double Before = 0, After = 0;
      if (!Words[0].getAsDouble(Before) && !Words[1].getAsDouble(After)) {
        R.Shapes.back().Before.push_back(Before);
        R.Shapes.back().After.push_back(After);
      }
    } else if (Words.size() == 1 && Words[0] == "done") {
      R.Done = true;
    }
  }
  // A shape that was cut off by the time limit does not count.
  llvm::erase_if(R.Shapes, [&](const ShapeSamples &S) { return S.Before.size() != Pairs; });
  return R;
}

Expected<Reading> BinarySampler::runOne(const BenchRequest &Request,
                                        const BenchBinaries &Binaries, unsigned Variant,
                                        const std::vector<std::uint64_t> &Sizes,
                                        bool Parallel) const {
  const Twin &T = Request.Plan->Twins[Request.TwinIndex];
  double Share = Options.Seconds * std::pow(4, Request.Look - 1) / static_cast<double>(Binaries.Programs.size());
  std::vector<std::string> Command{Binaries.Programs[Variant],
                                   std::to_string(T.Number),
                                   std::to_string(Options.Pairs),
                                   fmt::format("{:.0f}", 1000 * Share),
                                   std::to_string(Options.LayoutSeed * 1000 + Variant),
                                   Parallel ? "wall" : "cpu"};
  for (std::uint64_t Size : Sizes) {
    std::string Shape = std::to_string(Size);
    char Separator = ':';
    for (std::uint64_t Seed : Request.Seeds.at(Size)) {
      Shape += Separator + std::to_string(Seed);
      Separator = ',';
    }
    Command.push_back(std::move(Shape));
  }

  Limits L;
  L.CpuSeconds = Options.GraceSeconds + 8 * Share;
  L.Seconds = 6 * L.CpuSeconds; // The machine may be busy with other things.
  L.MemoryBytes = std::uint64_t(4) << 30;
  L.FileBytes = std::uint64_t(64) << 20;
  L.Contained = true;
  if (!Parallel)
    L.PinToCpu = chooseCpu();
  Expected<ProcessResult> R = runProcess(Command, Binaries.Folder.path(), L);
  if (!R)
    return R.takeError();

  Reading Read = parseReport(R->Out, Options.Pairs);
  // SIGXCPU or SIGKILL: the processor time was used up.
  bool OverTime = R->TimedOut || R->Signal == SIGXCPU || R->CpuSeconds >= L.CpuSeconds;
  if (R->ok() && Read.Done)
    return Read;
  if (R->ExitCode == 6 && !R->Signal && !Parallel)
    return runOne(Request, Binaries, Variant, Sizes, /*Parallel=*/true);
  if (R->ExitCode == 3 && !R->Signal && !OverTime)
    return failure("outputs-differ: under the unit's own compiler and flags the two versions "
                   "give different results (" +
                   StringRef(R->Out).trim().str() + ")");
  if (OverTime && Read.Shapes.size() >= 2)
    return Read;
  if (OverTime)
    return failure(fmt::format("timeout: the benchmark did not end within {:.0f} s", L.CpuSeconds));
  if (!Binaries.Missing.empty())
    return failure("needs-link: it runs code of other files: " + Binaries.Missing);
  return failure(R->Signal ? fmt::format("crash: the benchmark died of signal {}", R->Signal)
                           : fmt::format("crash: the benchmark ended with status {}", R->ExitCode));
}

/// The standard sizes that have inputs and matter; if that leaves too few, all that matter, else all.
static std::vector<std::uint64_t> chooseSizes(const BenchRequest &Request) {
  std::vector<std::uint64_t> Standard, All, Mattering;
  for (const auto &[Size, Seeds] : Request.Seeds) {
    if (Seeds.empty())
      continue;
    All.push_back(Size);
    if (Size < Request.Least || Size > Request.Most)
      continue;
    Mattering.push_back(Size);
    if (Size == 16 || Size == 256 || Size == 4096 || Size == 65536)
      Standard.push_back(Size);
  }
  return Standard.size() >= 3 ? Standard : Mattering.size() >= 3 ? Mattering : All;
}

/// Adds the pairs of \p More; a size that is not in both is dropped.
static void merge(std::vector<ShapeSamples> &Into, std::vector<ShapeSamples> More) {
  llvm::erase_if(Into, [&](ShapeSamples &S) {
    for (ShapeSamples &M : More)
      if (M.N == S.N) {
        S.Before.insert(S.Before.end(), M.Before.begin(), M.Before.end());
        S.After.insert(S.After.end(), M.After.begin(), M.After.end());
        return false;
      }
    return true;
  });
}

/// The time without disturbances, which only ever add to it.
static double least(const std::vector<double> &Times) {
  return *std::min_element(Times.begin(), Times.end());
}

/// A function whose work does not depend on the input takes at least this many
/// nanoseconds; what leaves at once does not.
static constexpr double ConstantWork = 300;

/// A benchmark whose time does not grow with its input measures something
/// else, inputs that leave at once mostly, or a function that always does the
/// same. Only the original is asked: a rewrite may well make the time constant.
static bool scales(const std::vector<ShapeSamples> &Shapes) {
  double Small = least(Shapes.front().Before), Large = least(Shapes.back().Before);
  if (Small >= ConstantWork && Large >= ConstantWork)
    return true;
  if (Shapes.back().N < 16 * Shapes.front().N)
    return Large > Small;
  // A cache miss or two make a call on a large state slower, too.
  double Explained = Shapes.back().N >= 4096 ? 200 : 0;
  return Large >= 2 * Small && Large - Small > Explained;
}

Expected<Samples> BinarySampler::operator()(const BenchRequest &Request) {
  std::vector<std::uint64_t> Sizes = chooseSizes(Request);
  if (Sizes.size() < 3)
    return failure("no-inputs: there are accepted inputs of fewer than three sizes");
  const Outcome &Found = binariesFor(Request);
  if (!Found.Built)
    return failure(Found.Problem);

  std::vector<ShapeSamples> All;
  for (unsigned V = 0; V < Found.Built->Programs.size(); ++V) {
    if (interrupted())
      return failure("interrupted: stopped by the user");
    Expected<Reading> R = runOne(Request, *Found.Built, V, Sizes, isParallel(*Request.U));
    if (!R)
      return R.takeError();
    if (V == 0)
      All = std::move(R->Shapes);
    else
      merge(All, std::move(R->Shapes));
    Sizes.clear();
    for (const ShapeSamples &S : All)
      Sizes.push_back(S.N);
    // Large sizes are left out where a call takes too long; one is no curve.
    if (Sizes.size() < 2)
      return failure("timeout: only one size can be measured within the time allowed");
  }
  if (!scales(All))
    return failure(fmt::format("does-not-scale: a call takes {:.0f} ns at size {} and {:.0f} ns at size {}",
                               least(All.front().Before), All.front().N,
                               least(All.back().Before), All.back().N));
  const auto &[Before, After] = Found.Built->Loops.at(Request.Plan->Twins[Request.TwinIndex].Number);
  return Samples{std::move(All), Before, After};
}

Sampler makeBinarySampler(const SamplerOptions &Options) {
  // std::function copies what it holds; the binaries are held once.
  auto Shared = std::make_shared<BinarySampler>(Options);
  return [Shared](const BenchRequest &Request) { return (*Shared)(Request); };
}

} // namespace hone
