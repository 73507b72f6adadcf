// To find: nothing: one flat block in this order of loops walks a column with a stride of a power
//   of two.
// Function: product
// Model: OGDF, src/ogdf/energybased/PivotMDS.cpp, PivotMDS::singularValueDecomposition (products
//   of nested arrays), https://github.com/ogdf/ogdf at 403b4df616
#include <cstddef>
#include <vector>

using Matrix = std::vector<std::vector<double>>;

Matrix product(const Matrix &a, const Matrix &b) {
  const std::size_t inner = b.size();
  const std::size_t columns = b.empty() ? 0 : b[0].size();
  Matrix c(a.size(), std::vector<double>(columns));
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < columns; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < inner; ++k)
        sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
  return c;
}
