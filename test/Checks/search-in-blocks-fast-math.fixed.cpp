// RUN: %check %s
// FLAGS: -std=c++20 -O2 -ffast-math
// Many square roots at once may be other ones than one by one.
#include <algorithm>
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
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr std::size_t blockSize = 64;
  std::size_t start = 0;
  if (v.size() > blockSize) {
    for (; start < blockSize; ++start)
      if (v[start] >= limit)
        break;
    if (start == blockSize)
      for (std::size_t end; start < v.size(); start = end) {
        end = std::min(start + blockSize, v.size());
        int hits = 0;
        for (std::size_t i = start; i < end; ++i)
          hits |= v[i] >= limit;
        if (hits != 0)
          break;
      }
  }
  for (std::size_t i = start; i < v.size(); ++i) // finds
    if (v[i] >= limit)
      return static_cast<int>(i);
  return -1;
}

int main() {
  std::vector<double> v(300);
  v[200] = 9;
  std::printf("%d %d\n", beyond(v, 2), above(v, 3));
}
