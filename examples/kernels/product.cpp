#include "kernels.h"

namespace kernels {

void multiply(const Matrix &a, const Matrix &b, Matrix &c) {
  const std::size_t rows = a.size(), inner = b.size(), columns = b.empty() ? 0 : b[0].size();
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < inner; ++k)
        sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
}

} // namespace kernels
