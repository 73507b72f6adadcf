// RUN: %check %s
// The unit promises alignments to the compiler: perhaps one of this object, whose address it is told.
#include <cstdio>
#include <memory>
#include <vector>

struct Point {
  double x = 0, y = 0;
};
struct Weight {
  double x = 0;
};

static double *lanes(Point *p) { return std::assume_aligned<16>(&p->x); }

static double sum(const std::vector<double> &in) {
  double s = 0;
  for (double x : in) {
    auto point = std::make_unique<Point>(); // finds
    point->x = x;
    *lanes(point.get()) += 1;
    auto weight = std::make_unique<Weight>(); // finds
    weight->x = x;
    s += point->x + weight->x;
  }
  return s;
}

int main() { std::printf("%g\n", sum({1, 2, 3})); }
