// RUN: %check %s
// Arguments that are not evaluated.
#include <cstddef>
#include <cstdio>
#include <vector>

static int mark(const std::vector<int> &wanted) {
  std::vector<int> hits(2);
  int k = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) { // refuses: not-read
    k += __builtin_constant_p(hits[i]);
    if (wanted[i] > 0)
      hits[i] = 7;
  }
  return hits[0] + k;
}

int main() { std::printf("%d\n", mark({1, 1, 0, 0, 0, 0})); }
