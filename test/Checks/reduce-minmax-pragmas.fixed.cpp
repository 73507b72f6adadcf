// RUN: %check %s
// g++ reads pragmas that the syntax tree has nothing of: computed twice, a value might be another one.
#include <algorithm>
#include <array>
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
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 0;
  if (x.size() >= 128) {
    constexpr std::size_t laneCount = 16;
    std::array<double, laneCount> lanes;
    lanes.fill(best);
    for (; x.size() - start >= laneCount; start += laneCount)
      for (std::size_t lane = 0; lane < laneCount; ++lane)
        lanes[lane] = x[start + lane] > lanes[lane] ? x[start + lane] : lanes[lane];
    const double largest = *std::max_element(lanes.begin(), lanes.end());
    if (largest > best) // 0 and -0 are equal: the first one counts.
      best = largest != 0 ? largest : *std::find(x.begin(), x.end(), 0);
  }
  for (std::size_t i = start; i < x.size(); ++i) // finds
    best = std::max(best, x[i]);
  return best;
}

int main() {
  const std::vector<double> x(300, 2);
  std::printf("%g %g\n", ofProducts(x, 3), ofElements(x));
}
