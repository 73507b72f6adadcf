// By hand: four models at a time.
#include "kernels.h"

namespace kernels {

Vector chiSquaredOfModels(const Matrix &models, const Vector &observed, const Vector &error) {
  const std::size_t count = models.size(), n = observed.size();
  Vector result(count);
  std::size_t m = 0;
  for (; count - m >= 4; m += 4) {
    const double *a = models[m].data(), *b = models[m + 1].data(), *c = models[m + 2].data(), *d = models[m + 3].data();
    double sums[4] = {};
    for (std::size_t i = 0; i < n; ++i) {
      const double values[4] = {(observed[i] - a[i]) / error[i], (observed[i] - b[i]) / error[i],
                                (observed[i] - c[i]) / error[i], (observed[i] - d[i]) / error[i]};
      for (int k = 0; k < 4; ++k)
        sums[k] += values[k] * values[k];
    }
    for (int k = 0; k < 4; ++k)
      result[m + k] = sums[k];
  }
  for (; m < count; ++m) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double deviation = (observed[i] - models[m][i]) / error[i];
      sum += deviation * deviation;
    }
    result[m] = sum;
  }
  return result;
}

} // namespace kernels
