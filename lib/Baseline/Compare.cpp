// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The decision between two builds. A pair is a fresh start of each, pinned to one processor, in random
// order: whatever disturbs the machine disturbs both alike, and if nothing differs, either is slower with
// the same chance, which is all that the signed-rank test asks for. What stays undecided is run longer, three looks
// at most, which the interval is corrected for. An alarm needs a second series that knows nothing of
// the first: one look at many benchmarks finds the unlucky one, a second does not find it again.
#include "hone/Baseline/Baseline.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <random>
#include <sched.h>
#include <set>

using llvm::Error;

namespace hone {

static constexpr double SlowerBelow = 0.97;
static constexpr double Sought = 1 / 1.05;
/// Pairs at which it is looked whether they suffice. Fewer than 12 have no interval for many benchmarks.
static constexpr unsigned Looks[] = {12, 24, 48};

llvm::StringRef name(BenchmarkStatus S) {
  switch (S) {
  case BenchmarkStatus::Slower:
    return "slower";
  case BenchmarkStatus::MoreInstructions:
    return "more-instructions";
  case BenchmarkStatus::Unknown:
    return "unknown";
  case BenchmarkStatus::NotSlower:
    return "not-slower";
  case BenchmarkStatus::SameInstructions:
    return "same-instructions";
  case BenchmarkStatus::Faster:
    return "faster";
  case BenchmarkStatus::FewerInstructions:
    return "fewer-instructions";
  }
  llvm_unreachable("every status has a name");
}

bool BenchmarkReport::alarm() const {
  return llvm::any_of(Benchmarks, [](const BenchmarkComparison &C) {
    return C.Status == BenchmarkStatus::Slower || C.Status == BenchmarkStatus::MoreInstructions;
  });
}

Slowdown judgeSlowdown(const Interval &I) {
  if (I.High < SlowerBelow)
    return Slowdown::Yes;
  return I.Low > Sought ? Slowdown::No : Slowdown::Open;
}

namespace {

/// Times of one benchmark, Old[i] and New[i] side by side.
struct Paired {
  std::vector<double> Old, New;
};

/// One program in two builds on its way to a decision.
class BuildComparison {
public:
  BuildComparison(const ProgramBuilds &Builds, const BenchmarkOptions &Options, std::mt19937_64 &Random)
      : Builds(Builds), Options(Options), Random(Random) {}
  Error discover(BenchmarkReport &R);
  Error decide(unsigned Comparisons);
  std::size_t size() const { return Found.size(); }
  std::vector<BenchmarkComparison> take() { return std::move(Found); }

private:
  using Series = std::map<std::string, Paired>;
  Error addPairs(Series &S, const std::vector<std::string> &Names, std::size_t UpTo);
  Error confirm(BenchmarkComparison &C, unsigned Comparisons);
  void settle(BenchmarkComparison &C);
  void count(BenchmarkComparison &C);

  const ProgramBuilds &Builds;
  const BenchmarkOptions &Options;
  std::mt19937_64 &Random;
  std::vector<BenchmarkComparison> Found;
  bool Pin = true;
};

} // namespace

static double median(std::vector<double> Values) {
  llvm::sort(Values);
  return Values.empty() ? 0 : (Values[(Values.size() - 1) / 2] + Values[Values.size() / 2]) / 2;
}

/// One of the processors that this process may use.
static int anyCpu(std::mt19937_64 &Random) {
  cpu_set_t Set;
  std::vector<int> Allowed;
  if (sched_getaffinity(0, sizeof Set, &Set) == 0)
    for (int I = 0; I != CPU_SETSIZE; ++I)
      if (CPU_ISSET(I, &Set))
        Allowed.push_back(I);
  return Allowed.empty() ? -1 : Allowed[Random() % Allowed.size()];
}

/// Which benchmarks both have. Also warms up what the first start would have to wait for.
Error BuildComparison::discover(BenchmarkReport &R) {
  llvm::Expected<BenchmarkOutput> Old = Options.Run({Builds.Old, Options.Filter, 1e-9, -1});
  if (!Old)
    return Old.takeError();
  llvm::Expected<BenchmarkOutput> New = Options.Run({Builds.New, Options.Filter, 1e-9, -1});
  if (!New)
    return New.takeError();
  for (const auto &[Name, Was] : Old->Benchmarks) {
    auto Is = New->Benchmarks.find(Name);
    if (Is == New->Benchmarks.end()) {
      R.Notes.push_back(fmt::format("{}: {} is only in the old build", Builds.Name, Name));
      continue;
    }
    // What shares its work among threads needs more than one processor.
    if (llvm::StringRef(Name).contains("/threads:"))
      Pin = false;
    BenchmarkComparison C;
    C.Program = Builds.Name;
    C.Name = Name;
    if (!Was.Problem.empty() || !Is->second.Problem.empty())
      C.Note = fmt::format("the benchmark fails: {}", Is->second.Problem.empty() ? Was.Problem : Is->second.Problem);
    Found.push_back(std::move(C));
  }
  for (const auto &[Name, Is] : New->Benchmarks)
    if (!Old->Benchmarks.count(Name))
      R.Notes.push_back(fmt::format("{}: {} is only in the new build", Builds.Name, Name));
  return Error::success();
}

Error BuildComparison::addPairs(Series &S, const std::vector<std::string> &Names, std::size_t UpTo) {
  const std::string Filter = filterFor(Names);
  for (std::size_t Have = S[Names.front()].Old.size(); Have < UpTo; ++Have) {
    if (interrupted())
      return failure("interrupted");
    if (Options.Progress)
      Options.Progress(fmt::format("{}: pairs of {} benchmarks", Builds.Name, Names.size()), Have, UpTo);
    BenchmarkStart Start{"", Filter, Options.MinSeconds, Pin ? anyCpu(Random) : -1};
    const bool OldFirst = Random() % 2 == 0;
    BenchmarkOutput Outputs[2]; // Old, new.
    for (bool Second : {false, true}) {
      const bool New = OldFirst == Second;
      Start.Program = New ? Builds.New : Builds.Old;
      llvm::Expected<BenchmarkOutput> O = Options.Run(Start);
      if (!O)
        return O.takeError();
      Outputs[New] = std::move(*O);
    }
    // A pair that one of them has not reported stays in its place as no pair: ratioInterval leaves out zeros.
    for (const std::string &Name : Names) {
      S[Name].Old.push_back(Outputs[0].Benchmarks[Name].Nanoseconds);
      S[Name].New.push_back(Outputs[1].Benchmarks[Name].Nanoseconds);
    }
  }
  return Error::success();
}

/// Instructions, for what times do not tell. Only more of them is an answer: with as many as before,
/// a benchmark that waits for memory may still be slower.
void BuildComparison::count(BenchmarkComparison &C) {
  const Interval &Seen = C.Second ? *C.Second : *C.Ratio;
  if (!std::isfinite(Seen.High)) {
    C.Note = "too few starts of both builds have reported it";
    return;
  }
  const std::string Noise = fmt::format("the times are too noisy to see 5 % ({} after {} pairs)", ratioText(Seen), C.Pairs);
  bool More = true;
  // The second count is a series of its own, as for times.
  for (unsigned Time = 0; Time != 2 && More; ++Time) {
    llvm::Expected<InstructionCount> Old = Options.Count(Builds.Old, C.Name);
    llvm::Expected<InstructionCount> New = Old ? Options.Count(Builds.New, C.Name) : Old.takeError();
    if (!New || Old->Counter != New->Counter) {
      const std::string Why = New ? std::string("not by the same counter") : llvm::toString(New.takeError());
      C.Note = fmt::format("{}, and instructions cannot be counted: {}", Noise, Why);
      return;
    }
    C.OldInstructions = Old->PerIteration;
    C.NewInstructions = New->PerIteration;
    More = Old->PerIteration < SlowerBelow * New->PerIteration;
  }
  const double Percent = 100 * (*C.NewInstructions / *C.OldInstructions - 1);
  C.Note = fmt::format("{}; {:+.1f} % instructions", Noise, Percent);
  if (More)
    C.Status = BenchmarkStatus::MoreInstructions;
}

void BuildComparison::settle(BenchmarkComparison &C) {
  C.Status = C.Ratio->Low > 1 / SlowerBelow ? BenchmarkStatus::Faster : BenchmarkStatus::NotSlower;
}

/// A longer series, and only what it says itself.
Error BuildComparison::confirm(BenchmarkComparison &C, unsigned Comparisons) {
  Series Fresh;
  if (Error E = addPairs(Fresh, {C.Name}, 2 * C.Pairs))
    return E;
  const Paired &P = Fresh[C.Name];
  C.Second = ratioInterval(P.Old, P.New, Comparisons);
  switch (judgeSlowdown(*C.Second)) {
  case Slowdown::Yes:
    C.Status = BenchmarkStatus::Slower;
    break;
  case Slowdown::No:
    C.Status = BenchmarkStatus::NotSlower;
    C.Note = "the first series looked slower; a longer one did not confirm it";
    break;
  case Slowdown::Open:
    count(C);
    break;
  }
  return Error::success();
}

Error BuildComparison::decide(unsigned Comparisons) {
  std::vector<BenchmarkComparison *> Open;
  for (BenchmarkComparison &C : Found)
    if (C.Note.empty())
      Open.push_back(&C);
  Series First;
  std::vector<BenchmarkComparison *> Suspects;
  for (unsigned Pairs : Looks) {
    std::vector<std::string> Names;
    for (const BenchmarkComparison *C : Open)
      Names.push_back(C->Name);
    if (Names.empty())
      break;
    if (Error E = addPairs(First, Names, Pairs))
      return E;
    llvm::erase_if(Open, [&](BenchmarkComparison *C) {
      const Paired &P = First[C->Name];
      C->Pairs = Pairs;
      C->OldNanoseconds = median(P.Old);
      C->NewNanoseconds = median(P.New);
      C->Ratio = ratioInterval(P.Old, P.New, Comparisons * static_cast<unsigned>(std::size(Looks)));
      const Slowdown S = judgeSlowdown(*C->Ratio);
      if (S == Slowdown::Yes)
        Suspects.push_back(C);
      if (S == Slowdown::No)
        settle(*C);
      return S != Slowdown::Open;
    });
  }
  for (BenchmarkComparison *C : Suspects)
    if (Error E = confirm(*C, Comparisons))
      return E;
  for (BenchmarkComparison *C : Open) {
    if (interrupted())
      return failure("interrupted");
    if (Options.Progress)
      Options.Progress(fmt::format("{}: instructions of {}", Builds.Name, C->Name), 0, 1);
    count(*C);
  }
  return Error::success();
}

llvm::Expected<BenchmarkReport> compareBuilds(const std::vector<ProgramBuilds> &Programs, const BenchmarkOptions &Options) {
  BenchmarkReport R;
  std::mt19937_64 Random(Options.Seed);
  std::vector<BuildComparison> All;
  unsigned Comparisons = 0;
  for (const ProgramBuilds &P : Programs) {
    All.emplace_back(P, Options, Random);
    if (Error E = All.back().discover(R))
      return std::move(E);
    Comparisons += static_cast<unsigned>(All.back().size());
  }
  if (!Comparisons)
    return failure(Options.Filter.empty() ? "no benchmark is in both builds" : fmt::format("no benchmark that '{}' matches is in both builds", Options.Filter));
  for (BuildComparison &B : All) {
    if (Error E = B.decide(Comparisons))
      return std::move(E);
    llvm::append_range(R.Benchmarks, B.take());
  }
  return R;
}

} // namespace hone
