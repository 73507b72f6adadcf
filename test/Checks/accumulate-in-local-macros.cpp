// RUN: %check %s
// FLAGS: -std=c++20 -DNDEBUG
// What is nothing here may throw, leave the loop or lock in another configuration; what an assertion that is left
// out reads may be what the local holds back.
#include <cassert>
#include <cstdio>
#include <stdexcept>
#include <vector>

#ifdef CHECKED
static int budget = 3;
#define CHECKPOINT if (--budget == 0) return;
#define STEP_CHECK if (--budget == 0) return
#define EXTRA + (--budget ? 0 : throw std::runtime_error("out"))
#define TICK() (--budget ? (void)0 : throw std::runtime_error("out"))
#define AT(v, i) (v).at(i)
#define CHECK(c) do { if (!(c)) throw std::runtime_error(#c); } while (0)
struct Gate {
  void lock() { --budget; }
};
#else
#define CHECKPOINT
#define STEP_CHECK
#define EXTRA + 0
#define TICK() ((void)0)
#define AT(v, i) (v)[i]
#define CHECK(c) static_assert(true, "")
struct Gate {
  void lock() {}
};
#endif
#define STEP(x) (TICK(), (x))
#define IF_CHECK(c) if (true) {} else (void)0
#define FOR_CHECK(c) for (; false;) {}
#define WHILE_CHECK(c) while (false) (void)(c)
#define NESTED_CHECK(c) do { if (false) { (void)(c); } } while (0)
#define AND_CHECK(c) (void)(0 && (c))
#define DEBUG_ASSERT(c) do {} while (0)
#define ASSERT_OR_THROW(c) do {} while (0)
#define MY_ASSERT(c) do {} while (0)
#define COUNTED(counter, e) (e)
#define LIMIT 100
#define POSITIVE(x) ((x) > 0)

struct Stats {
  unsigned long hits = 0;
  Gate gate;
  unsigned long max() const { return hits; }

  void alone(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      CHECKPOINT
      if (x > 0)
        ++hits;
    }
  }
  void behindLabel(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      switch (x & 1) {
      case 1: STEP_CHECK; break;
      default: break;
      }
      if (x > 0)
        ++hits;
    }
  }
  void operand(const std::vector<int> &v) {
    for (int x : v) // refuses: preprocessor
      if (x EXTRA > 0)
        ++hits;
  }
  void nested(const std::vector<int> &v) {
    for (int x : v) // refuses: preprocessor
      if (STEP(x) > 0)
        ++hits;
  }
  void element(const std::vector<int> &v, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) // refuses: preprocessor
      if (AT(v, i) > 0)
        ++hits;
  }
  void argument(const std::vector<int> &v) {
    for (int x : v) // refuses: preprocessor
      if (COUNTED(hits, x) > 0)
        ++hits;
  }
  void stub(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      gate.lock();
      if (x > 0)
        ++hits;
    }
  }
  void byDeclaration(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      CHECK(x != 7);
      if (x > 0)
        ++hits;
    }
  }
  void byIf(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      IF_CHECK(x != 7);
      if (x > 0)
        ++hits;
    }
  }
  void byFor(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      FOR_CHECK(x != 7);
      if (x > 0)
        ++hits;
    }
  }
  void byWhile(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      WHILE_CHECK(x != 7);
      if (x > 0)
        ++hits;
    }
  }
  void inDo(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      NESTED_CHECK(x != 7);
      if (x > 0)
        ++hits;
    }
  }
  void byAnd(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      AND_CHECK(x != 7);
      if (x > 0)
        ++hits;
    }
  }
  void mayThrow(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      DEBUG_ASSERT(x != 7);
      if (x > 0)
        ++hits;
    }
  }
  void mayThrowToo(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      ASSERT_OR_THROW(x != 7);
      if (x > 0)
        ++hits;
    }
  }
  // Not std::max.
  void member(const std::vector<int> &v) {
    unsigned long n = 0;
    for (int x : v) { // refuses: preprocessor
      if (x > 0)
        ++hits;
      ++n;
      assert(n == max());
    }
  }
  // Another name of what is held back.
  void otherName(const std::vector<int> &v) {
    [[maybe_unused]] const unsigned long &seen = hits, before = hits;
    unsigned long n = 0;
    for (int x : v) { // refuses: preprocessor
      ++n;
      if (x > 0)
        ++hits;
      assert(seen <= before + n);
    }
  }
  void otherElement(const std::vector<int> &v, const std::vector<unsigned long> &all) {
    for (int x : v) { // refuses: preprocessor
      if (x > 0)
        ++hits;
      assert(all[0] < 100);
    }
  }
  void plain(const std::vector<int> &v) {
    for (std::size_t i = 0; i < v.size(); ++i) { // finds
      assert(i < v.size() && std::max(i, v.size()) == v.size());
      MY_ASSERT(i != 7);
      if (v[i] < LIMIT && POSITIVE(v[i]))
        ++hits;
    }
  }
};

int main() {
  const std::vector<int> v{1, 2, 7, 4};
  void (Stats::*all[])(const std::vector<int> &) = {
      &Stats::alone,   &Stats::behindLabel, &Stats::operand,  &Stats::nested,      &Stats::argument, &Stats::stub,
      &Stats::byIf,    &Stats::byFor,       &Stats::byWhile,  &Stats::inDo,        &Stats::byAnd,    &Stats::byDeclaration,
      &Stats::member,  &Stats::mayThrow,    &Stats::otherName, &Stats::mayThrowToo, &Stats::plain};
  unsigned long sum = 0;
  for (auto each : all) {
    Stats s;
    (s.*each)(v);
    sum = sum * 3 + s.hits;
  }
  Stats s;
  s.element(v, 4);
  s.otherElement(v, {1});
  std::printf("%lu %lu\n", sum, s.hits);
}
