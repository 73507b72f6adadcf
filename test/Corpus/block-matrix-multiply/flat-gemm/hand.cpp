// By hand: two rows by 32 columns at a time, with the columns copied to where they lie side by side.
// Function: gemm
#include <algorithm>
#include <cstddef>
#include <vector>

/* C = A * B, rows one behind the other. A has m rows of k elements, B has k rows of n. */
void gemm(const std::vector<double> &A, const std::vector<double> &B, std::vector<double> &C, std::size_t m, std::size_t k,
          std::size_t n) {
  constexpr std::size_t Rows = 2, Columns = 32;
  std::size_t evenRows = 0, evenColumns = 0;
  if (m >= Rows && n >= Columns && k > 0 && &A != &C && &B != &C) {
    evenRows = m / Rows * Rows;
    evenColumns = n / Columns * Columns;
    std::vector<double> panel(k * Columns);
    for (std::size_t col = 0; col < evenColumns; col += Columns) {
      for (std::size_t l = 0; l < k; ++l)
        std::copy_n(B.data() + l * n + col, Columns, panel.data() + l * Columns);
      for (std::size_t row = 0; row < evenRows; row += Rows) {
        double acc[Rows][Columns] = {};
        const double *first = A.data() + row * k, *second = first + k, *from = panel.data();
        for (std::size_t l = 0; l < k; ++l, from += Columns) {
          for (std::size_t c = 0; c < Columns; ++c)
            acc[0][c] += first[l] * from[c];
          for (std::size_t c = 0; c < Columns; ++c)
            acc[1][c] += second[l] * from[c];
        }
        for (std::size_t r = 0; r < Rows; ++r)
          std::copy_n(acc[r], Columns, C.data() + (row + r) * n + col);
      }
    }
  }
  for (std::size_t row = 0; row < m; ++row) {
    for (std::size_t col = row < evenRows ? evenColumns : 0; col < n; ++col) {
      double acc = 0;
      for (std::size_t l = 0; l < k; ++l) {
        acc += A[row * k + l] * B[l * n + col];
      }
      C[row * n + col] = acc;
    }
  }
}
