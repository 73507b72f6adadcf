// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Measures old against new with the unit's own compiler and flags, and decides.
#ifndef HONE_BENCH_BENCH_H
#define HONE_BENCH_BENCH_H

#include "hone/Twin/Twin.h"
#include <functional>
#include <limits>

namespace hone {

/// Paired times of one shape, nanoseconds per call; Before[i] and After[i]
/// were taken side by side.
struct ShapeSamples {
  std::uint64_t N = 0;
  std::string Data;
  std::vector<double> Before, After;
};

/// What was measured, and the loops that ran then.
struct Samples {
  std::vector<ShapeSamples> Shapes;
  std::string CodeBefore, CodeAfter; ///< As in BenchResult.
};

/// An estimate of a ratio with the ends of its interval.
struct Interval {
  double Low = 0, Median = 0, High = 0;
};

/// Hodges-Lehmann estimate of Before/After from the paired log ratios, with a
/// Wilcoxon signed-rank interval at confidence 1 - 0.05 / Comparisons.
Interval ratioInterval(const std::vector<double> &Before, const std::vector<double> &After,
                       unsigned Comparisons);

/// The largest t with P(T <= t) <= \p Tail for the signed-rank statistic of
/// \p N pairs; nothing if even t = 0 is likelier than that. Exact to 100 pairs.
std::optional<std::size_t> signedRankCritical(std::size_t N, double Tail);

/// "0.98x (0.97-1.00)": fewer digits the larger it is.
std::string ratioText(const Interval &I);

/// The rule of the gate. \p MinGain is the ratio the lower end of the best shape must
/// reach (1.10, 1.25 or 2.0 as the edit's length asks).
struct GateVerdict {
  bool Keep = false;
  Reason Why; ///< code not-faster, slower-at-some-size ...
};
GateVerdict decide(const BenchResult &R, double MinGain);

/// Whether noise alone may be why the gain is not shown: the estimate reaches \p MinGain, its lower end does not.
bool isUndecided(const BenchResult &R, double MinGain);
/// Whether leaving the original in place below some number of iterations may make a change pay that is slower at small
/// sizes: the next number to try after \p Last (0: none yet), a power of two. None: it is slower at large sizes, or
/// nowhere \p MinGain times as fast.
std::optional<unsigned> nextThreshold(const std::vector<BenchResult> &Measured, double MinGain, unsigned Last);
/// Why the change is slower at one of the shapes measured; nothing if at none.
std::optional<Reason> findSlowdown(const BenchResult &R);
/// The threshold for a finding: 1.10, 1.25 with a guard or a second loop, 2.0
/// with a block or a helper. \p MinGainPercent moves the first; what the others
/// ask beyond 1 grows in the same proportion (25: 1.25, 1.625, 3.5).
double thresholdFor(const Finding &F, double MinGainPercent);

struct BenchRequest {
  const Unit *U = nullptr;
  const TwinPlan *Plan = nullptr;
  unsigned TwinIndex = 0;
  std::map<std::uint64_t, std::vector<std::uint64_t>> Seeds; ///< By size.
  /// Sizes that matter, by a profile; if enough of them have inputs, others are left out.
  std::uint64_t Least = 0, Most = std::numeric_limits<std::uint64_t>::max();
  /// How often this is measured: each time a pair takes four times as long, and intervals are corrected for all looks.
  unsigned Look = 1;
};

/// Where samples come from: the real one builds and runs binaries, tests
/// inject their own. An error's first word is a code (see reasonOf).
using Sampler = std::function<llvm::Expected<Samples>(const BenchRequest &)>;

/// The code and text of a sampler's error "code: text". Codes: no-inputs,
/// compiler-missing, does-not-build, needs-link, outputs-differ (the caller
/// makes it status different), crash, timeout, does-not-scale, interrupted;
/// no-samples for an error that names none.
Reason reasonOf(llvm::Error E);

/// How hard the real sampler tries.
struct SamplerOptions {
  unsigned Binaries = 4;          ///< Separately linked and started; at least 3.
  unsigned Pairs = 15;            ///< Per binary and shape.
  double Seconds = 1.5;           ///< About this long per twin, all binaries together.
  double GraceSeconds = 10;       ///< CPU time beyond its share until a binary is ended.
  std::uint64_t LayoutSeed = 0;   ///< Another seed, another order and alignment.
};

/// Builds (once per unit, all twins) and runs separately linked binaries with
/// shuffled function order and alignment, pinned. Keeps the binaries of every
/// unit it has seen until it is destroyed.
Sampler makeBinarySampler(const SamplerOptions &Options = {});

/// Name and version as the unit's compiler itself says them (the first line of
/// --version), else only the name. Starts the compiler.
std::string compilerName(const Unit &U);

/// The processor as the kernel calls it; empty where it does not say.
std::string cpuModel();

/// Samples and summarises; Compiler, Flags and Cpu filled in.
llvm::Expected<BenchResult> bench(const BenchRequest &Request, const Sampler &Sample);

/// Writes the Google Benchmark file of a kept change to \p Folder, with the
/// support header and a CMakeLists.txt that builds all files written there.
llvm::Error emitBench(const BenchRequest &Request, llvm::StringRef Folder);

} // namespace hone

#endif
