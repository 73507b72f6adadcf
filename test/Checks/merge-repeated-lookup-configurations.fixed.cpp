// RUN: %check %s
// What a macro leaves out here may erase the element elsewhere.
#include <cassert>
#include <cstdio>
#include <map>

#ifdef CHECKED
#define CHECKED_ONLY(...) __VA_ARGS__
#else
#define CHECKED_ONLY(...) (void)0
#endif
#define CHECKED_ASSERT(...) (void)0

static int erased(std::map<int, int> &m, int k) {
  m[k] += 2; // refuses: preprocessor
  CHECKED_ONLY(if (m[k] > 100) m.erase(k));
  m[k] += 3;
  return m[k];
}

static int looked(std::map<int, int> &m, int k) {
  int &mEntry = m[k];
  mEntry += 2; // finds
  CHECKED_ASSERT(m.size() < 100 && m.count(k) == 1);
  mEntry += 3;
  return 1;
}

#ifdef CHECKED
constexpr bool checked = true;
#else
constexpr bool checked = false;
#endif
static int branched(std::map<int, int> &m, int k) {
  int s = m.at(k); // refuses: aliased-store
  if constexpr (checked) {
    m.erase(k);
    m[k] = 5;
  }
  return s + m.at(k);
}

int main() {
  std::map<int, int> m{{1, 200}};
  std::printf("%d %d\n", erased(m, 1), looked(m, 2));
  std::printf("%d\n", branched(m, 1));
}
