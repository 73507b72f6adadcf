// To find: a matrix product whose innermost loop goes down the columns of the second matrix.
// Function: multiply
// Model: Task1_Matrix_Multiplication, C++/Matrix_Multiplication_C++/matrix_multiplier.cpp, multiplyMatrices,
//   https://github.com/Kimberlycasimiro/Task1_Matrix_Multiplication (main, as of 2024)
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
    for (std::size_t j = 0; j < n; ++j) {
      for (std::size_t k = 0; k < n; ++k) {
        result[i][j] += a[i][k] * b[k][j];
      }
    }
  }
  return result;
}
