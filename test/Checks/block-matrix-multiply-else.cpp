// RUN: %check %s
// FLAGS: -std=c++17 -O2 -DPLAIN
// What looks like the guard of the file has another side.
#ifndef PLAIN
#define PLAIN
#include <array>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <vector>
static unsigned long count;
void *operator new(std::size_t size) {
  ++count;
  return std::malloc(size);
}
void operator delete(void *p) noexcept { std::free(p); }
#else
#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>
static unsigned long count;
#endif

typedef std::vector<std::vector<double>> Matrix;

static void multiply(const Matrix &a, const Matrix &b, Matrix &c, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) // refuses: allocates
    for (std::size_t j = 0; j < n; ++j) {
      double sum = 0.0;
      for (std::size_t k = 0; k < n; ++k)
        sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
}

int main() {
  const Matrix a(40, std::vector<double>(40, 1.5)), b(40, std::vector<double>(40, 0.25));
  Matrix c(40, std::vector<double>(40));
  multiply(a, b, c, 40);
  std::printf("%a %lu\n", c[39][39], count);
}
