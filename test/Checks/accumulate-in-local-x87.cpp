// RUN: %check %s
// FLAGS: -std=c++17 -O2 -ffp-eval-method=extended
// COMPILERS: clang++
#include <cstdio>
#include <vector>

// A register may hold more digits than the member does.
struct Mean {
  bool any = false;
  double sum = 0;
  void add(const std::vector<double> &values) {
    for (double value : values) // refuses: excess-precision
      sum += value / 3;
  }
};

int main() {
  Mean mean;
  mean.add({1, 2, 3});
  std::printf("%d\n", mean.sum > 1);
}
