// RUN: %check %s
// Elsewhere the unit counts its allocations.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>

#ifdef TRACK
static int news = 0;
void *operator new(std::size_t n) { return ++news, std::malloc(n); }
void operator delete(void *p) noexcept { std::free(p); }
void operator delete(void *p, std::size_t) noexcept { std::free(p); }
#endif

struct Point {
  int x = 3, y = 4;
};
static int sum(int n) {
  int s = 0;
  for (int i = 0; i < n; ++i) {
    auto point = std::make_unique<Point>(); // refuses: allocation
    point->x += i;
    s += point->x;
  }
  return s;
}

int main() { std::printf("%d\n", sum(3)); }
