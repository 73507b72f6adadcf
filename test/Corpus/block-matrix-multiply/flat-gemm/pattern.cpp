// To find: every term of a matrix product goes down a column of the second factor, and waits for the one before.
// Function: gemm
// Model: discopop-ParEval, src/code/02_dense_la_gemm.cpp, gemm,
//   https://github.com/NaOHCC/discopop-ParEval (as of 2024), after the ParEval benchmark
#include <cstddef>
#include <vector>

/* C = A * B, rows one behind the other. A has m rows of k elements, B has k rows of n. */
void gemm(const std::vector<double> &A, const std::vector<double> &B, std::vector<double> &C, std::size_t m, std::size_t k,
          std::size_t n) {
  for (std::size_t row = 0; row < m; ++row) {
    for (std::size_t col = 0; col < n; ++col) {
      double acc = 0;
      for (std::size_t l = 0; l < k; ++l) {
        acc += A[row * k + l] * B[l * n + col];
      }
      C[row * n + col] = acc;
    }
  }
}
