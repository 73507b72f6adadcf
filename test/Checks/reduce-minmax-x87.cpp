// RUN: %check %s
// FLAGS: -std=c++17 -O2 -ffp-eval-method=extended
// COMPILERS: clang++
#include <cstdio>
#include <vector>

// A register may hold more digits than the variable does.
static double largest(const std::vector<double> &values) {
  double best = -1;
  for (double value : values) // refuses: excess-precision
    if (value / 3 > best)
      best = value / 3;
  return best;
}

int main() { std::printf("%d\n", largest({1, 2, 3}) > 0); }
