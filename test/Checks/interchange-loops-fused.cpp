// RUN: %check %s
// FLAGS: -std=c++20 -O2 -mfma
// g++ chooses what it fuses: in a sum that keeps its order it may multiply in vectors and add one by one.
#include <cstddef>
#include <cstdio>
#include <vector>

using Matrix = std::vector<std::vector<double>>;

static void columnSums(const Matrix &a, const std::vector<double> &x, std::vector<double> sums) {
  for (std::size_t j = 0; j < sums.size(); ++j) { // finds
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
      sum += a[i][j] * x[i];
    sums[j] = sum;
  }
  for (double sum : sums)
    std::printf("%g ", sum);
}

int main() {
  columnSums(Matrix(5, std::vector<double>(9, 0.5)), {1, 2, 3, 4, 5}, std::vector<double>(9));
  std::puts("");
}
