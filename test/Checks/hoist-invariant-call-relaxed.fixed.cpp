// RUN: %check %s
// FLAGS: -std=c++17 -O2 -fno-strict-aliasing
// Where types tell no objects apart, a store to an int may change a double.
#include <cstdio>

static double sum(const double *p, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i)
    s += p[i];
  return s;
}
static double otherType(const double *p, int *q, int n) {
  double total = 0;
  for (int i = 0; i < n; ++i) {
    total += sum(p, 3); // refuses: aliased-store
    q[1] = 0x40080000 + i;
  }
  return total;
}
static double nothingStored(const double *p, int n) {
  double total = 0;
  const double sumP = n > 0 ? sum(p, 3) : 0.0;
  for (int i = 0; i < n; ++i)
    total += sumP; // finds
  return total;
}

int main() {
  double v[3] = {1, 2, 3};
  std::printf("%g %g\n", otherType(v, reinterpret_cast<int *>(v), 4), nothingStored(v, 2));
}
