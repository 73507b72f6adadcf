// By hand: sums that do not wait for each other in one pass, and divisions apart from the sum that waits.
#include "kernels.h"

#include <algorithm>
#include <cmath>

namespace kernels {

double correlation(const Vector &x, const Vector &y) {
  const std::size_t n = x.size();
  double meanX = 0, meanY = 0;
  for (std::size_t i = 0; i < n; ++i) {
    meanX += x[i];
    meanY += y[i];
  }
  meanX /= static_cast<double>(n);
  meanY /= static_cast<double>(n);
  double both = 0, ofX = 0, ofY = 0;
  for (std::size_t i = 0; i < n; ++i) {
    both += (x[i] - meanX) * (y[i] - meanY);
    ofX += (x[i] - meanX) * (x[i] - meanX);
    ofY += (y[i] - meanY) * (y[i] - meanY);
  }
  return both / std::sqrt(ofX * ofY);
}

double chiSquared(const Vector &observed, const Vector &expected, const Vector &error) {
  constexpr std::size_t blockSize = 256;
  double deviations[blockSize], sum = 0;
  for (std::size_t start = 0; start < observed.size(); start += blockSize) {
    const std::size_t count = std::min(blockSize, observed.size() - start);
    const double *o = observed.data() + start, *e = expected.data() + start, *s = error.data() + start;
    for (std::size_t i = 0; i < count; ++i)
      deviations[i] = (o[i] - e[i]) / s[i];
    for (std::size_t i = 0; i < count; ++i)
      sum += deviations[i] * deviations[i];
  }
  return sum;
}

} // namespace kernels
