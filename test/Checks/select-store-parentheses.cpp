// RUN: %check %s
// FLAGS: -std=c++17 -O2 -Wall -Werror
// A condition that is no comparison gets parentheses, which compilers ask for.
#include <cstddef>
#include <cstdio>
#include <vector>

static int masked(std::size_t n, int x) {
  std::vector<int> v(n);
  for (std::size_t i = 0; i < v.size(); ++i) // finds
    if (v[i] & (x > 3))
      v[i] = 0;
  int s = 0;
  for (int e : v)
    s += e;
  return s;
}

int main() { std::printf("%d\n", masked(5, 4)); }
