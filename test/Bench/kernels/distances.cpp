// By hand: no vector for a difference; the rows looked up once.
#include "kernels.h"

#include <cmath>

namespace kernels {

Matrix distances(const Matrix &points) {
  const std::size_t n = points.size();
  Matrix result(n, Vector(n));
  for (std::size_t i = 0; i < n; ++i) {
    const Vector &from = points[i];
    const std::size_t dimensions = from.size();
    Vector &row = result[i];
    for (std::size_t j = 0; j < n; ++j) {
      const double *to = points[j].data();
      double sum = 0;
      for (std::size_t k = 0; k < dimensions; ++k) {
        const double difference = from[k] - to[k];
        sum += difference * difference;
      }
      row[j] = std::sqrt(sum);
    }
  }
  return result;
}

} // namespace kernels
