// RUN: %check %s
// g++ reads pragmas that the syntax tree has nothing of: computed twice, a value might be another one.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <vector>
#pragma GCC optimize("O2")

static double ofProducts(const std::vector<double> &x, double scale) {
  double best = -1;
  for (std::size_t i = 0; i < x.size(); ++i) // refuses: fast-math
    best = std::max(best, x[i] * scale + 1);
  return best;
}
static double ofElements(const std::vector<double> &x) {
  double best = -1;
  for (std::size_t i = 0; i < x.size(); ++i) // finds
    best = std::max(best, x[i]);
  return best;
}

int main() {
  const std::vector<double> x(300, 2);
  std::printf("%g %g\n", ofProducts(x, 3), ofElements(x));
}
