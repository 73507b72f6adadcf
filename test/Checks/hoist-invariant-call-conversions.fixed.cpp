// RUN: %check %s
// The test in front of a loop compares what the loop compares, by the same operators.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

// A sequence number: 65535 comes before 0.
struct Seq {
  std::uint16_t v;
  operator int() const { return v; }
  friend bool operator<(Seq a, Seq b) { return static_cast<std::int16_t>(a.v - b.v) < 0; }
};

static double between(Seq first, Seq last, const double *rate) {
  double sum = 0;
  for (int i = first; i < last; ++i)
    sum += std::exp(*rate); // refuses: zero-trips
  return sum;
}

static double betweenJoined(Seq first, Seq last, int most, const double *rate) {
  double sum = 0;
  for (int i = first; i < last && i < most; ++i)
    sum += std::exp(*rate); // refuses: zero-trips
  return sum;
}

static double fromOne(Seq first, int last, const double *rate) {
  double sum = 0;
  for (int i = (first); i < last; ++i)
    sum += std::exp(*rate); // refuses: zero-trips
  return sum;
}

static double converted(Seq first, Seq last, const double *rate) {
  double sum = 0;
  const double expRate = int(first) < static_cast<int>(last) ? std::exp(*rate) : 0.0;
  for (int i = int(first); i < static_cast<int>(last); ++i)
    sum += expRate; // finds
  return sum;
}

// Asks for itself whether it is above a number.
struct Count {
  int v;
  operator int() const { return v; }
  bool operator>(int) const { return true; }
};

static double upTo(const Count &count, const double *rate) {
  double sum = 0;
  for (int i = 0; i < count; ++i)
    sum += std::exp(*rate); // refuses: zero-trips
  return sum;
}

static double upToNamed(const Count &count, const double *rate) {
  double sum = 0;
  for (int i = 0, n = count; i < n; ++i)
    sum += std::exp(*rate); // refuses: zero-trips
  return sum;
}

static double upToMember(const Count &count, const double *rate) {
  double sum = 0;
  const double expRate = count.v > 0 ? std::exp(*rate) : 0.0;
  for (int i = 0; i < count.v; ++i)
    sum += expRate; // finds
  return sum;
}

enum Level { Low, Middle, High };
static bool operator>(Level, int) { return true; }
static bool operator<(Level, Level) { return true; }
static bool operator&&(Level, bool rest) { return rest; }

static double levels(Level top, const double *rate) {
  double sum = 0;
  for (int i = 0; i < top; ++i)
    sum += std::exp(*rate); // refuses: zero-trips
  return sum;
}

static double levelsBetween(Level low, Level top, const double *rate) {
  double sum = 0;
  for (int i = low; i < top; ++i)
    sum += std::exp(*rate); // refuses: zero-trips
  return sum;
}

static double levelsTurned(int low, Level top, const double *rate) {
  double sum = 0;
  for (int i = low; top != i; ++i)
    sum += std::exp(*rate); // refuses: zero-trips
  return sum;
}

static double levelAndNumber(Level level, int n, const double *rate) {
  double sum = 0;
  const double expRate = (level && n > 0) ? std::exp(*rate) : 0.0;
  while (level && n > 0) {
    sum += expRate; // finds
    --n;
  }
  for (; level; level = Low) {
    const double expRate2 = n > 0 ? std::exp(*rate) : 0.0;
    for (int i = 0; i < n; ++i)
      sum += expRate2; // finds
  }
  return sum;
}

// Promoted in the loop and in front of it alike.
static double small(char first, short last, const double *rate) {
  double sum = 0;
  const double expRate = first < last ? std::exp(*rate) : 0.0;
  for (char c = first; c < last; ++c)
    sum += expRate; // finds
  return sum;
}

static double reference(const int &first, int &last, const double *rate) {
  double sum = 0;
  const double expRate = first < last ? std::exp(*rate) : 0.0;
  for (int i = first; last > i; ++i)
    sum += expRate; // finds
  return sum;
}

struct Bits {
  unsigned n : 3;
};
static double bits(Bits b, const double *rate) {
  double sum = 0;
  const double expRate = -1 < b.n ? std::exp(*rate) : 0.0;
  for (int i = -1; i < b.n; ++i)
    sum += expRate; // finds
  const double expRate2 = b.n > 0 ? std::exp(*rate) : 0.0;
  for (int i = 0; i < b.n; ++i)
    sum += expRate2; // finds
  return sum;
}

static double pointers(const double *from, const double *to, const double *rate) {
  double sum = 0;
  const double expRate = from != to ? std::exp(*rate) : 0.0;
  for (const double *p = from; p != to; ++p)
    sum += *p * expRate; // finds
  return sum;
}

static double iterators(const std::vector<double> &v, const double *rate) {
  double sum = 0;
  for (auto p = v.begin(); p != v.end(); ++p)
    sum += *p * std::exp(*rate); // refuses: zero-trips
  return sum;
}

int main() {
  const double zero = 0, *none = nullptr;
  std::printf("%g %g\n", between({1}, {4}, &zero), between({65000}, {3}, none));
  std::printf("%g %g\n", betweenJoined({1}, {40000}, 4, &zero), betweenJoined({65000}, {3}, 70000, none));
  std::printf("%g %g %g\n", fromOne({1}, 3, &zero), converted({1}, {4}, &zero), converted({65000}, {3}, none));
  std::printf("%g %g %g\n", upTo({0}, none), upToNamed({0}, none), upToMember({0}, none));
  std::printf("%g %g %g\n", levels(Low, none), levelsBetween(High, Low, none), levelsTurned(1, Middle, none));
  std::printf("%g %g\n", levelAndNumber(High, 0, none), levelAndNumber(High, 2, &zero));
  int last = 3;
  const double values[] = {1, 2};
  std::printf("%g %g %g\n", small(3, 2, none), reference(1, last, &zero), bits({2}, &zero));
  std::printf("%g %g %g\n", pointers(values, values, none), pointers(values, values + 2, &zero), iterators({}, none));
}
