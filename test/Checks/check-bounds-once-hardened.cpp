// RUN: %check %s
// FLAGS: -std=c++20 -O2 -D_GLIBCXX_ASSERTIONS
#include <cstddef>
#include <cstdio>
#include <vector>

static int sum(const std::vector<int> &values, std::size_t count) {
  int total = 0;
  for (std::size_t i = 0; i < count; ++i) // refuses: hardened
    total += values.at(i);
  return total;
}

int main() { std::printf("%d\n", sum({1, 2, 3}, 3)); }
