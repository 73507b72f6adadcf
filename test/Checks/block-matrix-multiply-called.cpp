// RUN: %check %s
// Another configuration calls the operator new there is.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <vector>

static unsigned long count;
#ifdef TRACK
struct Pool {
  char *all = static_cast<char *>(::operator new(64));
  char *more() { return static_cast<char *>(::operator new(64)); }
  ~Pool() { ::operator delete(all); }
};
#endif

typedef std::vector<std::vector<double>> Matrix;

static void multiply(const Matrix &a, const Matrix &b, Matrix &c, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) // finds
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
