// Leave alone: what a row gives is what the rows behind it are multiplied by.
// Function: scaledSums
#include <vector>

void scaledSums(int n, double alpha, double beta, const std::vector<std::vector<double>> &a, const std::vector<std::vector<double>> &b,
                std::vector<double> &tmp, std::vector<double> &x, std::vector<double> &y) {
  for (int i = 0; i < n; i++) {
    tmp[i] = 0.0;
    y[i] = 0.0;
    for (int j = 0; j < n; j++) {
      tmp[i] = a[i][j] * x[j] + tmp[i];
      y[i] = b[i][j] * x[j] + y[i];
    }
    y[i] = alpha * tmp[i] + beta * y[i];
    x[i] = y[i];
  }
}
