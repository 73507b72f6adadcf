// RUN: %check %s
// A call that takes its time is not made where the loop would not have made it.
#include <cstdio>
#include <vector>

static unsigned long pairs(unsigned n) {
  unsigned long s = 0;
  for (unsigned i = 0; i < n; ++i)
    for (unsigned j = 0; j < n; ++j)
      s = s * 31u + (i ^ j);
  return s;
}

static unsigned long seldom(const std::vector<unsigned> &v, unsigned k) {
  unsigned long t = 0;
  for (unsigned x : v) {
    if (k < 100u) // Too slow for more.
      t += pairs(k); // refuses: conditional
    t += x;
  }
  return t;
}

static unsigned long often(const std::vector<unsigned> &v, unsigned k) {
  unsigned long t = 0;
  for (unsigned x : v)
    t += x * pairs(k); // finds
  return t;
}

int main() { std::printf("%lu %lu\n", seldom({1, 2}, 6000000), often({}, 6000000) + often({1, 2}, 6)); }
