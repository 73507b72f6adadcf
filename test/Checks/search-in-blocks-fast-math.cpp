// RUN: %check %s
// FLAGS: -std=c++20 -O2 -ffast-math
// Many square roots at once may be other ones than one by one.
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <vector>

static int beyond(const std::vector<double> &squares, double limit) {
  for (std::size_t i = 0; i < squares.size(); ++i) // refuses: fast-math
    if (std::sqrt(squares[i]) >= limit)
      return static_cast<int>(i);
  return -1;
}
static int above(const std::vector<double> &v, double limit) {
  for (std::size_t i = 0; i < v.size(); ++i) // finds
    if (v[i] >= limit)
      return static_cast<int>(i);
  return -1;
}

int main() {
  std::vector<double> v(300);
  v[200] = 9;
  std::printf("%d %d\n", beyond(v, 2), above(v, 3));
}
