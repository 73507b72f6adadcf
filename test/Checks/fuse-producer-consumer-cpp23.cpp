// RUN: %check %s
// FLAGS: -std=c++23 -O2
// COMPILERS: clang++
// An operator with an explicit object parameter has one parameter more.
#include <cstdio>
#include <vector>

struct Bump {
  void operator()(this const Bump &, unsigned &x) { ++x; }
};

static unsigned sum(const std::vector<unsigned> &in) {
  unsigned limit = 0;
  const Bump bump;
  std::vector<unsigned> kept;
  for (unsigned x : in) {
    bump(limit);
    kept.push_back(x);
  }
  unsigned sum = 0;
  for (const unsigned &each : kept) // refuses: modified
    sum += each * limit;
  return sum;
}

int main() { std::printf("%u\n", sum({1, 2, 3})); }
