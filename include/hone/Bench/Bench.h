// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Measures old against new with the unit's own compiler and flags, and decides.
#ifndef HONE_BENCH_BENCH_H
#define HONE_BENCH_BENCH_H

#include "hone/Twin/Twin.h"
#include <functional>

namespace hone {

/// Paired times of one shape, nanoseconds per call; Before[i] and After[i]
/// were taken side by side.
struct ShapeSamples {
  std::uint64_t N = 0;
  std::string Data;
  std::vector<double> Before, After;
};

/// An estimate of a ratio with the ends of its interval.
struct Interval {
  double Low = 0, Median = 0, High = 0;
};

/// Hodges-Lehmann estimate of Before/After from the paired log ratios, with a
/// Wilcoxon signed-rank interval at confidence 1 - 0.05 / Comparisons.
Interval ratioInterval(const std::vector<double> &Before, const std::vector<double> &After,
                       unsigned Comparisons);

/// The rule of the gate. \p MinGain is the ratio the lower end of the best shape must
/// reach (1.10, 1.25 or 2.0 as the edit's length asks).
struct GateVerdict {
  bool Keep = false;
  Reason Why; ///< code not-faster, slower-at-some-size ...
};
GateVerdict decide(const BenchResult &R, double MinGain);
/// The threshold for a finding: --min-gain moves the first, the others scale.
double thresholdFor(const Finding &F, double MinGainPercent);

struct BenchRequest {
  const Unit *U = nullptr;
  const TwinPlan *Plan = nullptr;
  unsigned TwinIndex = 0;
  std::map<std::uint64_t, std::vector<std::uint64_t>> Seeds; ///< By size.
};

/// Where samples come from: the real one builds and runs binaries, tests
/// inject their own. Errors: cannot be built (code needs-link, compiler-missing,
/// does-not-build, outputs-differ, does-not-scale as first word).
using Sampler = std::function<llvm::Expected<std::vector<ShapeSamples>>(const BenchRequest &)>;

/// Builds (once per unit, all twins) and runs at least three separately
/// linked binaries with shuffled function order and alignment, pinned.
Sampler makeBinarySampler();

/// Samples and summarises; Compiler, Flags and Cpu filled in.
llvm::Expected<BenchResult> bench(const BenchRequest &Request, const Sampler &Sample);

/// Writes the Google Benchmark file of a kept change to \p Folder.
llvm::Error emitBench(const BenchRequest &Request, llvm::StringRef Folder);

} // namespace hone

#endif
