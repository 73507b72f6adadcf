// RUN: %check %s
// FLAGS: -std=c++17 -DNDEBUG
// What a function that is called would do in another configuration is not asked of this one.
#include <cassert>
#include <cstdio>
#include <vector>

#ifdef COUNT_CALLS
static int calls = 0;
#define STAT(x) (x)
#else
#define STAT(x) ((void)0)
#endif

static double counted(double r) {
  STAT(++calls);
  double s = 0;
  for (int i = 0; i < 50; ++i)
    s = s * r + i;
  return s;
}

static double traced(double r) {
#ifdef COUNT_CALLS
  ++calls;
#endif
  double s = 0;
  for (int i = 0; i < 50; ++i)
    s = s * r + i;
  return s;
}

static double asserted(double x) {
  assert(x > 0);
  double s = 0;
  for (int i = 0; i < 50; ++i)
    s = s * x + i;
  return s;
}

static double plain(double x) {
  double s = 0;
  for (int i = 0; i < 50; ++i)
    s = s * x + i;
  return s;
}

static double withMacro(const std::vector<double> &v, double r) {
  double t = 0;
  for (double x : v)
    t += x * counted(r); // refuses: preprocessor
  return t;
}

static double withLines(const std::vector<double> &v, double r) {
  double t = 0;
  for (double x : v)
    t += x * traced(r); // refuses: preprocessor
  return t;
}

static double withAssertion(const std::vector<double> &v, double r) {
  double t = 0;
  for (double x : v)
    t += x * asserted(r); // refuses: preprocessor
  return t;
}

struct Power {
  explicit Power(double x) : value((STAT(++calls), x)) {}
  double value;
};
static double made(double x) {
  double s = 0;
  for (int i = 0; i < 50; ++i)
    s = s * Power(x).value + i;
  return s;
}

static double withConstructor(const std::vector<double> &v, double r) {
  double t = 0;
  for (double x : v)
    t += x * made(r); // refuses: preprocessor
  return t;
}

static double withNothing(const std::vector<double> &v, double r) {
  double t = 0;
  for (double x : v)
    t += x * plain(r); // finds
  return t;
}

int main() {
  std::printf("%g %g %g %g %g\n", withMacro({1, 2}, 0.5), withLines({1, 2}, 0.5), withAssertion({1, 2}, 0.5),
              withConstructor({1, 2}, 0.5), withNothing({1, 2}, 0.5));
}
