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

// In braces the first argument comes first; to assign, either may.
struct Pair {
  int a, b;
};
static const Pair *step(const Pair *&p, int by) { return p += by; }
static int steps(const Pair *base) {
  int total = 0;
  for (int i = 0; i < 2; ++i) {
    const Pair *p = base;
    std::vector<Pair> part{step(p, 1), step(p, 2)}; // refuses: constructor
    for (const Pair &each : part)
      total = total * 10 + each.a;
  }
  for (int i = 0; i < 2; ++i) {
    std::vector<Pair> part{base, base + 2}; // finds
    for (const Pair &each : part)
      total = total * 10 + each.a;
  }
  return total;
}

int main() {
  const Pair pairs[4] = {{1, 1}, {2, 2}, {3, 3}, {4, 4}};
  std::printf("%d %d %d\n", flushes(), sums(), steps(pairs));
}
