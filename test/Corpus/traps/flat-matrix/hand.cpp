// The textbook rewrite: the right factor copied into one block first.
#include <cstddef>
#include <vector>

using Matrix = std::vector<std::vector<double>>;

Matrix product(const Matrix &a, const Matrix &b) {
  const std::size_t inner = b.size();
  const std::size_t columns = b.empty() ? 0 : b[0].size();
  Matrix c(a.size(), std::vector<double>(columns));
  std::vector<double> flat(inner * columns);
  for (std::size_t k = 0; k < inner; ++k)
    for (std::size_t j = 0; j < columns; ++j)
      flat[k * columns + j] = b[k][j];
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < columns; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < inner; ++k)
        sum += a[i][k] * flat[k * columns + j];
      c[i][j] = sum;
    }
  return c;
}
