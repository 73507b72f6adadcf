#include "kernels.h"

#include <cmath>

namespace kernels {

static double norm(const Vector &v) {
  double sum = 0;
  for (std::size_t i = 0; i < v.size(); ++i)
    sum += v[i] * v[i];
  return std::sqrt(sum);
}

Matrix distances(const Matrix &points) {
  Matrix result(points.size(), Vector(points.size()));
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t j = 0; j < points.size(); ++j) {
      Vector difference(points[i].size());
      for (std::size_t k = 0; k < points[i].size(); ++k)
        difference[k] = points[i][k] - points[j][k];
      result[i][j] = norm(difference);
    }
  return result;
}

} // namespace kernels
