// RUN: %check %s
// FLAGS: -std=c++23 -O2 -isystem Inputs/system
// What a call means where it stands, and only there.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <list>
#include <loudness.h>
#include <map>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

static unsigned usum(unsigned n) {
  unsigned sum = 0;
  for (unsigned i = 0; i < n; ++i)
    sum += i * i;
  return sum;
}
static double inner(int m, int count) {
  double sum = 0;
  for (int i = 0; i < count; ++i)
    sum += 100 / m;
  return sum;
}

// --- Names of a language linkage, names that are no words --------------------

extern "C" {
enum Side { Left, Right };
}
static Side side(unsigned n) {
  unsigned sum = 0;
  for (unsigned i = 0; i < n; ++i)
    sum ^= i;
  return sum ? Left : Right;
}
static int linkage(unsigned k) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += side(k); // finds
  return sum;
}
static double get_(double k) { return std::sqrt(k); }
static double noWordLeft(double q) {
  double sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += get_(q); // finds
  return sum;
}
static double get_2d_norm(double k) { return std::sqrt(k); }
static double digitLeft(double q) {
  double sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += get_2d_norm(q); // finds
  return sum;
}

// --- Views own nothing --------------------------------------------------------

static void overArray(double (&arr)[4]) {
  std::span<double> s(arr);
  for (int i = 0; i < 4; ++i)
    arr[i] = std::accumulate(s.begin(), s.end(), 0.0); // refuses: aliased-store
}
static double norm(std::span<const double> s) {
  return std::sqrt(std::accumulate(s.begin(), s.end(), 0.0));
}
static void byValue(std::vector<double> &w) {
  for (int i = 0; i < 4; ++i)
    w[i] = norm(w); // refuses: aliased-store
}
static void insideArray(std::array<double, 4> &a) {
  for (int i = 0; i < 4; ++i)
    a[i] = std::accumulate(a.begin(), a.end(), 0.0); // refuses: aliased-store
}
struct Handle {
  std::vector<double> &of;
  auto begin() const { return of.begin(); }
  auto end() const { return of.end(); }
};
static double total(const std::vector<double> &v) {
  double sum = 0;
  for (double x : v)
    sum += x;
  return sum;
}
static void handedOut(std::vector<double> v) {
  Handle h{v};
  for (double &x : h)
    x = total(v); // refuses: aliased-store
  std::printf("%g\n", v[1]);
}

// --- What leads to a variable, under another name -------------------------------

static void put(unsigned *const &to) { *to = 9; }
static unsigned handedByReference(unsigned k) {
  unsigned *p = &k, sum = 0;
  for (int i = 0; i < 3; ++i) {
    sum += usum(k); // refuses: aliased-store
    put(p);
  }
  return sum;
}
static double capturedIterator() {
  std::vector<double> v{1, 2}, once{0};
  auto it = v.begin();
  double sum = 0;
  for (int i = 0; i < 3; ++i) {
    sum += total(v); // refuses: aliased-store
    std::for_each(once.begin(), once.end(), [&](double) { std::fill(it, it + 1, 4.0); });
  }
  return sum;
}
static double totalOf(const std::list<double> &l) {
  double sum = 0;
  for (double x : l)
    sum += x;
  return sum;
}
static void set(std::list<double>::iterator it) { *it = 5; }
static void setFirst(std::list<double>::iterator it) { std::fill_n(it, 1, 5.0); }
static double iteratorByValue() {
  std::list<double> l{1, 2};
  double sum = 0;
  for (int i = 0; i < 3; ++i) {
    sum += totalOf(l); // refuses: aliased-store
    set(l.begin());
  }
  for (int i = 0; i < 3; ++i) {
    sum += totalOf(l); // refuses: aliased-store
    setFirst(++l.begin());
  }
  return sum;
}

struct Cell {
  mutable unsigned value;
};
static const Cell cells[1] = {{2}};
static unsigned mutableInConst() {
  unsigned sum = 0;
  for (unsigned i = 0; i < 3; ++i) {
    sum += usum(cells[0].value); // refuses: modified
    cells[0].value = i + 3;
  }
  return sum;
}

// --- Whether the loop runs ------------------------------------------------------

static double boundInHeader(const std::vector<double> &v, int m, int n) {
  double sum = n;
  for (std::size_t i = 0, n = v.size(); i < n; ++i)
    sum += v[i] * inner(m, 3); // finds
  return sum;
}
static double headerChangesBound(int n, int m) {
  double sum = 0;
  for (int i = 0, j = n++; i < n; ++i)
    sum += inner(m, 3) + j; // refuses: zero-trips
  return sum;
}
struct Queue {
  std::vector<int> items;
};
static Queue queue{{1, 2, 3}};
static int asked;
static Queue &next() {
  ++asked;
  return queue;
}
static double rangeWithEffects(int m) {
  double sum = 0;
  for (int x : next().items)
    sum += x * inner(m, 3); // refuses: zero-trips
  return sum + asked;
}
static double minusOneIsLarge(int m) {
  double sum = 0;
  for (int i = -1; i < 5u; ++i)
    sum += inner(m, 3); // refuses: zero-trips
  return sum;
}
#define START 0
static double startsByMacro(const std::vector<double> &v, int m) {
  double sum = 0;
  for (std::size_t i = START; i < v.size(); ++i)
    sum += inner(m, 3); // refuses: zero-trips
  return sum;
}
static double downwards(double *v, int n, double k) {
  for (int i = n - 1; i >= 0; --i)
    v[i] *= std::exp(k); // finds
  return v[0];
}
static double oldStyle(double *v, int n, double k) {
  int i;
  for (i = 0; i < n; i += 2)
    v[i] *= std::exp(k); // finds
  return v[0];
}
static double signedBound(double *v, int n, double k) {
  for (std::size_t i = 0; i < n; ++i)
    v[i] *= std::exp(k); // finds
  return v[0];
}
static double startsItself(double *v, int n, double k) {
  int i = n;
  for (i = 0; i < i + n - 1; ++i, n = 0)
    v[0] *= std::exp(k); // refuses: zero-trips
  return v[0];
}
struct Bits {
  unsigned value;
};
static unsigned operator|(Bits a, Bits b) { return a.value | b.value; }
static double looseOperator(Bits a, Bits b, double k) {
  double sum = 0;
  for (unsigned i = 0; i < (a | b); ++i)
    sum += std::exp(k); // finds
  return sum;
}
static double constantStep(double *v, double k) {
  for (int i = 0; i < 4; i += 2)
    v[i] *= std::exp(k); // finds
  return v[0];
}
static double mapped(const std::map<int, double> &m, double k) {
  double sum = 0;
  for (const std::pair<const int, double> &each : m)
    sum += each.second * std::exp(k); // finds
  return sum;
}
static double flagged(double k) {
  bool done = false;
  double sum = 0;
  while (!done) {
    sum += std::exp(k); // finds
    done = sum > 5;
  }
  return sum;
}
static double bothTogether(int height, int width, double k) {
  double sum = 0;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      sum += std::exp(k); // finds
  return sum;
}
static double innerBoundChanges(int height, int width, double k) {
  double sum = 0;
  for (int y = 0; y < height; ++y, ++width)
    for (int x = 0; x < width; ++x)
      sum += std::exp(k); // finds
  return sum;
}

// --- Calls that would not have been made --------------------------------------

static int converts(int n, double k) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    if (k < 10) {
      int whole = std::exp(k); // refuses: conditional
      sum += whole;
    }
  }
  return sum;
}
static double domainError(const std::vector<double> &v, double k) {
  double sum = 0;
  for (double x : v)
    if (k > 0)
      sum += x * std::log(k); // refuses: conditional
  return sum;
}
static unsigned choose(unsigned mode, unsigned k) {
  switch (mode) {
  case 0:
    return usum(k);
  }
}
static unsigned fallsOffTheEnd(int n, unsigned mode, unsigned k) {
  unsigned sum = 0;
  for (int i = 0; i < n; ++i)
    if (mode < 1)
      sum += choose(mode, k); // refuses: conditional
  return sum;
}
static unsigned positive(unsigned n) {
  [[assume(n > 0)]];
  return usum(n);
}
static unsigned assumes(int n, unsigned k) {
  unsigned sum = 0;
  for (int i = 0; i < n; ++i)
    if (k > 0)
      sum += positive(k); // refuses: conditional
  return sum;
}
static unsigned gone(std::vector<unsigned> v, bool drop) {
  unsigned &first = v[0], sum = 0;
  if (drop)
    std::vector<unsigned>().swap(v);
  for (int i = 0; i < 3; ++i)
    if (!drop)
      sum += usum(first); // refuses: conditional
  return sum;
}
static double endless(int n, double k) {
  double sum = 0;
  for (unsigned char i = 0; i < n; ++i)
    sum += k;
  return sum;
}
static double neverEnds(int n, double k) {
  double sum = 0;
  for (int i = 0; i < 3; ++i)
    if (n < 256)
      sum += endless(n, k); // refuses: conditional
  return sum;
}
static unsigned chase(unsigned n, unsigned k) {
  unsigned sum = 0;
  for (unsigned i = 0; i < n; ++i, n += k)
    sum += i;
  return sum;
}
static unsigned boundRunsAway(unsigned n, unsigned k) {
  unsigned sum = 0;
  for (int i = 0; i < 3; ++i)
    if (k == 0)
      sum += chase(n, k); // refuses: conditional
  return sum;
}
struct Settings {
  unsigned k;
  bool has;
};
static Settings none() {
  Settings s;
  s.has = false;
  return s;
}
static unsigned neverSet() {
  Settings s = none();
  unsigned sum = 0;
  for (int i = 0; i < 3; ++i)
    if (s.has)
      sum += usum(s.k); // refuses: conditional
  return sum;
}
static unsigned between(unsigned k, unsigned low, unsigned high) {
  return usum(std::clamp(k, low, high));
}
static unsigned wrongWayRound(unsigned k, unsigned low, unsigned high) {
  unsigned sum = 0;
  for (int i = 0; i < 3; ++i)
    if (low <= high)
      sum += between(k, low, high); // refuses: conditional
  return sum;
}
constexpr double compiled(int n, double k) {
  double sum = 0;
  for (int i = 0; i < n; ++i)
    sum += std::is_constant_evaluated() ? 1.0 : std::exp(k); // refuses: conditional
  return sum;
}
static_assert(compiled(3, 2.0) == 3.0);
static unsigned numbersOnly(const std::vector<unsigned> &v, unsigned k) {
  unsigned sum = 0;
  for (unsigned x : v)
    if (x > 1)
      sum += x * usum(k); // refuses: conditional
  return sum;
}

// --- Overloads and names ----------------------------------------------------------

struct Which {
  int operator()(unsigned &&) const { return 1; }
  int operator()(const unsigned &) const { return 2; }
};
static int invoked(unsigned m) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += std::invoke(Which(), usum(m)); // refuses: bound-to-reference
  return sum;
}
static int tupled(unsigned m) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += std::apply(Which(), std::forward_as_tuple(usum(m))); // refuses: bound-to-reference
  return sum;
}
static int moved(unsigned m) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += Which()(std::move(usum(m))); // refuses: bound-to-reference
  return sum;
}
static unsigned largest(const std::vector<unsigned> &v, unsigned m) {
  unsigned most = 0;
  std::vector<unsigned> all;
  for (unsigned x : v) {
    most = std::max(most, usum(m)); // finds
    all.push_back(usum(m + 1));     // finds
  }
  return most + all[0];
}
static double scale = 3;
#define SCALED(x) ((x) * scale)
static double nameInMacro(const std::vector<double> &v, double k) {
  double sum = 0;
  for (double x : v) {
    sum += SCALED(x);
    // Moved, it would be what the macro means.
    {
      double scale = std::exp(k); // finds
      sum += scale;
    }
  }
  return sum;
}
static int logged(int n, int m) {
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum += log(m);
  return sum + g_logged;
}

enum class Mode { Slow, Fast };
static Mode detect(unsigned n) { return usum(n) > 3 ? Mode::Fast : Mode::Slow; }
struct Device {
  enum class Mode { Off };
  static int hiddenType(unsigned m, int n) {
    int sum = 0;
    for (int i = 0; i < n; ++i)
      sum += detect(m) == ::Mode::Fast; // finds
    return sum;
  }
};

// --- Macros -----------------------------------------------------------------------

#define HALF_TURN (180.0 / 2 * 2)
#define EARLIER __LINE__
#define CALLED usum(3)
static double numberByMacro(int n, double f) {
  double sum = 0;
  for (int i = 0; i < n; ++i)
    sum += std::sin(2 * M_PI * f / HALF_TURN); // finds
  return sum;
}
static double lineByMacro(int n, double f) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += std::exp(f - EARLIER); // refuses: macro
    sum += std::exp(f - CALLED);  // refuses: macro
  }
  return sum;
}

// --- Text -------------------------------------------------------------------------

static unsigned hashOf(const char *s, unsigned n) {
  unsigned hash = 0;
  for (unsigned i = 0; i < n; ++i)
    hash = hash * 31 + static_cast<unsigned char>(s[i]);
  return hash;
}
static unsigned linesOfText(unsigned n) {
  unsigned sum = 0;
  if (n > 0) {
    for (int i = 0; i < 4; ++i)
      sum += hashOf( // finds
          R"(a
b
c)", n);
  }
  return sum;
}
static double commentInSecond(int n, double k) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += std::exp(k); // refuses: comment
    sum -= i * std::exp(k /* not decayed */);
  }
  return sum;
}
static double commentBesideName(int n, double k) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    const double decay =
        // The usual law.
        std::exp(-k); // finds
    sum += decay;
  }
  return sum;
}

int main() {
  std::printf("%d %g %g\n", linkage(3), noWordLeft(2), digitLeft(2));
  double arr[4] = {1, 2, 3, 4};
  std::vector<double> w = {1, 2, 3, 4};
  std::array<double, 4> a = {1, 2, 3, 4};
  overArray(arr);
  byValue(w);
  insideArray(a);
  handedOut({1, 2, 3});
  std::printf("%g %g %g %u\n", arr[3], w[3], a[3], mutableInConst());
  std::printf("%u %g %g\n", handedByReference(3), capturedIterator(), iteratorByValue());
  std::printf("%g %g\n", boundInHeader({}, 0, 5), boundInHeader({3, 4}, 2, 0));
  std::printf("%g %g %g %g\n", headerChangesBound(0, 5), rangeWithEffects(3), minusOneIsLarge(0),
              startsByMacro({}, 0));
  double v[4] = {1, 2, 3, 4};
  std::printf("%g %g %g %g\n", downwards(v, 4, 1), oldStyle(v, 4, 1), signedBound(v, 4, 1), constantStep(v, 1));
  std::printf("%g %g\n", startsItself(v, 1, 1), looseOperator({1}, {2}, 1));
  std::printf("%g %g %g\n", mapped({{1, 2.0}}, 1), flagged(1), innerBoundChanges(2, 0, 1) + bothTogether(2, 1, 1));
  std::printf("%d %g %u %u\n", converts(3, 1000), domainError({1, 2}, -1), fallsOffTheEnd(3, 5, 1), assumes(3, 0));
  std::printf("%u %g %u %u\n", gone({1, 2}, true), neverEnds(300, 1), boundRunsAway(3, 1), neverSet());
  std::printf("%u %g %u\n", wrongWayRound(1, 3, 2), compiled(2, 1), numbersOnly({1, 2}, 3));
  std::printf("%d %d %d %u\n", invoked(3), tupled(3), moved(3), largest({1, 2}, 3));
  std::printf("%d\n", Device::hiddenType(5, 3));
  std::printf("%g %g\n", numberByMacro(3, 2), lineByMacro(3, 2));
  std::printf("%g %d\n", nameInMacro({1, 2}, 0), logged(2, 3));
  std::printf("%u %g %g\n", linesOfText(5), commentInSecond(2, 0), commentBesideName(2, 0));
}
