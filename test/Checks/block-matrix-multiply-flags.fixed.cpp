// RUN: %check %s
// FLAGS: -std=c++20 -O2 -fwrapv
// Numbers come round: what is large is small again.
#include <array>
#include <cstdio>
#include <vector>

static void flat(const std::vector<double> &a, const std::vector<double> &b, std::vector<double> &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: dependence
    for (int k = 0; k < n; ++k)
      for (int j = 0; j < n; ++j)
        c[i * n + j] += a[i * n + k] * b[k * n + j];
}

static void wide(const std::vector<double> &a, const std::vector<double> &b, std::vector<double> &c, long n) {
  // 2 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
  long blockedRows = 0, blockedColumns = 0;
  if (n >= 32 && &c != &a && &c != &b) {
    constexpr long blockRows = 2, blockColumns = 32;
    blockedRows = n / blockRows * blockRows;
    blockedColumns = n / blockColumns * blockColumns;
    std::vector<std::array<double, blockColumns>> panel(n);
    for (long j = 0; j < blockedColumns; j += blockColumns) {
      for (long k = 0; k < n; ++k)
        for (long column = 0; column < blockColumns; ++column)
          panel[k][column] = b[k * n + j + column];
      for (long i = 0; i < blockedRows; i += blockRows) {
        double sums[blockRows][blockColumns];
        for (long row = 0; row < blockRows; ++row)
          for (long column = 0; column < blockColumns; ++column)
            sums[row][column] = c[(i + row) * n + j + column];
        for (long k = 0; k < n; ++k)
          for (long row = 0; row < blockRows; ++row)
            for (long column = 0; column < blockColumns; ++column)
              sums[row][column] += a[(i + row) * n + k] * panel[k][column];
        for (long row = 0; row < blockRows; ++row)
          for (long column = 0; column < blockColumns; ++column)
            c[(i + row) * n + j + column] = sums[row][column];
      }
    }
  }
  for (long i = 0; i < n; ++i) // finds
    for (long k = 0; k < n; ++k)
      for (long j = i < blockedRows ? blockedColumns : 0; j < n; ++j)
        c[i * n + j] += a[i * n + k] * b[k * n + j];
}

// Of 32 bits by themselves.
static void narrow(const std::vector<double> &a, const std::vector<double> &b, std::vector<double> &c, unsigned n) {
  for (unsigned i = 0; i < n; ++i) // refuses: dependence
    for (unsigned k = 0; k < n; ++k)
      for (unsigned j = 0; j < n; ++j)
        c[i * n + j] += a[i * n + k] * b[k * n + j];
}

int main() {
  std::vector<double> a(50 * 50, 0.3), c(50 * 50);
  flat(a, a, c, 33);
  wide(a, a, c, 50);
  narrow(a, a, c, 40);
  std::printf("%a %a\n", c[7], c[2499]);
}
