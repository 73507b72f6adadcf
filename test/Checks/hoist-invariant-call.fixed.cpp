// RUN: %check %s
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <map>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

using Series = std::vector<double>;

// --- Moved ----------------------------------------------------------------

struct Calibration {
  double rate = 0.5, gamma_ = 2.2;

  void membersReadElementsWritten(Series &samples) const {
    const double expRate = samples.empty() ? 0.0 : std::exp(-rate);
    for (double &x : samples)
      x *= expRate; // finds
  }

  void sameCallTwice(Series &samples) const {
    const double powGamma = samples.size() > 0 ? std::pow(2.0, gamma_) : 0.0;
    for (std::size_t i = 0; i < samples.size(); ++i)
      samples[i] = samples[i] * powGamma + powGamma; // finds
  }

  void pointerMayHitMember(double *out, int n) const {
    for (int i = 0; i < n; ++i)
      out[i] *= std::exp(-rate); // refuses: aliased-store
  }

  void bytesMayHitMember(std::vector<std::uint8_t> &out) const {
    for (std::uint8_t &b : out)
      b = static_cast<std::uint8_t>(100 * std::exp(-rate)); // refuses: aliased-store
  }

  void changesItself(Series &samples) {
    for (double &x : samples) {
      x *= std::exp(-rate); // refuses: modified
      rate += 0.1;
    }
  }
};

static void outOfBothLoops(double *m, int width, int height, double k) {
  const double expK = height > 0 && width > 0 ? std::exp(-k) : 0.0;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      m[y * width + x] *= expK; // finds
}

static void outOfInnerLoopOnly(Series &m, int width, int height) {
  for (int y = 0; y < height; ++y) {
    const double expY = width > 0 ? std::exp(-double(y)) : 0.0;
    for (int x = 0; x < width; ++x)
      m[y * width + x] *= expY; // finds
  }
}

static double declarationMoves(double *m, int n, double k) {
  double total = 0;
  const double expK = n > 0 ? std::exp(-k) : 0.0;
  for (int i = 0; i < n; ++i) {
    const double decay = expK; // finds
    total += m[i] * decay;
  }
  return total;
}

static double whileLoop(double x, double limit) {
  int steps = 0;
  const double log1pLimit = steps < 10 ? std::log1p(limit) : 0.0;
  while (steps < 10) {
    x += log1pLimit; // finds
    ++steps;
  }
  return x;
}

// A logarithm taken where the loop would not have would leave its error in errno.
static double underCondition(const Series &v, double k) {
  double sum = 0;
  for (double x : v)
    if (x > 0)
      sum += x * std::log(k); // refuses: conditional
  return sum;
}

static void bodyOfAnIf(Series &v, double k, bool on) {
  if (on) {
    const double sinK = v.empty() ? 0.0 : std::sin(k);
    for (double &x : v)
      x += sinK; // finds
  }
}

static void nameIsTaken(Series &v, double k) {
  const double expK = 1;
  const double expK2 = v.empty() ? 0.0 : std::exp(k);
  for (double &x : v)
    x += expK2 * expK; // finds
}

static double norm(const Series &v) {
  double sum = 0;
  for (double x : v)
    sum += x * x;
  return std::sqrt(sum);
}

// norm() indexes nothing and divides nothing, but its loop is one more.
static Series guarded(Series v) {
  Series out(v.size());
  const double normV = v.size() > 0 ? norm(v) : 0.0;
  for (std::size_t i = 0; i < v.size(); ++i)
    out[i] = v[i] / normV; // finds
  return out;
}

static void guardedRange(std::vector<int> weights, std::vector<int> &out) {
  const int accumulateWeights = out.empty() ? 0 : std::accumulate(weights.begin(), weights.end(), 1);
  for (int &x : out)
    x /= accumulateWeights + 1; // finds
}

static double runsOnce(const Series &v) {
  double sum = 0;
  const double normV = norm(v);
  for (int i = 0; i < 8; ++i)
    sum += normV; // finds
  return sum;
}

static double inCondition(const Series &v) {
  double i = 0;
  const double normV = norm(v);
  for (; i < normV; ++i) { // finds
    if (i > 100)
      break;
  }
  return i;
}

[[gnu::pure]] double potential(double r);
static double declaredPure(int n, double r) {
  double sum = 0;
  const double potentialR = n > 0 ? potential(r) : 0.0;
  for (int i = 0; i < n; ++i)
    sum += potentialR; // finds
  return sum;
}

// --- Left alone, no finding ------------------------------------------------

static void argumentVaries(Series &v) {
  for (double &x : v)
    x = std::exp(x);
}

static double argumentIsModified(int n, double k) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += std::exp(k);
    k *= 0.5;
  }
  return sum;
}

static double constantArguments(int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i)
    sum += std::sqrt(2.0);
  return sum;
}

template <typename T> static T inTemplate(int n, T k) {
  T sum = 0;
  for (int i = 0; i < n; ++i)
    sum += std::exp(k); // refuses: template
  return sum;
}

static double silenced(int n, double k) {
  double sum = 0;
  for (int i = 0; i < n; ++i)
    sum += std::exp(k); // NOLINT(hone-hoist-invariant-call)
  return sum;
}

static double modifiedThroughReference(int n, double k) {
  double &r = k, sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += std::exp(k);
    r *= 0.5;
  }
  return sum;
}

// --- Refused ----------------------------------------------------------------

static void sameVector(const Series &v, Series &out) {
  for (std::size_t i = 0; i < v.size(); ++i)
    out[i] = v[i] / norm(v); // refuses: aliased-store
}

static double throughPointer(int n, double k) {
  double *p = &k, sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += std::exp(k); // refuses: aliased-store
    *p *= 0.5;
  }
  return sum;
}

static int sumTo(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum += i * i;
  return sum;
}

double globalGain = 1.5;
static void widen(double x) { globalGain += x > 1e6; }
static void (*elsewhere)(double) = widen;
static double opaqueCallBetween(int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += std::exp(globalGain); // refuses: opaque-call
    elsewhere(sum);
  }
  return sum;
}

// Whoever is called may be the one who asks errno what happened.
static double errnoSeenElsewhere(int n, double k) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += std::exp(k); // refuses: opaque-call
    elsewhere(sum);
  }
  return sum;
}

static double localsSurviveOpaqueCalls(int n, double r) {
  double sum = 0;
  const int sumToR = n > 0 ? sumTo(int(r)) : 0;
  for (int i = 0; i < n; ++i) {
    sum += sumToR; // finds
    elsewhere(sum);
  }
  return sum;
}

// The lambda changes k under another name.
static double lambdaChanges(int n, double k) {
  double &same = k, sum = 0;
  auto halve = [&] { same *= 0.5; };
  for (int i = 0; i < n; ++i) {
    sum += std::exp(k); // refuses: opaque-call
    halve();
  }
  return sum;
}

struct Registered {
  static Registered *last;
  double k = 1;
  Registered() { last = this; }
};
Registered *Registered::last = nullptr;
static void halveLast() { Registered::last->k *= 0.5; }
// Nobody takes its address in sight, but its constructor told somebody.
static double constructorTold(int n) {
  Registered r;
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += std::exp(r.k); // refuses: aliased-store
    halveLast();
  }
  return sum;
}

struct Model {
  double rate = 0.5;
  void run(Series &v) const {
    const Model *m = this;
    const double expRate = v.empty() ? 0.0 : std::exp(m->rate);
    for (double &x : v)
      x *= expRate; // finds
  }
};

static double arrayFilled(int n) {
  std::array<double, 2> ks = {1, 2};
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += std::exp(ks[1]); // refuses: aliased-store
    ks.fill(i * 0.25);
  }
  return sum;
}

static double evaluatedOnce(const Series &v, double k) {
  for (double x : v)
    if (x > 2)
      return std::exp(k) * x;
  return 0;
}

static int calls = 0;
static double counted(double k) {
  ++calls;
  return std::exp(k);
}
static double calleeCounts(int n, double k) {
  double sum = 0;
  for (int i = 0; i < n; ++i)
    sum += counted(k); // refuses: impure-callee
  return sum;
}

static int gcdSteps(int a, int b) {
  int steps = 0;
  for (; b != 0; ++steps) {
    int rest = a % b;
    a = b;
    b = rest;
  }
  return 100 / steps;
}
// With b == 0 the call divides by zero; the original never makes it then.
static int dividesUnderCondition(const std::vector<int> &v, int a, int b) {
  int sum = 0;
  for (int x : v)
    if (b != 0)
      sum += x * gcdSteps(a, b); // refuses: conditional
  return sum;
}

static int leavesFirst(const std::vector<int> &v, int a, int b) {
  int sum = 0;
  for (int x : v) {
    if (x == 0)
      return sum;
    sum += x * gcdSteps(a, b); // refuses: exit-before
  }
  return sum;
}

static int noEntryTest(std::map<int, int> &m, int a, int b) {
  int sum = 0;
  for (auto it = m.begin(); it != m.end(); ++it)
    sum += gcdSteps(a, b); // refuses: zero-trips
  return sum;
}

static double checked(const Series &v) {
  double sum = 0;
  for (std::size_t i = 0; i < 3; ++i)
    sum += v.at(i);
  return sum;
}
static double calleeThrows(const Series &v, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i)
    sum += checked(v); // refuses: may-throw
  return sum;
}

static double uninitialised(int n) {
  double k, sum = 0;
  if (n > 0)
    k = 0.25;
  for (int i = n; i / 2 > 0; --i)
    sum += std::exp(k); // refuses: zero-trips
  return sum;
}

// Only auto can name what choose() returns.
static auto choose(int n) {
  enum class Choice { Few, Many };
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum ^= i;
  return sum > 3 ? Choice::Many : Choice::Few;
}
static int localType(int n, int m) {
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum += static_cast<int>(choose(m)); // refuses: type-not-spelled
  return sum;
}

static double volatileArgument(int n) {
  volatile double k = 0.5;
  double sum = 0;
  for (int i = 0; i < n; ++i)
    sum += std::exp(k); // refuses: volatile
  return sum;
}

static double withGoto(int n, double k) {
  double sum = 0;
again:
  for (int i = 0; i < n; ++i)
    sum += std::exp(k); // refuses: goto
  if (sum < 3 && n > 0)
    goto again;
  return sum;
}

static double inLambda(int n, double k) {
  auto run = [n, k] {
    double sum = 0;
    for (int i = 0; i < n; ++i)
      sum += std::exp(k); // refuses: lambda
    return sum;
  };
  return run();
}

#define DECAY(k) std::exp(-(k))
static double byMacro(int n, double k) {
  double sum = 0;
  for (int i = 0; i < n; ++i)
    sum += DECAY(k); // refuses: macro
  return sum;
}

static double boundToReference(int n, double k) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    double &&x = std::exp(k); // refuses: bound-to-reference
    x += i;
    sum += x;
  }
  return sum;
}

namespace other {
struct Tag {};
static double exp(double k) { return 2 * k; }
} // namespace other
static double usingInLoop(int n, double k) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    using std::exp;
    sum += exp(k); // refuses: local-names
  }
  return sum + other::exp(1);
}

static double parallel(int n, double k) {
  double sum = 0;
#pragma omp simd reduction(+ : sum)
  for (int i = 0; i < n; ++i)
    sum += std::exp(k); // refuses: parallel-region
  return sum;
}

extern "C" double j1(double); // Another library's, as far as can be seen.
static double hint(int n, double r) {
  double sum = 0;
  for (int i = 0; i < n; ++i)
    sum += j1(r); // needs-hint: unseen-callee
  return sum;
}

double potential(double r) { return 1 / r; }

int main() {
  Calibration c;
  Series v = {1.5, 2.5, -3, 0.125}, w = v;
  c.membersReadElementsWritten(v);
  c.sameCallTwice(v);
  c.pointerMayHitMember(v.data(), 4);
  std::vector<std::uint8_t> bytes(3);
  c.bytesMayHitMember(bytes);
  c.changesItself(v);
  outOfBothLoops(v.data(), 2, 2, 0.25);
  outOfInnerLoopOnly(v, 2, 2);
  bodyOfAnIf(v, 0.5, true);
  nameIsTaken(v, 0.5);
  for (double x : v)
    std::printf("%a ", x);
  std::printf("%d %a\n", bytes[1], c.rate);
  std::printf("%a %a %a\n", declarationMoves(w.data(), 4, 0.5), whileLoop(1, 2), underCondition(w, 3));
  for (double x : guarded(w))
    std::printf("%a ", x);
  std::printf("%zu\n", guarded({}).size());
  std::vector<int> ints = {100, 200}, none;
  guardedRange({1, 2}, ints);
  guardedRange({}, none);
  std::printf("%d %d %a %a %a\n", ints[0], ints[1], runsOnce(w), inCondition(w), declaredPure(3, 2));
  argumentVaries(w);
  sameVector(w, w);
  std::printf("%a %a %a %a %a\n", argumentIsModified(3, 0.5), constantArguments(2), inTemplate(2, 0.5),
              silenced(2, 0.5), w[1]);
  std::printf("%a %a %a %a\n", modifiedThroughReference(3, 0.5), throughPointer(3, 0.5), opaqueCallBetween(3),
              lambdaChanges(3, 0.5) + errnoSeenElsewhere(3, 0.5));
  Model().run(w);
  std::printf("%a %a %a %a\n", constructorTold(3), arrayFilled(3), w[0], evaluatedOnce(w, 1) + localsSurviveOpaqueCalls(3, 4.5));
  std::map<int, int> m = {{1, 2}, {3, 4}}, empty;
  std::printf("%a %d %d %d %d\n", calleeCounts(3, 0.5), calls, dividesUnderCondition({1, 2}, 12, 0),
              leavesFirst({0, 1}, 12, 0), noEntryTest(empty, 12, 0) + noEntryTest(m, 12, 7));
  try {
    std::printf("%a\n", calleeThrows({1, 2, 3}, 2));
    calleeThrows({1, 2}, 0);
    calleeThrows({1, 2}, 1);
  } catch (const std::out_of_range &e) {
    std::printf("out of range\n");
  }
  std::printf("%d\n", localType(3, 5));
  std::printf("%a %a %a %a %a %a %a %a %a\n", uninitialised(2), volatileArgument(2), withGoto(2, 0.5),
              inLambda(2, 0.5), byMacro(2, 0.5), boundToReference(2, 0.5), usingInLoop(2, 0.5),
              parallel(2, 0.5), hint(2, 0.5));
}
