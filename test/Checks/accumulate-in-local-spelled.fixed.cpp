// RUN: %check %s
// What decides on a type elsewhere need not stand between preprocessor lines.
#include <atomic>
#include <cstdio>
#include <vector>
#ifdef LOUD
#define SHARED(T) std::atomic<T>
#include "Inputs/note_on.h"
#else
#define SHARED(T) T
#include "Inputs/note_off.h"
#endif

// A macro says it.
struct Stats {
  SHARED(long) hits{0};
  void add(const std::vector<int> &values) {
    for (std::size_t i = 0; i < values.size(); ++i) // refuses: preprocessor
      if (values[i] > 3)
        ++hits;
  }
};
// A file that is included, or another one.
struct Noted {
  long hits = 0;
  void add(const std::vector<int> &values) {
    for (std::size_t i = 0; i < values.size(); ++i) // refuses: preprocessor
      if (values[i] > 3) {
        ++hits;
        note(values[i]);
      }
  }
};
// A template argument that is left out.
struct Quiet {
  static void enter() {}
};
struct Loud {
  static void enter();
};
#ifdef LOUD
using Policy = Loud;
enum { shared = 1 };
#else
using Policy = Quiet;
enum { shared = 0 };
#endif
template <class T, class P = Policy> struct Gate {
  T value{};
  void enter() { P::enter(); }
};
struct Gated {
  long hits = 0;
  Gate<int> gate;
  void add(const std::vector<int> &values) {
    for (std::size_t i = 0; i < values.size(); ++i) // refuses: preprocessor
      if (values[i] > 3) {
        ++hits;
        gate.enter();
      }
  }
};
// A base.
struct Derived : Policy {
  long hits = 0;
  void add(const std::vector<int> &values) {
    for (std::size_t i = 0; i < values.size(); ++i) // refuses: preprocessor
      if (values[i] > 3) {
        ++hits;
        enter();
      }
  }
};
// A number.
template <int B> struct Choose {
  using type = long;
};
template <> struct Choose<1> {
  using type = std::atomic<long>;
};
using Count = Choose<shared>::type;
struct Counted {
  Count hits{0};
  void add(const std::vector<int> &values) {
    for (std::size_t i = 0; i < values.size(); ++i) // refuses: preprocessor
      if (values[i] > 3)
        ++hits;
  }
};
// A part of it, and what is nothing here.
#ifdef LOUD
#define IS_SHARED true
#define SHIELDED volatile
#else
#define IS_SHARED false
#define SHIELDED
#endif
template <bool B, class T, class F> struct Either {
  using type = F;
};
struct Chosen {
  Either<IS_SHARED, std::atomic<long>, long>::type hits{0};
  SHIELDED long misses = 0;
  void add(const std::vector<int> &values) {
    for (std::size_t i = 0; i < values.size(); ++i) // refuses: preprocessor
      if (values[i] > 3)
        ++hits;
    for (std::size_t i = 0; i < values.size(); ++i) // refuses: preprocessor
      if (values[i] <= 3)
        ++misses;
  }
};
struct Plain {
#define BEGIN 0
  long hits = BEGIN;
  void add(const std::vector<int> &values) {
    const long hitsBefore = hits;
    long hitsValue = hitsBefore;
    for (std::size_t i = 0; i < values.size(); ++i) // finds
      if (values[i] > 3)
        ++hitsValue;
    if (hitsValue != hitsBefore)
      hits = hitsValue;
  }
};

int main() {
  const std::vector<int> values = {5, 2, 7};
  Stats stats;
  Noted noted;
  Gated gated;
  Derived derived;
  Counted counted;
  Plain plain;
  Chosen chosen;
  chosen.add(values);
  stats.add(values);
  noted.add(values);
  gated.add(values);
  derived.add(values);
  counted.add(values);
  plain.add(values);
  std::printf("%ld %ld\n", chosen.hits, chosen.misses);
  std::printf("%ld %ld %ld %ld %ld %ld\n", static_cast<long>(stats.hits), noted.hits, gated.hits, derived.hits,
              static_cast<long>(counted.hits), plain.hits);
}
