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
  // 2 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
  std::size_t blockedRows = 0, blockedColumns = 0;
  if (n >= 32 && &a != &c && &b != &c) {
    constexpr std::size_t blockRows = 2, blockColumns = 32;
    blockedRows = n / blockRows * blockRows;
    blockedColumns = n / blockColumns * blockColumns;
    std::vector<std::array<double, blockColumns>> panel(n);
    for (std::size_t j = 0; j < blockedColumns; j += blockColumns) {
      for (std::size_t k = 0; k < n; ++k)
        for (std::size_t column = 0; column < blockColumns; ++column)
          panel[k][column] = b[k][j + column];
      for (std::size_t i = 0; i < blockedRows; i += blockRows) {
        double sums[blockRows][blockColumns] = {};
        for (std::size_t k = 0; k < n; ++k)
          for (std::size_t row = 0; row < blockRows; ++row)
            for (std::size_t column = 0; column < blockColumns; ++column)
              sums[row][column] += a[i + row][k] * panel[k][column];
        for (std::size_t row = 0; row < blockRows; ++row)
          for (std::size_t column = 0; column < blockColumns; ++column)
            c[i + row][j + column] = sums[row][column];
      }
    }
  }
  for (std::size_t i = 0; i < n; ++i) // finds
    for (std::size_t j = i < blockedRows ? blockedColumns : 0; j < n; ++j) {
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
