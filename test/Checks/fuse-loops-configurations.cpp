// RUN: %check %s
// What another configuration makes of the loops that are fused, and what a fused line would hide.
#include <cstddef>
#include <cstdio>
#include <vector>

#ifdef TRACED
struct Row {
  std::vector<double> cells;
  double operator[](std::size_t i) const {
    std::printf("%zu ", i);
    return cells[i];
  }
};
#else
using Row = std::vector<double>;
#endif

static double moments(const std::vector<double> &x, const Row &y, const Row &z, std::size_t n) {
  double ofX = 0, ofY = 0, ofZ = 0;
  for (std::size_t i = 0; i < n; ++i) // refuses: preprocessor
    ofX += x[i];
  for (std::size_t i = 0; i < n; ++i)
    ofY += y[i];
  for (std::size_t i = 0; i < n; ++i)
    ofZ += z[i];
  return ofX + 2 * ofY + 4 * ofZ;
}

static double spread(const double *x, int n) {
  double m = 0; for (int i = 0; i < n; i++) { // refuses: comment
    m += x[i];
  }
  double q = 0;
  for (int i = 0; i < n; i++) {
    q += x[i] * x[i]; // the squares
  }
  return q - m;
}

int main() {
  const double x[3] = {1, 2, 3};
  std::printf("%g %g\n", moments({1, 2, 3}, Row{4, 5, 6}, Row{7, 8, 9}, 3), spread(x, 3));
}
