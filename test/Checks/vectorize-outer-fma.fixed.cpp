// RUN: %check %s
// FLAGS: -std=c++20 -O2 -mfma
// Where a product may be fused with a sum, and nobody says that clang compiles: g++ fuses others once four of them stand side by side.
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <vector>

// Only tests tell: not written unless --level=tested asks for it.
std::vector<double> product(const std::vector<std::vector<double>> &a, const std::vector<double> &x) {
  std::vector<double> y(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) { // finds
    double sum = 0;
    for (std::size_t j = 0; j < x.size(); ++j)
      sum += a[i][j] * x[j];
    y[i] = sum;
  }
  return y;
}

// So where the product is made before or behind.
std::vector<float> scaled(const std::vector<std::vector<float>> &a, float by, int n) {
  std::vector<float> y(a.size());
  for (int i = 0; i < n; ++i) { // finds
    float sum = 0;
    for (int j = 0; j < n; ++j)
      sum -= a[i][j];
    y[i] = sum * by + a[i][0];
  }
  return y;
}

// g++ makes a product of it.
static std::vector<double> squares(const std::vector<std::vector<double>> &a, int n) {
  std::vector<double> y(a.size());
  for (int i = 0; i < n; ++i) { // finds
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += std::pow(a[i][j] - 0.3, 2);
    y[i] = sum;
  }
  return y;
}

// Sums alone are what they are.
static std::vector<double> totals(const std::vector<std::vector<double>> &a, int n) {
  std::vector<double> y(a.size());
  // Four iterations at a time: no sum waits for another.
  const int fours = n / 4 * 4;
  for (int i = 0; i < fours; i += 4) {
    double sum = 0, sum2 = 0, sum3 = 0, sum4 = 0;
    for (int j = 0; j < n; ++j) {
      sum += a[i][j];
      sum2 += a[i + 1][j];
      sum3 += a[i + 2][j];
      sum4 += a[i + 3][j];
    }
    y[i] = sum / (2 * n);
    y[i + 1] = sum2 / (2 * n);
    y[i + 2] = sum3 / (2 * n);
    y[i + 3] = sum4 / (2 * n);
  }
  for (int i = fours; i < n; ++i) { // finds
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += a[i][j];
    y[i] = sum / (2 * n);
  }
  return y;
}

int main() {
  std::vector<std::vector<double>> a(9, std::vector<double>(9));
  for (int i = 0; i < 81; ++i)
    a[i / 9][i % 9] = 1.0 / (i + 1);
  std::printf("%g\n", squares(a, 9)[3]);
  for (double each : totals(a, 9))
    std::printf("%a\n", each);
}
