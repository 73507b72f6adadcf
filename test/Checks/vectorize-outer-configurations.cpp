// RUN: %check %s
// What a macro stands for may be another type in another configuration, and the sums are declared with it.
#include <cstddef>
#include <cstdio>
#include <vector>

#define REAL float
typedef REAL Number;
using Other = REAL;
typedef float Plain;

static void ofParameters(const std::vector<std::vector<REAL>> &a, std::vector<REAL> &y, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) // refuses: preprocessor
    for (std::size_t j = 0; j < n; ++j)
      y[i] += a[i][j];
}
static void ofTypedefs(const std::vector<std::vector<Number>> &a, std::vector<Number> &y, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) // refuses: preprocessor
    for (std::size_t j = 0; j < n; ++j)
      y[i] += a[i][j];
}
static void ofAliases(const std::vector<std::vector<Other>> &a, std::vector<Other> &y, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) // refuses: preprocessor
    for (std::size_t j = 0; j < n; ++j)
      y[i] += a[i][j];
}
static void ofPlain(const std::vector<std::vector<Plain>> &a, std::vector<Plain> &y, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) // finds
    for (std::size_t j = 0; j < n; ++j)
      y[i] += a[i][j];
}

int main() {
  const std::size_t n = 9;
  std::vector<std::vector<float>> a(n, std::vector<float>(n, 0.1f));
  std::vector<float> y(n);
  ofParameters(a, y, n);
  ofTypedefs(a, y, n);
  ofAliases(a, y, n);
  ofPlain(a, y, n);
  std::printf("%a %a\n", y[0], y[8]);
}
