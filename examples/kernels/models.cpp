#include "kernels.h"

namespace kernels {

Vector chiSquaredOfModels(const Matrix &models, const Vector &observed, const Vector &error) {
  Vector result(models.size());
  for (std::size_t m = 0; m < models.size(); ++m) {
    double sum = 0;
    for (std::size_t i = 0; i < observed.size(); ++i) {
      const double deviation = (observed[i] - models[m][i]) / error[i];
      sum += deviation * deviation;
    }
    result[m] = sum;
  }
  return result;
}

} // namespace kernels
