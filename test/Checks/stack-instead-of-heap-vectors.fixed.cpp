// RUN: %check %s
// The unit promises alignments to the compiler: perhaps one of this object, whose address it is told.
#include <cstddef>
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
    alignas(std::max_align_t) Point point; // finds
    point.x = x;
    *lanes(&point) += 1;
    Weight weight; // finds
    weight.x = x;
    s += point.x + weight.x;
  }
  return s;
}

int main() { std::printf("%g\n", sum({1, 2, 3})); }
