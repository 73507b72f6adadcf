// RUN: %check %s
// In other builds the macro is a pragma, which is about the loop.
#include <algorithm>
#include <cstdio>
#include <vector>
#define PARALLEL
#define PARALLEL_FOR(n)

static void fill(std::vector<unsigned> &v) {
  PARALLEL
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: preprocessor
    v[i] = 7;
}
static void fillToo(std::vector<unsigned> &v) {
  PARALLEL_FOR(2)
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: preprocessor
    v[i] = 8;
}
static void afterIf(std::vector<unsigned> &v, bool b) {
  if (b)
    // finds
    std::fill(v.begin(), v.end(), 9);
}

int main() {
  std::vector<unsigned> v(3);
  fill(v);
  fillToo(v);
  afterIf(v, v[0] == 8);
  std::printf("%u\n", v[2]);
}
