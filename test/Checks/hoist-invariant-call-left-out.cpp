// RUN: %check %s
// FLAGS: -std=c++17 -DNDEBUG
// What a function that is called would do in another configuration is not asked of this one.
#include <cassert>
#include <cstdio>
#include <vector>

#ifdef COUNT_CALLS
static int calls = 0;
#define STAT(x) (x)
#define COUNTED(c, e) (++(c), (e))
#define COUNT ++calls;
static double scaled(double r) { return ++calls, r; }
#else
#define STAT(x) ((void)0)
#define COUNTED(c, e) (e)
#define COUNT
static double scaled(double r) { return r; }
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

static double argument(double r) {
  double s = 0;
  for (int i = 0; i < 50; ++i)
    s = s * r + COUNTED(calls, i);
  return s;
}
struct Seed {
  double base = 1 + 0 * COUNTED(calls, 1);
  double r;
  explicit Seed(double x) : r(x) {}
};
static double member(double r) {
  const Seed seed(r);
  double s = seed.base;
  for (int i = 0; i < 50; ++i)
    s = s * seed.r + i;
  return s;
}
static double alone(double r) {
  COUNT
  double s = 0;
  for (int i = 0; i < 50; ++i)
    s = s * r + i;
  return s;
}
static double inConditional(double r) {
  double s = 0;
  for (int i = 0; i < 50; ++i)
    s = s * scaled(r) + i;
  return s;
}
static double withMore(const std::vector<double> &v, double r) {
  double t = 0;
  for (double x : v)
    t += x * argument(r); // refuses: preprocessor
  for (double x : v)
    t += x * member(r); // refuses: preprocessor
  for (double x : v)
    t += x * alone(r); // refuses: preprocessor
  for (double x : v)
    t += x * inConditional(r); // refuses: preprocessor
  return t;
}

// Given away in front of the loop: whoever is called there may change it.
#ifdef LIVE_TUNING
struct Config;
void expose(Config *);
#define TUNABLE(c) expose(&(c))
#else
#define TUNABLE(c) ((void)0)
#endif
struct Config {
  double rate;
  int n;
};
static double weight(const Config &c) {
  double s = 0;
  for (int i = 0; i < c.n; ++i)
    s = s * c.rate + i;
  return s;
}
static double weighed(const std::vector<double> &v, double r) {
  Config config{r, 30};
  TUNABLE(config);
  double t = 0;
  for (double x : v) {
    t += x * weight(config); // refuses: preprocessor
    std::puts("weighed");
  }
  return t;
}
static double weighedLines(const std::vector<double> &v, double r) {
  Config config{r, 30};
#ifdef LIVE_TUNING
  expose(&config);
#endif
  double t = 0;
  for (double x : v) {
    t += x * weight(config); // refuses: preprocessor
    std::puts("weighed");
  }
  return t;
}

static double withNothing(const std::vector<double> &v, double r) {
  double t = 0;
  for (double x : v)
    t += x * plain(r); // finds
  return t;
}

// A branch that is left out here.
#ifdef COUNT_CALLS
constexpr bool counting = true;
#else
constexpr bool counting = false;
#endif
static int times;
static double branched(double r) {
  if constexpr (counting)
    ++times;
  double s = 0;
  for (int i = 0; i < 50; ++i)
    s = s * r + i;
  return s;
}
static double withBranch(const std::vector<double> &v, double r) {
  double t = 0;
  for (double x : v)
    t += x * branched(r); // refuses: impure-callee
  for (double x : v) {
    t += x * plain(r);
    if constexpr (counting)
      r *= 2;
  }
  return t + times;
}

int main() {
  std::printf("%g\n", withBranch({1, 2}, 0.5));
  std::printf("%g %g %g\n", withMore({1, 2}, 0.5), weighed({1, 2}, 0.5), weighedLines({1, 2}, 0.5));
  std::printf("%g %g %g %g %g\n", withMacro({1, 2}, 0.5), withLines({1, 2}, 0.5), withAssertion({1, 2}, 0.5),
              withConstructor({1, 2}, 0.5), withNothing({1, 2}, 0.5));
}
