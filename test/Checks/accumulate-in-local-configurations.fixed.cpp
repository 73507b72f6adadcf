// RUN: %check %s
// FLAGS: -std=c++20 -O2 -DNDEBUG -DCHECKED=0 -DLEVEL=0
// What does nothing here may lock, throw or leave the loop elsewhere; of assertions it is known what they do.
#include <atomic>
#include <cassert>
#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <type_traits>
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

// Branches that are left out here, and constants of the command line.
#ifdef NDEBUG
constexpr bool careful = false;
#else
constexpr bool careful = true;
#endif
[[maybe_unused]] static void check(int x) {
  if (x == 7)
    throw std::runtime_error("7");
}
#define CHECK(n, x) if constexpr ((n) <= LEVEL) (void)(x)

// Names that stand for something else there.
struct NullMutex {
  void lock() {}
  void unlock() {}
};
struct Quiet {
  static void check(int) {}
};
struct Loud {
  static void check(int x) { ::check(x); }
};
namespace quiet {
inline void check(int) {}
inline void check2(int) {}
} // namespace quiet
namespace loud {
inline void check(int x) { ::check(x); }
inline void check2(int x) { ::check(x); }
} // namespace loud
[[maybe_unused]] static void tagged(int, std::true_type) {}
[[maybe_unused]] static void tagged(int x, std::false_type) { check(x); }
#ifdef NDEBUG
using Mutex = NullMutex;
using Count = unsigned long;
using quiet::check2;
typedef std::true_type Tag;
namespace chosen = quiet;
struct Policy : Quiet {};
#else
using Mutex = std::mutex;
using Count = std::atomic<unsigned long>;
using loud::check2;
typedef std::false_type Tag;
namespace chosen = loud;
struct Policy : Loud {};
#endif
using Selected = std::conditional_t<careful, Loud, Quiet>;

struct Others {
  unsigned long hits = 0;
  Count counted{0};
  Mutex mutex;
#ifdef NDEBUG
  unsigned long plain = 0;
#else
  std::atomic<unsigned long> plain = 0;
#endif
  void step(int x) {
    mutex.lock();
    if (x > 0)
      ++hits;
    mutex.unlock();
  }
  void branches(const std::vector<int> &v) {
    for (int x : v) { // refuses: call
      if constexpr (careful)
        check(x);
      if (x > 0)
        ++hits;
    }
    for (int x : v) { // refuses: preprocessor
      if constexpr (CHECKED)
        (void)check;
      if (x > 0)
        ++hits;
    }
    for (int x : v) { // refuses: preprocessor
      CHECK(1, x);
      if (x > 0)
        ++hits;
    }
  }
  void names(const std::vector<int> &v) {
    for (int x : v) { // refuses: preprocessor
      mutex.lock();
      if (x > 0)
        ++hits;
      mutex.unlock();
    }
    for (int x : v) // refuses: preprocessor
      if (x > 0)
        ++counted;
    for (int x : v) // refuses: preprocessor
      if (x > 0)
        ++plain;
    for (int x : v) { // refuses: preprocessor
      Policy::check(x);
      if (x > 0)
        ++hits;
    }
    for (int x : v) { // refuses: preprocessor
      chosen::check(x);
      if (x > 0)
        ++hits;
    }
    for (int x : v) { // refuses: preprocessor
      Selected::check(x);
      if (x > 0)
        ++hits;
    }
    for (int x : v) { // refuses: preprocessor
      check2(x);
      if (x > 0)
        ++hits;
    }
    unsigned long hitsAdded = 0;
    for (int x : v) { // finds
      if constexpr (careful)
        x += 1;
      if (x > 0)
        ++hitsAdded;
    }
    if (hitsAdded != 0)
      hits += hitsAdded;
    for (int x : v) { // refuses: preprocessor
      tagged(x, Tag());
      if (x > 0)
        ++hits;
    }
  }
};

// A slot of the class is given away elsewhere.
class Tally {
  int first = 0;
  unsigned hits = 0;

public:
#ifdef INSPECT
  unsigned *slot() { return &hits; }
#endif
  void run(const unsigned *p, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) // refuses: may-alias
      if (p[i] > 2)
        ++hits;
      else
        hits += 3;
  }
  unsigned all() const { return hits + unsigned(first); }
};

// The whole function is there or not; its number is its own.
#ifdef NDEBUG
using Whole = std::vector<int>;
struct Within {
  unsigned long hits = 0;
  void run(const Whole &v) {
    unsigned long hitsAdded = 0;
    for (int x : v) // finds
      if (x > 0)
        ++hitsAdded;
    if (hitsAdded != 0)
      hits += hitsAdded;
  }
};
#endif

// The lines stand within the declaration.
using Counter =
#ifdef THREADS
    std::atomic<unsigned>;
#else
    unsigned;
#endif
struct Counts {
  Counter hits{0};
  int before = 0;
#ifdef THREADS
  volatile
#endif
      int level = 0;
#ifdef THREADS
  int more = 0;
#endif
  int after = 0;
  void named(const std::vector<int> &v) {
    for (int x : v) // refuses: preprocessor
      hits += static_cast<unsigned>(x);
  }
  void leveled(const std::vector<int> &v) {
    for (int x : v) // refuses: preprocessor
      level ^= x;
  }
  void behind(const std::vector<int> &v) {
    int afterValue = after;
    for (int x : v) // finds
      afterValue ^= x;
    if (!v.empty())
      after = afterValue;
  }
};
static
#ifdef THREADS
    std::atomic<int>
#else
    int
#endif
        seen;
static void look(const std::vector<int> &v) {
  for (int x : v) // refuses: preprocessor
    seen += x;
}

int main() {
  Others o;
  o.branches({1, 2, 3});
  o.names({1, 2, 3});
  o.step(1);
  Tally y;
  const unsigned four[] = {1, 2, 3, 4};
  y.run(four, 4);
  Within w;
  w.run({1, 2});
  std::printf("%lu %lu %lu %u %lu\n", o.hits, (unsigned long)o.counted, (unsigned long)o.plain, y.all(), w.hits);
  Totals t;
  const std::vector<int> v{1, 2, 3};
  t.locked(v);
  t.thrown(v);
  t.left(v);
  t.interrupted(v);
  t.asserted(v);
  std::printf("%lu\n", t.hits);
  Counts counts;
  counts.named(v);
  counts.leveled(v);
  counts.behind(v);
  look(v);
  std::printf("%u %d %d %d\n", unsigned(counts.hits), counts.level, counts.after, int(seen));
}
