// RUN: %check %s
// FLAGS: -std=c++20 -O2 -DNDEBUG
// What does nothing here may lock, throw or leave the loop elsewhere; of assertions it is known what they do.
#include <cassert>
#include <cstdio>
#include <vector>

#define LOCK(m) ((void)0)
#define THROW_IF(c) do {} while (0)
#define BREAK_IF(c) static_cast<void>(c)
#define CHECK_INTERRUPT()
#define MY_ASSERT(c) ((void)0)
#define TWICE(x) ((x) + (x))

struct Totals {
  unsigned long hits = 0;
  void locked(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      LOCK(gate);
      if (x > 0)
        ++hits;
    }
  }
  void thrown(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      THROW_IF(x == 7);
      if (x > 0)
        ++hits;
    }
  }
  void left(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      BREAK_IF(x == 7);
      if (x > 0)
        ++hits;
    }
  }
  void interrupted(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      CHECK_INTERRUPT();
      if (x > 0)
        ++hits;
    }
  }
  void asserted(const std::vector<int> &v) {
    unsigned long hitsAdded = 0;
    for (int x : v) { // finds
      assert(x != 7);
      MY_ASSERT(x < 100);
      if (TWICE(x) > 0)
        ++hitsAdded;
    }
    if (hitsAdded != 0)
      hits += hitsAdded;
  }
};

int main() {
  Totals t;
  const std::vector<int> v{1, 2, 3};
  t.locked(v);
  t.thrown(v);
  t.left(v);
  t.interrupted(v);
  t.asserted(v);
  std::printf("%lu\n", t.hits);
}
