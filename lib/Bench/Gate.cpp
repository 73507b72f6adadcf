// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From samples to a decision. Everything here is arithmetic on what a sampler
// returned, so it is tested with made-up samples and never looks at a clock.
#include "hone/Bench/Bench.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hone {

/// A shape whose upper end lies below this has become slower. Three per cent
/// is what a changed alignment alone may cost.
static constexpr double SlowerBelow = 0.97;

/// What is faster for longer loops only is for nobody.
static constexpr std::uint64_t MaxThreshold = 1 << 14;

static std::string number(double X) {
  if (!std::isfinite(X))
    return "?";
  return X < 2 ? fmt::format("{:.2f}", X)
         : X < 10 ? fmt::format("{:.1f}", X)
                  : fmt::format("{:.0f}", X);
}

std::string ratioText(const Interval &I) {
  return number(I.Median) + "x (" + number(I.Low) + "-" + number(I.High) + ")";
}

template <typename T> static Interval intervalOf(const T &R) {
  return {R.Low, R.Median, R.High};
}

double thresholdFor(const Finding &F, double MinGainPercent) {
  double Asked = F.AddsBlock ? 1.0 : F.AddsCode ? 0.25 : 0.10;
  return 1 + Asked * std::max(0.0, MinGainPercent) / 10;
}

/// Why a gain was too small, for people.
static std::string tooSmall(const BenchShape &Best, double MinGain) {
  std::string Ratio = ratioText(intervalOf(Best));
  if (Best.High < 1)
    return Ratio + ", slower";
  if (Best.Low >= 1.03)
    return fmt::format("{}, and {:.2f}x is asked of an edit of this length", Ratio, MinGain);
  if (Best.Median > 1.03)
    return Ratio + ", a gain that cannot be told from noise";
  return Ratio + ", no measurable gain";
}

/// The shape with the best lower end.
static const BenchShape *bestOf(const BenchResult &R) {
  const BenchShape *Best = nullptr;
  for (const BenchShape &S : R.Shapes)
    if (!Best || S.Low > Best->Low)
      Best = &S;
  return Best;
}

std::optional<Reason> findSlowdown(const BenchResult &R) {
  const BenchShape *Best = bestOf(R), *Worst = nullptr;
  for (const BenchShape &S : R.Shapes)
    if (!Worst || S.High < Worst->High)
      Worst = &S;
  if (!Best)
    return Reason{"no-samples", "nothing was measured"};
  // Written so that a NaN keeps nothing.
  if (Worst->High >= SlowerBelow)
    return std::nullopt;
  return Reason{"slower-at-some-size", fmt::format("{} at size {}, but {} at size {}", ratioText(intervalOf(*Best)), Best->N,
                                                   ratioText(intervalOf(*Worst)), Worst->N)};
}

std::optional<unsigned> nextThreshold(const std::vector<BenchResult> &Measured, double MinGain, unsigned Last) {
  std::uint64_t Lost = 0;
  bool Gains = false;
  for (const BenchResult &R : Measured)
    for (const BenchShape &S : R.Shapes)
      if (S.High < SlowerBelow)
        Lost = std::max(Lost, S.N);
  for (const BenchResult &R : Measured)
    for (const BenchShape &S : R.Shapes)
      Gains = Gains || (S.N > Lost && S.Low >= MinGain);
  if (!Lost || !Gains)
    return std::nullopt;
  // A size is a number of elements: of a square matrix, or of one row.
  for (double Iterations : {2 * std::sqrt(static_cast<double>(Lost)), 2.0 * static_cast<double>(Lost)})
    if (const std::uint64_t Next = llvm::PowerOf2Ceil(static_cast<std::uint64_t>(Iterations)); Next > Last && Next <= MaxThreshold)
      return static_cast<unsigned>(Next);
  return std::nullopt;
}

GateVerdict decide(const BenchResult &R, double MinGain) {
  const BenchShape *Best = bestOf(R);
  if (!Best)
    return {false, {"no-samples", "nothing was measured"}};
  if (!(Best->Low >= MinGain))
    return {false, {"not-faster", tooSmall(*Best, MinGain)}};
  if (std::optional<Reason> Slower = findSlowdown(R))
    return {false, *Slower};
  return {true, {}};
}

bool isUndecided(const BenchResult &R, double MinGain) {
  const BenchShape *Best = bestOf(R);
  return Best && Best->Low < MinGain && !findSlowdown(R) &&
         llvm::any_of(R.Shapes, [&](const BenchShape &S) { return S.Median >= MinGain; });
}

Reason reasonOf(llvm::Error E) {
  std::string Sentence = llvm::toString(std::move(E));
  auto [Code, Text] = llvm::StringRef(Sentence).split(": ");
  bool IsCode = !Text.empty() && llvm::all_of(Code, [](char C) {
    return llvm::isLower(C) || llvm::isDigit(C) || C == '-';
  });
  if (!IsCode)
    return {"no-samples", Sentence};
  return {Code.str(), Text.str()};
}

static double median(std::vector<double> Values) {
  if (Values.empty())
    return 0;
  std::sort(Values.begin(), Values.end());
  return (Values[(Values.size() - 1) / 2] + Values[Values.size() / 2]) / 2;
}

std::string cpuModel() {
  // Not readFile: a file of /proc has no size.
  auto Buffer = llvm::MemoryBuffer::getFileAsStream("/proc/cpuinfo");
  if (!Buffer)
    return "";
  llvm::StringRef Rest = (*Buffer)->getBuffer();
  while (!Rest.empty()) {
    auto [Line, Next] = Rest.split('\n');
    auto [Name, Value] = Line.split(':');
    // "model name" on x86, "Hardware" or "Processor" on some ARM kernels.
    if (Name.trim() == "model name" || Name.trim() == "Hardware")
      return Value.trim().str();
    Rest = Next;
  }
  return "";
}

std::string compilerName(const Unit &U) {
  llvm::Expected<ProcessResult> Said =
      runProcess({U.Compiler, "--version"}, U.Directory, Limits{.Seconds = 10});
  if (!Said) {
    llvm::consumeError(Said.takeError());
    return U.Compiler;
  }
  std::string First = llvm::StringRef(Said->Out).split('\n').first.trim().str();
  return Said->ok() && !First.empty() ? First : U.Compiler;
}

llvm::Expected<BenchResult> bench(const BenchRequest &Request, const Sampler &Sample) {
  llvm::Expected<Samples> Taken = Sample(Request);
  if (!Taken)
    return Taken.takeError();

  BenchResult R;
  R.Compiler = compilerName(*Request.U);
  R.Flags = llvm::join(Request.U->FastFlags, " ");
  if (!Request.U->Lifted.empty())
    R.Flags += " (" + Request.U->Lifted + ")";
  R.Cpu = cpuModel();
  R.CodeBefore = std::move(Taken->CodeBefore);
  R.CodeAfter = std::move(Taken->CodeAfter);
  for (const ShapeSamples &S : Taken->Shapes) {
    Interval I = ratioInterval(S.Before, S.After, static_cast<unsigned>(Taken->Shapes.size()) * Request.Look);
    R.Shapes.push_back({S.N, S.Data, median(S.Before), median(S.After), I.Low, I.Median, I.High});
    if (R.Shapes.size() == 1 || I.Low > R.Low) {
      R.Low = I.Low;
      R.Median = I.Median;
      R.High = I.High;
    }
  }
  return R;
}

} // namespace hone
