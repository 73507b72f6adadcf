// RUN: %check %s
// Each call that is under way would have a block on the stack.
#include <cstdio>
#include <vector>

static int depth(const std::vector<long> &v, long n) {
  std::vector<long> above;
  for (long x : v) // refuses: recursive
    if (x > n)
      above.push_back(x);
  return above.empty() ? 0 : 1 + depth(above, n + 1);
}

int main() { std::printf("%d\n", depth({1, 5, 9}, 0)); }
