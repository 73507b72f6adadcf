// RUN: %check %s
// FLAGS: -std=c++17 -DNDEBUG
// An assertion that is left out here reads, elsewhere, what the local holds back.
#include <cassert>
#include <cstdio>
#include <vector>

struct Stats {
  std::size_t count = 0;
  std::size_t size() const { return count; }
};

static void byFunction(Stats &s, const std::vector<double> &v) {
  for (std::size_t i = 0; i < v.size(); ++i) { // refuses: preprocessor
    if (v[i] > 0)
      ++s.count;
    assert(s.size() <= i + 1);
  }
}

static void ofTheVector(Stats &s, const std::vector<double> &v) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < v.size(); ++i) { // finds
    assert(i < v.size());
    if (v[i] > 0)
      ++count;
  }
  if (count != 0)
    s.count += count;
}

struct Smoother {
  std::vector<double> values;
  double sum = 0;
  std::size_t seen = 0;
  double get(std::size_t i) const {
    assert(i < seen);
    return values[i];
  }
  void run() {
    for (std::size_t i = 0; i < values.size(); ++i) { // refuses: preprocessor
      ++seen;
      sum = sum * 0.5 + get(i);
    }
  }
};

#ifdef INTERRUPTIBLE
static int left = 3;
#define CHECKPOINT if (--left == 0) return
#else
#define CHECKPOINT
#endif

static void byStatement(Stats &s, const std::vector<double> &v) {
  for (std::size_t i = 0; i < v.size(); ++i) { // refuses: preprocessor
    CHECKPOINT;
    if (v[i] > 0)
      ++s.count;
  }
}

int main() {
  Stats a, b, c;
  byStatement(c, {1, -2, 3});
  byFunction(a, {1, -2, 3});
  ofTheVector(b, {1, -2, 3});
  Smoother s;
  s.values = {1, 2, 3};
  s.run();
  std::printf("%zu %zu %zu %g\n", a.count, b.count, c.count, s.sum);
}
