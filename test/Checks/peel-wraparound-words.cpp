// RUN: %check %s
// What is said instead of a wrapped index must mean that index where it stands.
#include <cstddef>
#include <cstdio>
#include <deque>
#include <vector>

struct Pair {
  int x, y;
};
static Pair operator+(Pair a, Pair b) { return {a.x + b.x, a.y + b.y}; }
static Pair operator*(Pair a, int k) { return {a.x * k, a.y * k}; }
static Pair operator-(Pair a, int k) { return {a.x - k, a.y - k}; }

// Operators of a class are no brackets.
static Pair weighted(const std::vector<Pair> &v, int n) {
  Pair sum{0, 0};
  int before = n - 1;
  for (int i = 0; i < n; ++i) { // finds
    sum = sum + v[i] * before;
    before = i;
  }
  return sum;
}
static int fromEnd(const std::vector<int> &v, const std::deque<int> &d) {
  const int n = static_cast<int>(v.size());
  int sum = 0, before = n - 1;
  for (int i = 0; i < n; ++i) { // finds
    sum = sum * 3 + *(v.end() - 1 - before) + *(d.end() - before - 1) + (1024 >> before);
    before = i;
  }
  return sum;
}
// The inner i is another one.
static int shadowed(const std::vector<int> &v) {
  const int n = static_cast<int>(v.size());
  int sum = 0, before = n - 1;
  for (int i = 0; i < n; ++i) { // refuses: local-names
    for (int i = 1; i < 3; ++i)
      sum = sum * 3 + v[before] * i;
    before = i;
  }
  return sum;
}
static int insideOut(const int *x, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: context
    sum += i * ((i + 1) % n)[x];
  return sum;
}
// A default argument is not what the parameter has.
static std::vector<int> all(3, 1);
static int upToZero(const int *x, const std::size_t n = all.size()) {
  int sum = 0;
  for (std::size_t i = 0; i < n; ++i) { // refuses: may-wrap
    if (x[i] == 0)
      return sum;
    if (i > 1)
      sum = sum * 10 + x[(i + n - 1) % n];
  }
  return -1;
}
struct Size {
  int v;
};
static int operator<<(Size s, int by) { return s.v << by; }
static int shifted(const int *v, Size s) {
  int sum = 0;
  for (int i = 0; i < s << 1; ++i) // refuses: bound
    sum = sum * 3 + v[(i + 1) % (s << 1)] * i;
  return sum;
}
// Compilers warn of a division by the constant 0 even where it is not reached.
static int slopes(const std::vector<int> &v) {
  const int n = static_cast<int>(v.size());
  int sum = 0, before = n - 1;
  for (int i = 0; i < n; ++i) { // refuses: divides
    if (i > 0)
      sum += v[before] / i;
    before = i;
  }
  return sum;
}
static int ratios(const std::vector<int> &v, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: divides
    const int next = (i + 1) % n;
    if (next != 0)
      sum += v[i] / next;
  }
  return sum;
}
// Its else stays where it is.
static int signs(const std::vector<int> &v, int n) {
  int up = 0, down = 0;
  for (int i = 0; i < n; ++i) // finds
    if (v[(i + 1) % n] > 0)
      ++up;
    else
      ++down;
  return up * 10 + down;
}

int main() {
  const std::vector<int> v = {5, -3, 8, 1, 9};
  const Pair sum = weighted({{1, 2}, {3, 4}, {5, 6}}, 3);
  const int zero[] = {9, 8, 7, 6, 0};
  std::printf("%d %d %d %d %d\n", sum.x, sum.y, fromEnd(v, {4, 1, 7, 2, 6}), shadowed(v), insideOut(v.data(), 5));
  std::printf("%d %d %d %d %d %d\n", upToZero(zero, 5), upToZero(zero), shifted(zero, {2}), slopes(v), ratios(v, 5), signs(v, 5));
}
