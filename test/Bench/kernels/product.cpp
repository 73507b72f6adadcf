// By hand: columns packed sixteen at a time, four rows of sums in registers; each sum in its own order.
#include "kernels.h"

namespace kernels {

void multiply(const Matrix &a, const Matrix &b, Matrix &c) {
  constexpr std::size_t blockRows = 4, blockColumns = 16;
  const std::size_t rows = a.size(), inner = b.size(), columns = b.empty() ? 0 : b[0].size();
  Vector panel(inner * blockColumns);
  std::size_t j = 0;
  for (; columns - j >= blockColumns; j += blockColumns) {
    for (std::size_t k = 0; k < inner; ++k)
      for (std::size_t column = 0; column < blockColumns; ++column)
        panel[k * blockColumns + column] = b[k][j + column];
    std::size_t i = 0;
    for (; rows - i >= blockRows; i += blockRows) {
      const double *const left[blockRows] = {a[i].data(), a[i + 1].data(), a[i + 2].data(), a[i + 3].data()};
      double sums[blockRows][blockColumns] = {};
      for (std::size_t k = 0; k < inner; ++k)
        for (std::size_t row = 0; row < blockRows; ++row)
          for (std::size_t column = 0; column < blockColumns; ++column)
            sums[row][column] += left[row][k] * panel[k * blockColumns + column];
      for (std::size_t row = 0; row < blockRows; ++row)
        for (std::size_t column = 0; column < blockColumns; ++column)
          c[i + row][j + column] = sums[row][column];
    }
    for (; i < rows; ++i)
      for (std::size_t column = 0; column < blockColumns; ++column) {
        double sum = 0;
        for (std::size_t k = 0; k < inner; ++k)
          sum += a[i][k] * panel[k * blockColumns + column];
        c[i][j + column] = sum;
      }
  }
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t column = j; column < columns; ++column) {
      double sum = 0;
      for (std::size_t k = 0; k < inner; ++k)
        sum += a[i][k] * b[k][column];
      c[i][column] = sum;
    }
}

} // namespace kernels
