// By hand: row by row, with the rows as pointers.
#include <cstddef>
#include <vector>

std::vector<std::vector<double>> multiply(const std::vector<std::vector<double>> &a,
                                          const std::vector<std::vector<double>> &b) {
  const std::size_t n = a.size();
  if (b.size() != n)
    return {};
  for (std::size_t i = 0; i < n; ++i)
    if (a[i].size() != n || b[i].size() != n)
      return {};
  std::vector<std::vector<double>> result(n, std::vector<double>(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) {
    double *to = result[i].data();
    for (std::size_t k = 0; k < n; ++k) {
      const double factor = a[i][k];
      const double *row = b[k].data();
      for (std::size_t j = 0; j < n; ++j)
        to[j] += factor * row[j];
    }
  }
  return result;
}
