// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How much faster, and how sure. Times are not normally distributed (they
// have a floor and a long tail) and two runs side by side share what disturbs
// them, so the estimate is the one of the signed-rank test on paired log
// ratios: Hodges and Lehmann, "Estimates of location based on rank tests",
// Annals of Mathematical Statistics 34 (1963). The interval is Tukey's, read
// off the sorted Walsh averages: Hollander, Wolfe and Chicken, "Nonparametric
// Statistical Methods", 3rd ed., sections 3.2 and 3.3. One bad pair in ten
// moves neither.
#include "hone/Bench/Bench.h"
#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace hone {

/// Up to here the distribution is counted, not approximated.
static constexpr std::size_t ExactUpTo = 100;

/// Number of subsets of {1..n} with each sum, divided by 2^n: the distribution
/// of the signed-rank statistic when nothing differs.
static std::vector<double> signedRankDistribution(std::size_t N) {
  std::vector<double> P(N * (N + 1) / 2 + 1, 0.0);
  P[0] = 1;
  std::size_t Top = 0;
  for (std::size_t Rank = 1; Rank <= N; ++Rank) {
    Top += Rank;
    // Downwards, so that each rank is used at most once.
    for (std::size_t Sum = Top + 1; Sum-- > 0;)
      P[Sum] = (P[Sum] + (Sum >= Rank ? P[Sum - Rank] : 0.0)) / 2;
  }
  return P;
}

/// The z with P(Z > z) = Tail, by bisection: called once a shape.
static double normalQuantile(double Tail) {
  double Low = 0, High = 40;
  for (int Step = 0; Step < 100; ++Step) {
    double Middle = (Low + High) / 2;
    (std::erfc(Middle / std::sqrt(2.0)) / 2 > Tail ? Low : High) = Middle;
  }
  return Low;
}

std::optional<std::size_t> signedRankCritical(std::size_t N, double Tail) {
  if (N <= ExactUpTo) {
    std::vector<double> P = signedRankDistribution(N);
    std::optional<std::size_t> Critical;
    double Below = 0;
    for (std::size_t T = 0; T < P.size(); ++T) {
      Below += P[T];
      if (Below > Tail)
        break;
      Critical = T;
    }
    return Critical;
  }
  double Size = static_cast<double>(N);
  double Mean = Size * (Size + 1) / 4;
  double Deviation = std::sqrt(Size * (Size + 1) * (2 * Size + 1) / 24);
  // P(T <= t) is near Phi((t + 1/2 - Mean) / Deviation).
  double T = std::floor(Mean - 0.5 - normalQuantile(Tail) * Deviation);
  if (T < 0)
    return std::nullopt;
  return static_cast<std::size_t>(T);
}

Interval ratioInterval(const std::vector<double> &Before, const std::vector<double> &After,
                       unsigned Comparisons) {
  assert(Before.size() == After.size() && "times come in pairs");
  const double Infinity = std::numeric_limits<double>::infinity();

  std::vector<double> Logs;
  for (std::size_t I = 0; I < Before.size(); ++I)
    if (Before[I] > 0 && After[I] > 0)
      Logs.push_back(std::log(Before[I] / After[I]));
  // Nothing is known: an interval that neither keeps nor rejects.
  if (Logs.empty())
    return {0, 1, Infinity};

  std::vector<double> Walsh;
  Walsh.reserve(Logs.size() * (Logs.size() + 1) / 2);
  for (std::size_t I = 0; I < Logs.size(); ++I)
    for (std::size_t J = I; J < Logs.size(); ++J)
      Walsh.push_back((Logs[I] + Logs[J]) / 2);
  std::sort(Walsh.begin(), Walsh.end());

  std::size_t Count = Walsh.size();
  double Median = (Walsh[(Count - 1) / 2] + Walsh[Count / 2]) / 2;
  double Tail = 0.05 / std::max(1u, Comparisons) / 2;
  std::optional<std::size_t> Critical = signedRankCritical(Logs.size(), Tail);
  // Too few pairs for this confidence: no end can be named.
  if (!Critical)
    return {0, std::exp(Median), Infinity};
  return {std::exp(Walsh[*Critical]), std::exp(Median),
          std::exp(Walsh[Count - 1 - *Critical])};
}

} // namespace hone
