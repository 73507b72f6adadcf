// RUN: %check %s
// FLAGS: -std=c++20 -O2 -ffp-eval-method=double
// COMPILERS: clang++
// A sum in a variable has more digits than one in memory.
#include <cstdio>
#include <vector>

static void columnSums(const std::vector<std::vector<float>> &m, std::vector<float> &sums, int rows) {
  for (std::size_t j = 0; j < sums.size(); ++j) { // refuses: floating-point
    float sum = 0;
    for (int i = 0; i < rows; ++i)
      sum += m[i][j] * 0.1f;
    sums[j] = sum;
  }
}

int main() {
  std::vector<std::vector<float>> m(5, std::vector<float>(4, 0.7f));
  std::vector<float> sums(4);
  columnSums(m, sums, 5);
  std::printf("%a\n", sums[2]);
}
