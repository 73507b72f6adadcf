// RUN: %check %s
// FLAGS: -std=c++20 -O2 -DNDEBUG
// What a macro leaves out here may erase the element elsewhere, or see that it is made too early.
#include <cassert>
#include <cstdio>
#include <map>

#ifdef CHECKED
#define CHECKED_ONLY(...) __VA_ARGS__
#else
#define CHECKED_ONLY(...) (void)0
#endif

static int erased(std::map<int, int> &m, int k, int n) {
  int s = 0;
  for (int i = 0; i < n; ++i) {
    CHECKED_ONLY(if (m[k] > 100) m.erase(k));
    m[k] += 60; // refuses: preprocessor
    s += m[k];
  }
  return s;
}

static int watched(std::map<int, int> &m, int k, int n) {
  int s = 0;
  int *mEntry = nullptr;
  for (int i = 0; i < n; ++i) {
    assert(i || m.count(k) == 0);
    if (!mEntry)
      mEntry = &m[k];
    *mEntry += 60; // finds
    s += *mEntry;
  }
  return s;
}

static int unwatched(std::map<int, int> &m, int k, int n) {
  int s = 0;
  int *const mEntry = n > 0 ? &m[k] : nullptr;
  for (int i = 0; i < n; ++i) {
    assert(i < n);
    *mEntry += 60; // finds
    s += *mEntry;
  }
  return s;
}

#ifdef CHECKED
constexpr bool checked = true;
#else
constexpr bool checked = false;
#endif
static int branched(std::map<int, int> &m, int k, int n) {
  int s = 0;
  for (int i = 0; i < n; ++i) {
    s += m.at(k); // refuses: aliased-store
    if constexpr (checked)
      m.erase(k);
  }
  return s;
}

int main() {
  std::map<int, int> m;
  std::printf("%d %d %d\n", erased(m, 1, 4), watched(m, 2, 3), unwatched(m, 3, 3));
  std::printf("%d\n", branched(m, 1, 2));
}
