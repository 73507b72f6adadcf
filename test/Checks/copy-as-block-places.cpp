// RUN: %check %s
// Two lines in the place of one: what stands behind would seem to belong to the second.
#include <cstddef>
#include <cstdio>
#include <vector>

static void fill(std::vector<int> &a, std::size_t n, int k) {
  for (std::size_t i = 0; i < n; ++i) a[i] = k + 1; a[0] = 2; // refuses: no-place
}

int main() {
  std::vector<int> a(3);
  fill(a, 2, 1);
  std::printf("%d\n", a[0]);
}
