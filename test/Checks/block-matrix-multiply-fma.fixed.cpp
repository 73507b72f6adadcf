// RUN: %check %s
// FLAGS: -std=c++11 -O2 -mfma
// OPTIONS: --level=tested
// C++11, and g++ chooses which products it fuses with sums.
#include <array>
#include <cstdio>
#include <vector>

using namespace std;

static void product(const vector<double> &a, const vector<double> &b, vector<double> &c, int n) {
  // 2 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
  int blockedRows = 0, blockedColumns = 0;
  if (n >= 32 && &c != &a && &c != &b) {
    constexpr int blockRows = 2, blockColumns = 32;
    blockedRows = n / blockRows * blockRows;
    blockedColumns = n / blockColumns * blockColumns;
    std::vector<array<double, blockColumns>> panel(n);
    for (int j = 0; j < blockedColumns; j += blockColumns) {
      for (int k = 0; k < n; ++k)
        for (int column = 0; column < blockColumns; ++column)
          panel[k][column] = b[k * n + j + column];
      for (int i = 0; i < blockedRows; i += blockRows) {
        double sums[blockRows][blockColumns];
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            sums[row][column] = c[(i + row) * n + j + column];
        for (int k = 0; k < n; ++k)
          for (int row = 0; row < blockRows; ++row)
            for (int column = 0; column < blockColumns; ++column)
              sums[row][column] += a[(i + row) * n + k] * panel[k][column];
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            c[(i + row) * n + j + column] = sums[row][column];
      }
    }
  }
  for (int i = 0; i < n; ++i) // finds
    for (int k = 0; k < n; ++k)
      for (int j = i < blockedRows ? blockedColumns : 0; j < n; ++j)
        c[i * n + j] += a[i * n + k] * b[k * n + j];
}

// The bound is a conversion.
static vector<float> converted(const vector<float> &a, const vector<float> &b, long size) {
  vector<float> c(size * size);
  // 4 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
  int blockedRows = 0, blockedColumns = 0;
  if (int(size) >= 32) {
    constexpr int blockRows = 4, blockColumns = 32;
    blockedRows = int(size) / blockRows * blockRows;
    blockedColumns = int(size) / blockColumns * blockColumns;
    std::vector<array<float, blockColumns>> panel((int(size)));
    for (int j = 0; j < blockedColumns; j += blockColumns) {
      for (int k = 0; k < int(size); ++k)
        for (int column = 0; column < blockColumns; ++column)
          panel[k][column] = b[k * int(size) + j + column];
      for (int i = 0; i < blockedRows; i += blockRows) {
        float sums[blockRows][blockColumns];
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            sums[row][column] = c[(i + row) * int(size) + j + column];
        for (int k = 0; k < int(size); ++k)
          for (int row = 0; row < blockRows; ++row)
            for (int column = 0; column < blockColumns; ++column)
              sums[row][column] += a[(i + row) * int(size) + k] * panel[k][column];
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            c[(i + row) * int(size) + j + column] = sums[row][column];
      }
    }
  }
  for (int i = 0; i < int(size); ++i) // finds
    for (int j = i < blockedRows ? blockedColumns : 0; j < int(size); ++j)
      for (int k = 0; k < int(size); ++k)
        c[i * int(size) + j] += a[i * int(size) + k] * b[k * int(size) + j];
  return c;
}

int main() {
  vector<double> a(40 * 40, 0.3), c(40 * 40);
  product(a, a, c, 40);
  product(a, c, c, 40);
  vector<float> f(35 * 35, 0.7f);
  printf("%a %a %a\n", c[5], c[1599], static_cast<double>(converted(f, f, 35)[1224]));
}
