// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Arithmetic.h"
#include <algorithm>
#include <cmath>

namespace hone {

std::vector<std::size_t> spreadOrder(std::size_t Count) {
  // The binary digits of 0, 1, 2 ... in reverse: halves, then quarters, then eighths.
  unsigned Digits = 0;
  while ((std::size_t(1) << Digits) < Count)
    ++Digits;
  std::vector<std::size_t> Order;
  for (std::size_t I = 0; I != std::size_t(1) << Digits; ++I) {
    std::size_t Reversed = 0;
    for (unsigned D = 0; D != Digits; ++D)
      if (I >> D & 1)
        Reversed |= std::size_t(1) << (Digits - 1 - D);
    if (Reversed < Count)
      Order.push_back(Reversed);
  }
  return Order;
}

TimeRange extrapolate(const std::vector<double> &Sample, std::size_t Of) {
  const double N = static_cast<double>(Sample.size()), All = static_cast<double>(Of);
  double Sum = 0, Squares = 0;
  for (double S : Sample)
    Sum += S;
  const double Mean = Sum / N;
  for (double S : Sample)
    Squares += (S - Mean) * (S - Mean);
  if (Sample.size() >= Of)
    return {Sum, Sum};
  // One item says nothing of how much they differ: as much as they usually do.
  const double Deviation = N > 1 ? std::sqrt(Squares / (N - 1)) : Mean;
  // Drawn without replacement: the more of all were seen, the less is left to chance.
  const double Error = 2 * Deviation / std::sqrt(N) * std::sqrt((All - N) / std::max(1.0, All - 1));
  return {std::max(Sum, (Mean - Error) * All), (Mean + Error) * All};
}

TimeRange fixTime(double Findings, unsigned Jobs) {
  // A rule of thumb (docs/doctor.md): tests run side by side, benchmarks do not.
  constexpr double TestsLow = 1, TestsHigh = 15, BenchLow = 1, BenchHigh = 15;
  const double Width = std::max(1u, Jobs);
  return {Findings * (TestsLow / Width + BenchLow), Findings * (TestsHigh / Width + BenchHigh)};
}

} // namespace hone
