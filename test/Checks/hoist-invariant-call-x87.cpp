// RUN: %check %s
// FLAGS: -std=c++17 -O2 -ffp-eval-method=extended
// COMPILERS: clang++
#include <cmath>
#include <cstdio>

// A register may hold more digits than the local would.
static double excess(int n, double k) {
  double sum = 0;
  for (int i = 0; i < n; ++i)
    sum += std::exp(k); // refuses: excess-precision
  return sum;
}

int main() { std::printf("%d\n", excess(3, 0.5) > 4); }
