#include "kernels.h"

#include <cmath>

namespace kernels {

double correlation(const Vector &x, const Vector &y) {
  const std::size_t n = x.size();
  double meanX = 0;
  for (std::size_t i = 0; i < n; ++i)
    meanX += x[i];
  double meanY = 0;
  for (std::size_t i = 0; i < n; ++i)
    meanY += y[i];
  meanX /= static_cast<double>(n);
  meanY /= static_cast<double>(n);
  double both = 0;
  for (std::size_t i = 0; i < n; ++i)
    both += (x[i] - meanX) * (y[i] - meanY);
  double ofX = 0;
  for (std::size_t i = 0; i < n; ++i)
    ofX += (x[i] - meanX) * (x[i] - meanX);
  double ofY = 0;
  for (std::size_t i = 0; i < n; ++i)
    ofY += (y[i] - meanY) * (y[i] - meanY);
  return both / std::sqrt(ofX * ofY);
}

double chiSquared(const Vector &observed, const Vector &expected, const Vector &error) {
  double sum = 0;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const double deviation = (observed[i] - expected[i]) / error[i];
    sum += deviation * deviation;
  }
  return sum;
}

} // namespace kernels
