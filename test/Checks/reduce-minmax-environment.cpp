// RUN: %check %s
// Where the processor is told to take denormal numbers for zeros, all of them are equal to 0.
#include <cfenv>
#include <cstdio>
#include <vector>
#ifdef __SSE2__
#include <xmmintrin.h>
static void flush() { _mm_setcsr(_mm_getcsr() | 0x8040); }
#else
static void flush() { std::fesetround(FE_TONEAREST); }
#endif

static double largest(const std::vector<double> &values) {
  double best = -1;
  for (double value : values) // refuses: errno-observed
    if (value > best)
      best = value;
  return best;
}

int main() {
  flush();
  std::printf("%g\n", largest({-1e-320, 2}));
}
