// RUN: %check %s
// Rows of what is not made yet, and indices wider than a size.
#include <cstddef>
#include <cstdio>
#include <stdexcept>
#include <vector>

struct Histogram {
  int total = 0;
  Histogram(const std::vector<std::vector<int>> &rows, std::size_t k, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) // refuses: may-be-gone
      total += rows.at(k).at(i);
  }
};
struct Owner : Histogram {
  std::vector<std::vector<int>> own;
  Owner() : Histogram(own, 0, 0), own(3) {}
};

__extension__ typedef __int128 Wide;
static int sum(const std::vector<int> &w) {
  std::vector<int> r(2);
  for (Wide y = -1; y < static_cast<Wide>(w.size()); ++y)
    for (std::size_t i = 0; i < r.size(); ++i) // finds
      r[i] += w.at(static_cast<std::size_t>(y));
  return r[0];
}

int main() {
  const Owner owner;
  std::printf("%d\n", owner.total);
  try {
    std::printf("%d\n", sum({1, 2}));
  } catch (const std::out_of_range &) {
    std::puts("out of range");
  }
}
