// RUN: %check %s
//
// What a callee asks the buffer.
#include <cstdio>
#include <vector>

static bool full(const std::vector<int> &v) { return v.size() == v.capacity(); }
static int flushes() {
  int n = 0;
  for (int i = 0; i < 3; ++i) {
    std::vector<int> row; // refuses: capacity-observed
    row.reserve(8 - 2 * i);
    for (int k = 0; k < 8; ++k) {
      row.push_back(k);
      if (full(row)) {
        ++n;
        row.clear();
      }
    }
  }
  return n;
}

static int sum(const std::vector<int> &v) {
  int s = 0;
  for (int x : v)
    s += x;
  return s;
}
static int sums() {
  int n = 0;
  for (int i = 0; i < 3; ++i) {
    std::vector<int> row; // finds
    for (int k = 0; k < i; ++k)
      row.push_back(k);
    n += sum(row);
  }
  return n;
}

int main() { std::printf("%d %d\n", flushes(), sums()); }
