// RUN: %check %s
//
// Calls behind && in the condition of a loop: the first test makes them if all that stands before
// them holds, which can be asked in front of the loop.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <vector>

using Series = std::vector<double>;

// Divides by zero unless b is something.
static int gcdSteps(int a, int b) {
  int steps = 0;
  do {
    int rest = a % b;
    a = b;
    b = rest;
    ++steps;
  } while (b != 0);
  return steps;
}

static double norm(const Series &v) {
  double sum = 0;
  for (double x : v)
    sum += x * x;
  return std::sqrt(sum);
}

// --- Moved, and guarded -------------------------------------------------------

class Table {
public:
  explicit Table(std::size_t slots) : slots_(slots) {}
  std::size_t fill(const std::vector<std::int64_t> &counts, double exponent, double total) {
    for (std::size_t i = 0; i < counts.size(); i++) {
      for (std::size_t j = 0;
           j < slots_ && j < std::pow(static_cast<double>(counts[i]), exponent) * slots_ / total; // finds
           j++) {
        table_.push_back(static_cast<std::int32_t>(i));
      }
    }
    return table_.size();
  }

private:
  std::size_t slots_;
  std::vector<std::int32_t> table_;
};

static int fromParameter(int from, int n, int a, int b) {
  int sum = 0;
  for (int j = from; j < n && j < gcdSteps(a, b); ++j) // finds
    sum += j;
  return sum;
}

static int indexOutside(int n, int a, int b) {
  int j, sum = 0;
  for (j = 1; n > j && j < gcdSteps(a, b); ++j) // finds
    sum += j;
  return sum + j;
}

static int nothingOfTheIndex(bool on, int a, int b) {
  int sum = 0;
  for (int j = 0; on && j < gcdSteps(a, b); ++j) // finds
    sum += j;
  return sum;
}

static int byWhile(int a, int b) {
  int sum = 0;
  while (b != 0 && sum < gcdSteps(a, b)) // finds
    ++sum;
  return sum;
}

static int several(int n, bool on, bool also, int a, int b) {
  int sum = 0;
  for (int j = 0; j < n && (on || also) && b > 0 && (j < gcdSteps(a, b) && sum < 100); ++j) // finds
    sum += j;
  return sum;
}

static int declaredBound(const std::vector<int> &v, int b) {
  int sum = 0;
  for (std::size_t j = 0, n = v.size(); j < n && sum < gcdSteps(7, b); ++j) // finds
    sum += v[j];
  return sum;
}

static int firstValueAsked(int pick, int a, int b) {
  int rest, sum = 0;
  for (rest = pick; rest != 0 && sum < gcdSteps(a, b); --rest) // finds
    ++sum;
  return sum;
}

// The body has the call, too: it only runs if the condition made it.
static double inBodyToo(Series &out, int n, double k) {
  double sum = 0;
  for (int j = 0; j < n && j < std::exp(k); ++j) // finds
    sum += std::exp(k) * out[j];
  return sum;
}

// No question: 0 is less than 8.
static double certain(const Series &v) {
  int j = 0;
  for (j = 0; j < 8 && j < norm(v); ++j) // finds
    ;
  return j;
}

static double inFront(const Series &v) {
  int j = 0;
  for (; j < norm(v) && j < 5; ++j) // finds
    ;
  return j;
}

int started = 0;
static int start() { return ++started, 0; }
// What the initialiser does has nothing to do with the question.
static int startCounts(bool on, int a, int b) {
  int sum = 0;
  for (int j = start(); on && j < gcdSteps(a, b); ++j) // finds
    sum += j;
  return sum;
}

struct Flag {
  bool on;
  bool operator&&(bool other) const { return on == other; }
};
// A function of two arguments has both evaluated.
static int ownAnd(Flag flag, int a, int b) {
  int sum = 0;
  while (flag && sum < gcdSteps(a, b)) // finds
    ++sum;
  return sum;
}

// --- Refused -------------------------------------------------------------------

static int behindOr(int n, int a, int b) {
  int j = 0;
  for (; j < n || j < gcdSteps(a, b); ++j) // refuses: conditional
    if (j > 10)
      break;
  return j;
}

static int alternatives(int n, int a, int b) {
  int j = 0;
  for (; (j < n && j < gcdSteps(a, b)) || j < 2; ++j) // refuses: conditional
    ;
  return j;
}

static int underChoice(int n, bool on, int a, int b) {
  int j = 0;
  for (j = 0; j < n && (on ? j < gcdSteps(a, b) : true); ++j) // refuses: conditional
    ;
  return j;
}

static int behindAfter(int n, int a, int b) {
  int j = 0;
  for (j = 0; j < n && (j < 3 || j < gcdSteps(a, b)); ++j) // refuses: conditional
    ;
  return j;
}

// Asked twice, it would count twice.
static int countsTests(int n, int a, int b) {
  int tests = 0;
  for (int j = 0; ++tests < n && j < gcdSteps(a, b); ++j) // refuses: conditional
    ;
  return tests;
}

static int testThrows(const std::vector<int> &v, int a, int b) {
  int j = 0;
  for (j = 0; v.at(0) > j && j < gcdSteps(a, b); ++j) // refuses: conditional
    ;
  return j;
}

static int checked(int n) {
  if (n < 0)
    throw std::out_of_range("negative");
  return 0;
}
// The exception comes before the division by zero.
static int startThrows(int n, int m, int a, int b) {
  int j = 0;
  for (j = checked(n); j < m && j < gcdSteps(a, b); ++j) // refuses: conditional
    ;
  return j;
}

bool ready = true;
static int notReady() { return ready = false, 0; }
// Before the initialiser the answer is another one.
static int startDecides(int a, int b) {
  int j = 0;
  for (j = notReady(); ready && j < gcdSteps(a, b); ++j) // refuses: conditional
    ;
  return j;
}

static int startDecidesByReference(int m, int a, int b) {
  int j = 0;
  int &same = m;
  for (same = 0; m != 0 && j < gcdSteps(a, b); ++j) // refuses: conditional
    ;
  return j;
}

static int twoStarts(int m, int a, int b) {
  int j;
  for (j = 0, m = 0; m != 0 && j < gcdSteps(a, b); ++j) // refuses: conditional
    ;
  return j;
}

static int elementAsked(const std::vector<int> &v, int n, int a, int b) {
  int sum = 0;
  for (int j = 0; j < n && v[j] != 0 && j < gcdSteps(a, b); ++j) // refuses: conditional
    sum += v[j];
  return sum;
}

// -1 is no unsigned number.
static int otherType(int n, int b) {
  int sum = 0;
  for (unsigned j = -1; j < n && sum < gcdSteps(9, b); ++j) // refuses: conditional
    ++sum;
  return sum;
}

// -1 is less than 1.0 and 1, and not less than 1u.
static int realIndex(int n, int a, int b) {
  int sum = 0;
  for (double x = 1u; x < n && sum < gcdSteps(a, b); ++x) // refuses: conditional
    ++sum;
  return sum;
}

static int smallIndex(int n, int a, int b) {
  int sum = 0;
  for (unsigned char j = 1u; j < n; ++j)
    sum += gcdSteps(a, b); // refuses: zero-trips
  return sum;
}

static int neverTested(int a, int b) {
  int sum = 0;
  for (int j = 9; j < 3 && sum < gcdSteps(a, b); ++j) // refuses: conditional
    ++sum;
  return sum;
}

static int afterTheBody(int n, int a, int b) {
  int j = 0;
  do {
    ++j;
  } while (j < n && j < gcdSteps(a, b)); // refuses: conditional
  return j;
}

static int declaresInTest(int n, int a, int b) {
  int j = 0;
  while (bool more = j < n && j < gcdSteps(a, b)) // refuses: conditional
    j += more;
  return j;
}

static int inTheBody(int n, int a, int b) {
  int sum = 0;
  for (int j = 0; j < 4; ++j)
    if (j < n && sum < gcdSteps(a, b)) // refuses: conditional
      ++sum;
  return sum;
}

static int inTheStep(int n, int a, int b) {
  int j = 0, sum = 0;
  for (; j < 4; ++j, sum += j < n && j < gcdSteps(a, b)) // refuses: conditional
    ;
  return sum;
}

#define MORE(j, n) ((j) < (n))
static int byMacro(int n, int a, int b) {
  int sum = 0;
  for (int j = 0; MORE(j, n) && sum < gcdSteps(a, b); ++j) // refuses: conditional
    ++sum;
  return sum;
}

volatile bool running = true;
static int watched(int a, int b) {
  int sum = 0;
  while (running && sum < gcdSteps(a, b)) // refuses: volatile
    ++sum;
  return sum;
}

// Not the same each time.
static int changes(int n, int a, int b) {
  int sum = 0;
  for (int j = 0; j < n && sum < gcdSteps(a, b); ++j) {
    ++sum;
    a += 3;
  }
  return sum;
}

template <typename F> static void caught(F f) {
  try {
    std::printf("%d ", f());
  } catch (const std::out_of_range &) {
    std::printf("out of range ");
  }
}

int main() {
  std::printf("%zu ", Table(20).fill({3, 1, 7}, 0.75, 8.0));
  std::printf("%zu ", Table(0).fill({3, 1, 7}, 0.75, 8.0));
  std::printf("%d %d ", fromParameter(0, 9, 21, 13), fromParameter(3, 3, 1, 0));
  std::printf("%d %d ", indexOutside(9, 21, 13), indexOutside(1, 1, 0));
  std::printf("%d %d ", nothingOfTheIndex(true, 21, 13), nothingOfTheIndex(false, 1, 0));
  std::printf("%d %d ", byWhile(21, 13), byWhile(1, 0));
  std::printf("%d %d %d\n", several(5, false, true, 21, 13), several(5, true, true, 1, 0), several(5, false, false, 1, 0));
  std::printf("%d %d ", declaredBound({1, 2, 3}, 5), declaredBound({}, 0));
  std::printf("%d %d ", firstValueAsked(3, 21, 13), firstValueAsked(0, 1, 0));
  Series v = {1.5, 2.5, 3.5};
  std::printf("%a %a %a %a ", inBodyToo(v, 3, 0.5), inBodyToo(v, 0, 1e9), certain(v), inFront(v));
  std::printf("%d %d %d\n", startCounts(true, 21, 13), startCounts(false, 1, 0), started);
  std::printf("%d %d %d ", behindOr(3, 21, 13), alternatives(4, 21, 13), underChoice(3, false, 1, 0));
  std::printf("%d %d %d ", behindAfter(2, 1, 0), countsTests(4, 21, 13), countsTests(0, 1, 0));
  caught([] { return testThrows({4}, 21, 13); });
  caught([] { return testThrows({}, 1, 0); });
  caught([] { return startThrows(1, 4, 21, 13); });
  caught([] { return startThrows(-1, 4, 1, 0); });
  std::printf("%d %d %d %d\n", startDecides(1, 0), ready, startDecidesByReference(1, 1, 0), twoStarts(1, 1, 0));
  std::printf("%d %d %d ", elementAsked({1, 2}, 2, 21, 13), elementAsked({0}, 1, 1, 0), otherType(5, 0));
  std::printf("%d %d ", realIndex(-1, 1, 0), smallIndex(-1, 1, 0));
  std::printf("%d %d %d ", neverTested(1, 0), afterTheBody(3, 21, 13), afterTheBody(1, 1, 0));
  std::printf("%d %d %d ", declaresInTest(3, 21, 13), declaresInTest(0, 1, 0), inTheBody(0, 1, 0));
  std::printf("%d %d %d ", inTheStep(0, 1, 0), byMacro(3, 21, 13), byMacro(0, 1, 0));
  std::printf("%d %d %d\n", ownAnd({true}, 21, 13), watched(21, 13), changes(5, 21, 13));
}
