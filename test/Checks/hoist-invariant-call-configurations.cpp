// RUN: %check %s
// FLAGS: -std=c++20 -O2 -DNDEBUG -fno-math-errno
// What a macro leaves out here may change the argument elsewhere.
#include <cassert>
#include <cmath>
#include <cstdio>
#include <vector>

#ifdef CHECKED
#define CHECKED_ONLY(...) __VA_ARGS__
#else
#define CHECKED_ONLY(...) (void)0
#endif
#define CHECKED_ASSERT(...) (void)0
#define DISCARD(x) static_cast<void>(sizeof(x))

[[maybe_unused]] static bool count(double &r) { return (r += 1) < 8; }

static double changed(std::vector<double> &v, double r) {
  double s = 0;
  for (double &x : v) {
    CHECKED_ONLY(if (x < 0) r = 2);
    x *= std::exp(-r); // refuses: preprocessor
    s += x;
  }
  for (double &x : v) {
    assert(count(r));
    x *= std::exp(-r); // refuses: preprocessor
  }
  for (double &x : v) {
    CHECKED_ONLY(++r);
    x *= std::exp(-r); // refuses: preprocessor
  }
  for (double &x : v) {
    CHECKED_ONLY(double *p = &r);
    x *= std::exp(-r); // refuses: preprocessor
  }
  for (double &x : v) {
    CHECKED_ONLY([&] { return r; });
    x *= std::exp(-r); // refuses: preprocessor
  }
  for (double &x : v) {
    DISCARD(count(r));
    x *= std::exp(-r); // refuses: preprocessor
  }
  return s;
}

// One loop further out.
static double outside(std::vector<double> &v, double r) {
  double s = 0;
  for (int turn = 0; turn < 2; ++turn) {
    CHECKED_ONLY(r = turn);
    for (double x : v)
      s += x * std::exp(-r); // refuses: preprocessor
  }
  return s;
}

static double unchanged(std::vector<double> &v, double r) {
  double s = 0;
  for (std::size_t i = 0; i < v.size(); ++i) {
    assert(i < v.size() && "inside" && !std::isnan(r) && static_cast<int>(r) != 7);
    CHECKED_ASSERT(i < v.size() || v.empty());
    s += v[i] * std::exp(-r); // finds
  }
  return s;
}
// An element may be what is edited, by another name.
static double element(std::vector<double> &v, double r) {
  double s = 0;
  for (std::size_t i = 0; i < v.size(); ++i) {
    assert(v[i] >= 0);
    s += v[i] * std::exp(-r); // refuses: preprocessor
  }
  return s;
}

int main() {
  std::vector<double> v{1, -1, 2};
  std::printf("%g %g %g\n", changed(v, 1), outside(v, 1), unchanged(v, 1));
}
