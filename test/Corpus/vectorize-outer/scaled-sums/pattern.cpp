// To find: each row of two matrices is multiplied by a vector, and every sum waits for each of its additions.
// Function: scaledSums
// Model: PolyBench/C 4.2.1, linear-algebra/blas/gesummv/gesummv.c, kernel_gesummv,
//   https://github.com/MatthiasJReisinger/PolyBenchC-4.2.1 (master, as of 2018), with vectors for its arrays
#include <vector>

void scaledSums(int n, double alpha, double beta, const std::vector<std::vector<double>> &a, const std::vector<std::vector<double>> &b,
                std::vector<double> &tmp, const std::vector<double> &x, std::vector<double> &y) {
  for (int i = 0; i < n; i++) {
    tmp[i] = 0.0;
    y[i] = 0.0;
    for (int j = 0; j < n; j++) {
      tmp[i] = a[i][j] * x[j] + tmp[i];
      y[i] = b[i][j] * x[j] + y[i];
    }
    y[i] = alpha * tmp[i] + beta * y[i];
  }
}
