// RUN: %check %s
// FLAGS: -std=c++17 -O2 -fno-honor-nans -fno-signed-zeros
// COMPILERS: clang++
// Compilers do it themselves there.
#include <cstdio>
#include <vector>

static double largest(const std::vector<double> &values) {
  double best = -1;
  for (double value : values)
    if (value > best)
      best = value;
  return best;
}

int main() { std::printf("%g\n", largest({1, 2, 3})); }
