// RUN: %check %s
// FLAGS: -std=c++14 -O2
// Without try_emplace() an insertion that a test decides about stays as it is.
#include <cstdio>
#include <map>

static int inserted(std::map<int, int> &m, int k) {
  if (!m.count(k))
    m[k] = 3;
  return m[k];
}
static int twice(std::map<int, int> &m, int k) {
  if (!m.count(k))
    m[k] = 3;
  ++m[k]; // finds
  return m[k];
}

int main() {
  std::map<int, int> m{{1, 2}};
  std::printf("%d %d %d\n", inserted(m, 1), inserted(m, 2), twice(m, 3));
}
