// RUN: %check %s
// Products of matrices, whose sums can be made by blocks.
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <vector>

typedef std::vector<std::vector<double>> Matrix;
typedef std::vector<double> Vector;

// Every sum in a local; the caller may give one matrix twice.
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
  for (std::size_t i = 0; i < n; ++i) { // finds
    for (std::size_t j = i < blockedRows ? blockedColumns : 0; j < n; ++j) {
      double sum = 0.0; // Of one row and one column.
      for (std::size_t k = 0; k < n; ++k)
        sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
  }
}

// The result is a new object, with sizes asked of the factors.
static Matrix product(const Matrix &a, const Matrix &b) {
  Matrix c(a.size(), Vector(b.empty() ? 0 : b[0].size()));
  // 2 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
  int blockedRows = 0, blockedColumns = 0;
  if (a.size() >= 32 && b[0].size() >= 32 && b.size() >= 32) {
    constexpr int blockRows = 2, blockColumns = 32;
    blockedRows = static_cast<int>(a.size() / blockRows * blockRows);
    blockedColumns = static_cast<int>(b[0].size() / blockColumns * blockColumns);
    std::vector<std::array<double, blockColumns>> panel(b.size());
    for (int j = 0; j < blockedColumns; j += blockColumns) {
      for (int k = 0; k < b.size(); k++)
        for (int column = 0; column < blockColumns; ++column)
          panel[k][column] = b[k][j + column];
      for (int i = 0; i < blockedRows; i += blockRows) {
        double sums[blockRows][blockColumns];
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            sums[row][column] = c[i + row][j + column];
        for (int k = 0; k < b.size(); k++)
          for (int row = 0; row < blockRows; ++row)
            for (int column = 0; column < blockColumns; ++column)
              sums[row][column] += a[i + row][k] * panel[k][column];
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            c[i + row][j + column] = sums[row][column];
      }
    }
  }
  for (int i = 0; i < a.size(); i++) // finds
    for (int j = i < blockedRows ? blockedColumns : 0; j < b[0].size(); j++)
      for (int k = 0; k < b.size(); k++)
        c[i][j] += a[i][k] * b[k][j];
  return c;
}

// Row by row, one behind the other; a factor for each row.
static void addFlat(const std::vector<float> &a, const std::vector<float> &b, std::vector<float> &c, int m, int n, int p) {
  // 4 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
  int blockedRows = 0, blockedColumns = 0;
  if (m >= 32 && p >= 32 && n >= 32 && &a != &c && &c != &b) {
    constexpr int blockRows = 4, blockColumns = 32;
    blockedRows = m / blockRows * blockRows;
    blockedColumns = n / blockColumns * blockColumns;
    std::vector<std::array<float, blockColumns>> panel(p);
    for (int j = 0; j < blockedColumns; j += blockColumns) {
      for (int k = 0; k < p; k++)
        for (int column = 0; column < blockColumns; ++column)
          panel[k][column] = b[k * n + j + column];
      for (int i = 0; i < blockedRows; i += blockRows) {
        float sums[blockRows][blockColumns];
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            sums[row][column] = c[(i + row) * n + j + column];
        for (int k = 0; k < p; k++)
          for (int row = 0; row < blockRows; ++row) {
            const float factor = a[(i + row) * p + k];
            for (int column = 0; column < blockColumns; ++column)
              sums[row][column] += factor * panel[k][column];
          }
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            c[(i + row) * n + j + column] = sums[row][column];
      }
    }
  }
  for (int i = 0; i < m; i++) { // finds
    for (int k = 0; k < p; k++) {
      const float factor = a[i * p + k];
      for (int j = i < blockedRows ? blockedColumns : 0; j < n; j++)
        c[i * n + j] += factor * b[k * n + j];
    }
  }
}

// Both factors transposed, scaled, added to what is there in part.
static void general(const Matrix &a, const Matrix &b, Matrix &c, double alpha, double beta, int m, int n, unsigned p) {
  // 2 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
  int blockedRows = 0, blockedColumns = 0;
  if (n >= 32 && m >= 32 && p >= 32 && &c != &a && &c != &b) {
    constexpr int blockRows = 2, blockColumns = 32;
    blockedRows = m / blockRows * blockRows;
    blockedColumns = n / blockColumns * blockColumns;
    std::vector<std::array<double, blockColumns>> panel(p);
    for (int j = 0; j < blockedColumns; j += blockColumns) {
      for (unsigned k = 0; k < p; ++k)
        for (int column = 0; column < blockColumns; ++column)
          panel[k][column] = b[j + column][k];
      for (int i = 0; i < blockedRows; i += blockRows) {
        double sums[blockRows][blockColumns];
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            sums[row][column] = beta * c[i + row][j + column];
        for (unsigned k = 0; k < p; ++k)
          for (int row = 0; row < blockRows; ++row)
            for (int column = 0; column < blockColumns; ++column)
              sums[row][column] = sums[row][column] + alpha * a[k][i + row] * panel[k][column];
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            c[i + row][j + column] = sums[row][column];
      }
    }
  }
  for (int j = 0; j < n; ++j) // finds
    for (int i = j < blockedColumns ? blockedRows : 0; i < m; ++i) {
      c[i][j] = beta * c[i][j];
      for (unsigned k = 0; k < p; ++k)
        c[i][j] = c[i][j] + alpha * a[k][i] * b[j][k];
    }
}

// As the library of the old routines has it: each row is scaled first.
static void scaleAndAdd(const Matrix &a, const Matrix &b, Matrix &c, double alpha, double beta, int m, int n, int p) {
  // 2 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
  int blockedRows = 0, blockedColumns = 0;
  if (m >= 32 && p >= 32 && n >= 32 && &c != &a && &c != &b) {
    constexpr int blockRows = 2, blockColumns = 32;
    blockedRows = m / blockRows * blockRows;
    blockedColumns = n / blockColumns * blockColumns;
    std::vector<std::array<double, blockColumns>> panel(p);
    for (int j = 0; j < blockedColumns; j += blockColumns) {
      for (int k = 0; k < p; ++k)
        for (int column = 0; column < blockColumns; ++column)
          panel[k][column] = b[k][j + column];
      for (int i = 0; i < blockedRows; i += blockRows) {
        double sums[blockRows][blockColumns];
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            sums[row][column] = c[i + row][j + column] * (beta - 0.5);
        for (int k = 0; k < p; ++k)
          for (int row = 0; row < blockRows; ++row)
            for (int column = 0; column < blockColumns; ++column)
              sums[row][column] += alpha * a[i + row][k] * panel[k][column];
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            c[i + row][j + column] = sums[row][column];
      }
    }
  }
  for (int i = 0; i < m; ++i) { // finds
    for (int j = i < blockedRows ? blockedColumns : 0; j < n; ++j)
      c[i][j] *= beta - 0.5;
    for (int k = 0; k < p; ++k)
      for (int j = i < blockedRows ? blockedColumns : 0; j < n; ++j)
        c[i][j] += alpha * a[i][k] * b[k][j];
  }
}

// Each row begins with zeros.
static void clearAndAdd(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  // 2 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
  int blockedRows = 0, blockedColumns = 0;
  if (n >= 32 && &c != &a && &c != &b) {
    constexpr int blockRows = 2, blockColumns = 32;
    blockedRows = n / blockRows * blockRows;
    blockedColumns = n / blockColumns * blockColumns;
    std::vector<std::array<double, blockColumns>> panel(n);
    for (int j = 0; j < blockedColumns; j += blockColumns) {
      for (int k = 0; k < n; ++k)
        for (int column = 0; column < blockColumns; ++column)
          panel[k][column] = b[k][j + column];
      for (int i = 0; i < blockedRows; i += blockRows) {
        double sums[blockRows][blockColumns] = {};
        for (int k = 0; k < n; ++k)
          for (int row = 0; row < blockRows; ++row)
            for (int column = 0; column < blockColumns; ++column)
              sums[row][column] += a[i + row][k] * panel[k][column];
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            c[i + row][j + column] = sums[row][column];
      }
    }
  }
  for (int i = 0; i < n; ++i) { // finds
    for (int j = i < blockedRows ? blockedColumns : 0; j < n; ++j)
      c[i][j] = 0;
    for (int k = 0; k < n; ++k)
      for (int j = i < blockedRows ? blockedColumns : 0; j < n; ++j)
        c[i][j] += a[i][k] * b[k][j];
  }
}

// The rows that are scaled are others, or need others, or are not all of them.
static void scaledElsewhere(const Matrix &a, const Matrix &b, Matrix &c, Vector &s, int n) {
  for (int i = 0; i + 1 < n; ++i) {
    for (int j = 0; j < n; ++j)
      c[i + 1][j] *= 0.5;
    for (int k = 0; k < n; ++k)
      for (int j = 0; j < n; ++j)
        c[i][j] += a[i][k] * b[k][j];
  }
  for (int i = 0; i < n; ++i) { // refuses: unknown-construct
    for (int j = 0; j < n; ++j)
      c[i][j] = s[j];
    for (int k = 0; k < n; ++k)
      for (int j = 0; j < n; ++j)
        c[i][j] += a[i][k] * b[k][j];
  }
  for (int i = 0; i < n; ++i) { // refuses: unknown-construct
    for (int j = 0; j < n; ++j)
      c[j][i] *= 0.5;
    for (int k = 0; k < n; ++k)
      for (int j = 0; j < n; ++j)
        c[i][j] += a[i][k] * b[k][j];
  }
  for (int i = 0; i < n; ++i) { // refuses: unknown-construct
    for (int j = 0; j < n; ++j)
      s[j] *= 0.5;
    for (int k = 0; k < n; ++k)
      for (int j = 0; j < n; ++j)
        c[i][j] += a[i][k] * b[k][j];
  }
  for (int i = 0; i < n; ++i) { // refuses: unknown-construct
    for (int j = 0; j < n; ++j)
      c[i][j] *= j;
    for (int k = 0; k < n; ++k)
      for (int j = 0; j < n; ++j)
        c[i][j] += a[i][k] * b[k][j];
  }
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n - 1; ++j)
      c[i][j] *= 0.5;
    for (int k = 0; k < n; ++k)
      for (int j = 0; j < n; ++j)
        c[i][j] += a[i][k] * b[k][j];
  }
  const int j = n - 2;
  for (int i = 0; i < n; ++i) { // refuses: local-names
    for (int j = 0; j < n; ++j)
      c[i][j] *= 0.5;
    for (int k = 0; k < j; ++k)
      for (int j = 0; j < n; ++j)
        c[i][j] += a[i][k] * b[k][j];
  }
}

// The factor may be an element.
static void scaleByElement(const Matrix &a, const Matrix &b, Matrix &c, const double &beta, int n) {
  for (int i = 0; i < n; ++i) { // refuses: may-alias
    for (int j = 0; j < n; ++j)
      c[i][j] *= beta;
    for (int k = 0; k < n; ++k)
      for (int j = 0; j < n; ++j)
        c[i][j] += a[i][k] * b[k][j];
  }
}

// Terms outermost; what is there gets less.
static void subtractOuter(const Matrix &a, const Matrix &b, Matrix c, int from) {
  const int n = from - 1;
  // 2 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
  int blockedRows = 0, blockedColumns = 0;
  if (n >= 32) {
    constexpr int blockRows = 2, blockColumns = 32;
    blockedRows = n / blockRows * blockRows;
    blockedColumns = n / blockColumns * blockColumns;
    std::vector<std::array<double, blockColumns>> panel(n);
    for (int j = 0; j < blockedColumns; j += blockColumns) {
      for (int k = 0; k < n; ++k)
        for (int column = 0; column < blockColumns; ++column)
          panel[k][column] = b[k][j + column];
      for (int i = 0; i < blockedRows; i += blockRows) {
        double sums[blockRows][blockColumns];
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            sums[row][column] = c[i + row + 1][j + column];
        for (int k = 0; k < n; ++k)
          for (int row = 0; row < blockRows; ++row)
            for (int column = 0; column < blockColumns; ++column)
              sums[row][column] -= panel[k][column] * (a[i + row][k] * 0.5);
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            c[i + row + 1][j + column] = sums[row][column];
      }
    }
  }
  for (int k = 0; k < n; ++k) // finds
    for (int i = 0; i < n; ++i)
      for (int j = i < blockedRows ? blockedColumns : 0; j < n; ++j)
        c[i + 1][j] -= b[k][j] * (a[i][k] * 0.5);
  std::printf("subtracted %a %a\n", c[1][0], c[n][n - 1]);
}

// An array of known shape: nothing is asked.
static const int Size = 70;
static double left[Size][Size], right[Size][Size], result[Size][Size];
static void fixed() {
  // 2 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
  constexpr int blockRows = 2, blockColumns = 32;
  const int blockedRows = Size / blockRows * blockRows;
  const int blockedColumns = Size / blockColumns * blockColumns;
  std::vector<std::array<double, blockColumns>> panel(Size);
  for (int j = 0; j < blockedColumns; j += blockColumns) {
    for (int k = 0; k < Size; ++k)
      for (int column = 0; column < blockColumns; ++column)
        panel[k][column] = right[k][j + column];
    for (int i = 0; i < blockedRows; i += blockRows) {
      double sums[blockRows][blockColumns];
      for (int row = 0; row < blockRows; ++row)
        for (int column = 0; column < blockColumns; ++column)
          sums[row][column] = result[i + row][j + column];
      for (int k = 0; k < Size; ++k)
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            sums[row][column] += left[i + row][k] * panel[k][column];
      for (int row = 0; row < blockRows; ++row)
        for (int column = 0; column < blockColumns; ++column)
          result[i + row][j + column] = sums[row][column];
    }
  }
  for (int i = 0; i < Size; ++i) // finds
    for (int k = 0; k < Size; ++k)
      for (int j = i < blockedRows ? blockedColumns : 0; j < Size; ++j)
        result[i][j] += left[i][k] * right[k][j];
}

// Members; the sum begins with a bias and ends as something else.
class Layer {
public:
  Layer(int inputs, int outputs) : inputs_(inputs), outputs_(outputs), weights_(inputs * outputs), bias_(outputs) {
    for (std::size_t i = 0; i < weights_.size(); ++i)
      weights_[i] = 0.25f * static_cast<float>(i % 9) - 1;
    for (std::size_t i = 0; i < bias_.size(); ++i)
      bias_[i] = static_cast<float>(i % 4);
  }
  std::vector<float> forward(const std::vector<float> &in, int samples) const {
    std::vector<float> out(samples * outputs_);
    // 4 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
    int blockedRows = 0, blockedColumns = 0;
    if (samples >= 32 && outputs_ >= 32 && inputs_ >= 32) {
      constexpr int blockRows = 4, blockColumns = 32;
      blockedRows = samples / blockRows * blockRows;
      blockedColumns = outputs_ / blockColumns * blockColumns;
      std::vector<std::array<float, blockColumns>> panel(inputs_);
      for (int o = 0; o < blockedColumns; o += blockColumns) {
        for (int i = 0; i < inputs_; ++i)
          for (int column = 0; column < blockColumns; ++column)
            panel[i][column] = weights_[i * outputs_ + o + column];
        for (int s = 0; s < blockedRows; s += blockRows) {
          float sums[blockRows][blockColumns];
          for (int row = 0; row < blockRows; ++row)
            for (int column = 0; column < blockColumns; ++column)
              sums[row][column] = bias_[o + column];
          for (int i = 0; i < inputs_; ++i)
            for (int row = 0; row < blockRows; ++row)
              for (int column = 0; column < blockColumns; ++column)
                sums[row][column] += in[(s + row) * inputs_ + i] * panel[i][column];
          for (int row = 0; row < blockRows; ++row)
            for (int column = 0; column < blockColumns; ++column)
              out[(s + row) * outputs_ + o + column] = sums[row][column] > 0 ? sums[row][column] : 0.1f * sums[row][column];
        }
      }
    }
    for (int s = 0; s < samples; ++s) // finds
      for (int o = s < blockedRows ? blockedColumns : 0; o < outputs_; ++o) {
        float sum = bias_[o];
        for (int i = 0; i < inputs_; ++i)
          sum += in[s * inputs_ + i] * weights_[i * outputs_ + o];
        out[s * outputs_ + o] = sum > 0 ? sum : 0.1f * sum;
      }
    return out;
  }

private:
  int inputs_, outputs_;
  std::vector<float> weights_, bias_;
};

// Numbers of several types: each stays what it is. The sum once stood in front of all.
static void mixed(const std::vector<std::vector<short>> &a, const std::vector<std::vector<unsigned char>> &b, std::vector<std::vector<long>> &c, unsigned row, std::size_t n) {
  int sum;
  // 4 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
  unsigned blockedRows = 0;
  std::size_t blockedColumns = 0;
  if (row >= 32 && n >= 32) {
    constexpr unsigned blockRows = 4;
    constexpr std::size_t blockColumns = 32;
    blockedRows = row / blockRows * blockRows;
    blockedColumns = n / blockColumns * blockColumns;
    std::vector<std::array<unsigned char, blockColumns>> panel(n);
    for (std::size_t j = 0; j < blockedColumns; j += blockColumns) {
      for (std::size_t k = 0; k < n; ++k)
        for (std::size_t column = 0; column < blockColumns; ++column)
          panel[k][column] = b[k][j + column];
      for (unsigned i = 0; i < blockedRows; i += blockRows) {
        int sums[blockRows][blockColumns];
        for (unsigned row2 = 0; row2 < blockRows; ++row2)
          for (std::size_t column = 0; column < blockColumns; ++column)
            sums[row2][column] = -1;
        for (std::size_t k = 0; k < n; ++k)
          for (unsigned row2 = 0; row2 < blockRows; ++row2)
            for (std::size_t column = 0; column < blockColumns; ++column)
              sums[row2][column] += a[i + row2][k] * panel[k][column];
        for (unsigned row2 = 0; row2 < blockRows; ++row2)
          for (std::size_t column = 0; column < blockColumns; ++column)
            c[i + row2][j + column] += sums[row2][column];
      }
    }
  }
  for (unsigned i = 0; i < row; ++i) // finds
    for (std::size_t j = i < blockedRows ? blockedColumns : 0; j < n; ++j) {
      sum = -1;
      for (std::size_t k = 0; k < n; ++k)
        sum += a[i][k] * b[k][j];
      c[i][j] += sum;
    }
}

// Sums of numbers that are narrower than what is added.
static void narrowSums(const Matrix &a, const Matrix &b, std::vector<std::vector<float>> &c, long n) {
  // 4 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
  long blockedRows = 0, blockedColumns = 0;
  if (n >= 32) {
    constexpr long blockRows = 4, blockColumns = 32;
    blockedRows = n / blockRows * blockRows;
    blockedColumns = n / blockColumns * blockColumns;
    std::vector<std::array<double, blockColumns>> panel(n);
    for (long j = 0; j < blockedColumns; j += blockColumns) {
      for (long k = 0; k < n; ++k)
        for (long column = 0; column < blockColumns; ++column)
          panel[k][column] = b[k][j + column];
      for (long i = 0; i < blockedRows; i += blockRows) {
        float sums[blockRows][blockColumns];
        for (long row = 0; row < blockRows; ++row)
          for (long column = 0; column < blockColumns; ++column)
            sums[row][column] = c[i + row][j + column];
        for (long k = 0; k < n; ++k)
          for (long row = 0; row < blockRows; ++row)
            for (long column = 0; column < blockColumns; ++column)
              sums[row][column] += panel[k][column] * a[i + row][k];
        for (long row = 0; row < blockRows; ++row)
          for (long column = 0; column < blockColumns; ++column)
            c[i + row][j + column] = sums[row][column];
      }
    }
  }
  for (long i = 0; i < n; ++i) // finds
    for (long j = i < blockedRows ? blockedColumns : 0; j < n; ++j)
      for (long k = 0; k < n; ++k)
        c[i][j] += b[k][j] * a[i][k];
}

// The result may be a row of a factor.
static void intoRow(const Matrix &a, const Matrix &b, Vector &c, int n) {
  // 2 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
  int blockedRows = 0, blockedColumns = 0;
  if (n >= 32 && (std::less<>()(&c, a.data()) || std::greater_equal<>()(&c, a.data() + a.size())) && (std::less<>()(&c, b.data()) || std::greater_equal<>()(&c, b.data() + b.size()))) {
    constexpr int blockRows = 2, blockColumns = 32;
    blockedRows = n / blockRows * blockRows;
    blockedColumns = n / blockColumns * blockColumns;
    std::vector<std::array<double, blockColumns>> panel(n);
    for (int j = 0; j < blockedColumns; j += blockColumns) {
      for (int k = 0; k < n; ++k)
        for (int column = 0; column < blockColumns; ++column)
          panel[k][column] = b[k][j + column];
      for (int i = 0; i < blockedRows; i += blockRows) {
        double sums[blockRows][blockColumns] = {};
        for (int k = 0; k < n; ++k)
          for (int row = 0; row < blockRows; ++row)
            for (int column = 0; column < blockColumns; ++column)
              sums[row][column] += a[i + row][k] * panel[k][column];
        for (int row = 0; row < blockRows; ++row)
          for (int column = 0; column < blockColumns; ++column)
            c[n * (i + row) + j + column] = sums[row][column];
      }
    }
  }
  for (int i = 0; i < n; ++i) // finds
    for (int j = i < blockedRows ? blockedColumns : 0; j < n; ++j) {
      double sum = 0;
      for (int k = 0; k < n; ++k)
        sum += a[i][k] * b[k][j];
      c[n * i + j] = sum;
    }
}

// One of many; the only thing that a loop and a condition hold. A row of the factor is chosen by a table.
static std::vector<Matrix> batch(const Matrix &a, const Matrix &b, std::vector<Matrix> to, const std::vector<int> &order, int n, bool wanted) {
  for (std::size_t t = 0; t < to.size(); ++t)
    if (wanted) {
      // 2 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
      int blockedRows = 0, blockedColumns = 0;
      if (n >= 32) {
        constexpr int blockRows = 2, blockColumns = 32;
        blockedRows = n / blockRows * blockRows;
        blockedColumns = n / blockColumns * blockColumns;
        std::vector<std::array<double, blockColumns>> panel(n);
        for (int j = 0; j < blockedColumns; j += blockColumns) {
          for (int k = 0; k < n; ++k)
            for (int column = 0; column < blockColumns; ++column)
              panel[k][column] = b[k][order[j + column]];
          for (int i = 0; i < blockedRows; i += blockRows) {
            double sums[blockRows][blockColumns];
            for (int row = 0; row < blockRows; ++row)
              for (int column = 0; column < blockColumns; ++column)
                sums[row][column] = to[t][i + row][j + column];
            for (int k = 0; k < n; ++k)
              for (int row = 0; row < blockRows; ++row)
                for (int column = 0; column < blockColumns; ++column)
                  sums[row][column] += a[(i + row + 1) % n][k] * panel[k][column];
            for (int row = 0; row < blockRows; ++row)
              for (int column = 0; column < blockColumns; ++column)
                to[t][i + row][j + column] = sums[row][column];
          }
        }
      }
      for (int i = 0; i < n; ++i) // finds
        for (int j = i < blockedRows ? blockedColumns : 0; j < n; ++j)
          for (int k = 0; k < n; ++k)
            to[t][i][j] += a[(i + 1) % n][k] * b[k][order[j]];
    }
  return to;
}

// Names are taken.
static void named(const Matrix &a, const Matrix &b, Matrix c, int row, double panel, double column) {
  // 2 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
  int blockedRows = 0, blockedColumns = 0;
  if (row >= 32) {
    constexpr int blockRows = 2, blockColumns = 32;
    blockedRows = row / blockRows * blockRows;
    blockedColumns = row / blockColumns * blockColumns;
    std::vector<std::array<double, blockColumns>> panel2(row);
    for (int j = 0; j < blockedColumns; j += blockColumns) {
      for (int k = 0; k < row; ++k)
        for (int column2 = 0; column2 < blockColumns; ++column2)
          panel2[k][column2] = b[k][j + column2];
      for (int i = 0; i < blockedRows; i += blockRows) {
        double sums[blockRows][blockColumns];
        for (int row2 = 0; row2 < blockRows; ++row2)
          for (int column2 = 0; column2 < blockColumns; ++column2)
            sums[row2][column2] = c[i + row2][j + column2];
        for (int k = 0; k < row; ++k)
          for (int row2 = 0; row2 < blockRows; ++row2)
            for (int column2 = 0; column2 < blockColumns; ++column2)
              sums[row2][column2] += panel * a[i + row2][k] * panel2[k][column2] * column;
        for (int row2 = 0; row2 < blockRows; ++row2)
          for (int column2 = 0; column2 < blockColumns; ++column2)
            c[i + row2][j + column2] = sums[row2][column2];
      }
    }
  }
  for (int i = 0; i < row; ++i) // finds
    for (int j = i < blockedRows ? blockedColumns : 0; j < row; ++j)
      for (int k = 0; k < row; ++k)
        c[i][j] += panel * a[i][k] * b[k][j] * column;
  std::printf("named %a\n", c[row - 1][row - 1]);
}

// --- Left alone -------------------------------------------------------------------------

// A matrix and a vector.
static void timesVector(const Matrix &a, const Vector &x, Matrix &y, int n) {
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      for (int k = 0; k < n; ++k)
        y[i][j] += a[i][k] * x[k];
}

// No product.
static void reach(const std::vector<std::vector<int>> &a, std::vector<std::vector<int>> &c, int n) {
  for (int k = 0; k < n; ++k)
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j)
        if (c[i][k] + a[k][j] < c[i][j])
          c[i][j] = c[i][k] + a[k][j];
}

// Four columns are none to copy.
static void few(const Matrix &a, const std::vector<std::array<double, 4>> &b, std::vector<std::array<double, 4>> &c, int n) {
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < 4; ++j)
      for (int k = 0; k < n; ++k)
        c[i][j] += a[i][k] * b[k][j];
}

// In place: later columns need what was there.
static void inPlace(Matrix &a, const Matrix &b, int n) {
  for (int i = 0; i < n; ++i) // refuses: dependence
    for (int j = 0; j < n; ++j) {
      double sum = 0;
      for (int k = 0; k < n; ++k)
        sum += a[i][k] * b[k][j];
      a[i][j] = sum;
    }
}

// Eliminating: rows further down need those above.
static void eliminate(Matrix &a, int n) {
  for (int k = 0; k < n; ++k) // refuses: dependence
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j)
        a[i][j] -= a[i][k] * a[k][j];
}

// Known by two names.
static void twoNames(Matrix a, const Matrix &b, int n) {
  Matrix &c = a;
  for (int i = 0; i < n; ++i) // refuses: dependence
    for (int j = 0; j < n; ++j)
      for (int k = 0; k < n; ++k)
        c[i][j] += a[i][k] * b[k][j];
  std::printf("names %a\n", a[n - 1][n - 1]);
}

// Rows overlap where the width is less than the columns.
static void overlapping(const Vector &a, const Vector &b, Vector &c, int n, int width) {
  for (int i = 0; i < n; ++i) // refuses: dependence
    for (int j = 0; j < n; ++j)
      for (int k = 0; k < n; ++k)
        c[i * width + j] += a[i * n + k] * b[k * n + j];
}

// Along diagonals: many sums go into one element.
static void diagonals(const Matrix &a, const Matrix &b, Vector &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: dependence
    for (int j = 0; j < n; ++j)
      for (int k = 0; k < n; ++k)
        c[i + j] += a[i][k] * b[k][j];
}

// One row for several.
static void folded(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: dependence
    for (int j = 0; j < n; ++j)
      for (int k = 0; k < n; ++k)
        c[i % 4][j] += a[i][k] * b[k][j];
}

// A sum begins with the one before.
static void running(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: dependence
    for (int j = 0; j < n; ++j) {
      double sum = j > 0 ? c[i][j - 1] : 0;
      for (int k = 0; k < n; ++k)
        sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
}

// More is stored than the sum.
static void counting(const Matrix &a, const Matrix &b, Matrix &c, Vector &seen, int n) {
  for (int i = 0; i < n; ++i) // refuses: dependence
    for (int j = 0; j < n; ++j) {
      double sum = 0;
      for (int k = 0; k < n; ++k)
        sum += a[i][k] * b[k][j];
      c[i][j] = seen[i] = sum;
    }
}

// Which element is a factor depends on the sum so far.
static void steered(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: dependence
    for (int j = 0; j < n; ++j) {
      double sum = 0;
      for (int k = 0; k < n; ++k)
        sum += a[i][k] * b[k][(j + static_cast<int>(std::fabs(sum))) % n];
      c[i][j] = sum;
    }
}

// Symmetric: only half is made.
static void lower(const Matrix &a, Matrix &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: triangular
    for (int j = 0; j <= i; ++j)
      for (int k = 0; k < n; ++k)
        c[i][j] += a[i][k] * a[j][k];
}

// Terms only up to the column.
static void trailing(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: triangular
    for (int j = 0; j < n; ++j)
      for (int k = 0; k < j; ++k)
        c[i][j] += a[i][k] * b[k][j];
}

// Every row has a length of its own.
static void ragged(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: triangular
    for (int j = 0; j < n; ++j)
      for (std::size_t k = 0; k < a[i].size(); ++k)
        c[i][j] += a[i][k] * b[k][j];
}

// The bound is one of the numbers that are stored.
static void boundInside(const Matrix &a, const Matrix &b, std::vector<std::vector<int>> &c, int &n) {
  for (int i = 0; i < n; ++i) // refuses: bound-changes
    for (int j = 0; j < 40; ++j)
      for (int k = 0; k < 40; ++k)
        c[i][j] += a[i][k] * b[k][j];
}

// The first row and column are borders.
static void inner(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  for (int i = 1; i < n; ++i) // refuses: first-index
    for (int j = 1; j < n; ++j)
      for (int k = 1; k < n; ++k)
        c[i][j] += a[i][k] * b[k][j];
}

// Less than nothing is more than anything there.
static void signs(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  for (std::size_t i = 0; i < n; ++i) // refuses: index-type
    for (std::size_t j = 0; j < n; ++j)
      for (std::size_t k = 0; k < n; ++k)
        c[i][j] += a[i][k] * b[k][j];
}

// Up to the bound itself.
static void toTheLast(const Matrix &a, const Matrix &b, Matrix &c, int last) {
  for (int i = 0; i <= last; ++i) // refuses: index-type
    for (int j = 0; j <= last; ++j)
      for (int k = 0; k <= last; ++k)
        c[i][j] += a[i][k] * b[k][j];
}

// The pointers may lead into one array.
static void pointers(const double *a, const double *b, double *c, int n) {
  for (int i = 0; i < n; ++i) // refuses: may-alias
    for (int j = 0; j < n; ++j) {
      double sum = 0;
      for (int k = 0; k < n; ++k)
        sum += a[i * n + k] * b[k * n + j];
      c[i * n + j] = sum;
    }
}

// The scale may be an element of the result.
static void scaled(const Matrix &a, const Matrix &b, Matrix &c, const double &scale, int n) {
  for (int i = 0; i < n; ++i) // refuses: may-alias
    for (int j = 0; j < n; ++j)
      for (int k = 0; k < n; ++k)
        c[i][j] += scale * a[i][k] * b[k][j];
}

// A factor may be one of those that are made.
static void oneOfMany(const Matrix &a, const Matrix &b, std::vector<Matrix> &to, int n) {
  for (int i = 0; i < n; ++i) // refuses: may-alias
    for (int j = 0; j < n; ++j)
      for (int k = 0; k < n; ++k)
        to[0][i][j] += a[i][k] * b[k][j];
}

// A pointer may lead to the scale.
class Scaled {
public:
  double scale = 0.5;
  void run(const Matrix &a, const Matrix &b, double *c, int n) {
    for (int i = 0; i < n; ++i) // refuses: may-alias
      for (int j = 0; j < n; ++j)
        for (int k = 0; k < n; ++k)
          c[i * n + j] += scale * a[i][k] * b[k][j];
  }
};

// Rows behind pointers: two may be one.
static void rowPointers(const Matrix &a, const Matrix &b, double **c, int n) {
  for (int i = 0; i < n; ++i) // refuses: rows-may-alias
    for (int j = 0; j < n; ++j)
      for (int k = 0; k < n; ++k)
        c[i][j] += a[i][k] * b[k][j];
}

// No memory for a copy would be the end.
static void never(const Matrix &a, const Matrix &b, Matrix &c, int n) noexcept {
  for (int i = 0; i < n; ++i) // refuses: noexcept
    for (int j = 0; j < n; ++j)
      for (int k = 0; k < n; ++k)
        c[i][j] += a[i][k] * b[k][j];
}

// It leaves a sum early.
static void untilLarge(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {
      double sum = 0;
      for (int k = 0; k < n; ++k) {
        if (sum > 100)
          break;
        sum += a[i][k] * b[k][j];
      }
      c[i][j] = sum;
    }
}

// It throws where a row is too short, after other sums than now.
static void checked(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: call
    for (int j = 0; j < n; ++j) {
      double sum = a[i].at(j);
      for (int k = 0; k < n; ++k)
        sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
}

static volatile double port;

// Every read is seen.
static void readPort(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: volatile
    for (int j = 0; j < n; ++j)
      for (int k = 0; k < n; ++k)
        c[i][j] += a[i][k] * b[k][j] * port;
}

// A variable for all sums of the program.
static void remembered(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: unknown-construct
    for (int j = 0; j < n; ++j) {
      static double sum = 0;
      for (int k = 0; k < n; ++k)
        sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
}

// One name for two things.
static void hidden(const Matrix &a, const Matrix &b, Matrix &c, int j) {
  for (int i = 0; i < j; ++i) // refuses: local-names
    for (int k = 0; k < j; ++k)
      for (int j = 0; j < 50; ++j)
        c[i][j] += a[i][k] * b[k][j];
}

// What it says would be said twice.
static void commented(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: comment
    for (int j = 0; j < n; ++j)
      for (int k = 0; k < n; ++k)
        c[i][j] += a[i][k] * /* transposed? */ b[k][j];
}

#define TERM(i, j, k) a[i][k] * b[k][j]

// A macro may be another one elsewhere.
static void byMacro(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: macro
    for (int j = 0; j < n; ++j)
      for (int k = 0; k < n; ++k)
        c[i][j] += TERM(i, j, k);
}

// A pragma says how a loop is to be compiled.
static void told(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: preprocessor
    for (int k = 0; k < n; ++k)
#pragma GCC ivdep
      for (int j = 0; j < n; ++j)
        c[i][j] += a[i][k] * b[k][j];
}

// A lambda may be called from anywhere.
static void inLambda(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  auto run = [&] {
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j)
        for (int k = 0; k < n; ++k)
          c[i][j] += a[i][k] * b[k][j];
  };
  run();
}

// Between labels no variable can begin.
static void chosen(const Matrix &a, const Matrix &b, Matrix &c, int n, int what) {
  switch (what) {
  case 1:
    c[0][1] = 2;
    for (int i = 0; i < n; ++i) // refuses: no-place
      for (int j = 0; j < n; ++j)
        for (int k = 0; k < n; ++k)
          c[i][j] += a[i][k] * b[k][j];
    break;
  default:
    c[0][0] = 1;
  }
}

static Matrix filled(std::size_t rows, std::size_t columns, int seed) {
  Matrix m(rows, Vector(columns));
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j)
      m[i][j] = static_cast<double>((i * 7 + j * 13 + seed) % 23) / 7 - 1.5;
  return m;
}

template <class T> static Vector flat(const std::vector<std::vector<T>> &m) {
  Vector all;
  for (const auto &row : m)
    for (T each : row)
      all.push_back(static_cast<double>(each));
  return all;
}

// Each number counts where it is.
template <class V> static void show(const char *what, const V &numbers) {
  double sum = 0, weight = 1;
  for (auto each : numbers) {
    sum += weight * static_cast<double>(each);
    weight = weight < 1000 ? weight * 1.0625 : 1;
  }
  std::printf("%s %zu %a\n", what, numbers.size(), sum);
}

// 256 rows, that sums go to in turn.
static void wrapped(const Matrix &a, const Matrix &b, Matrix &c, int n, int m) {
  for (int k = 0; k < m; ++k) // refuses: dependence
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < m; ++j)
        c[static_cast<unsigned char>(i)][j] += a[i][k] * b[k][j];
}

int main() {
  for (int n : {0, 1, 5, 31, 32, 33, 47, 64, 67}) {
    const Matrix a = filled(n, n, 1), b = filled(n, n, 5);
    Matrix c = filled(n, n, 9);
    multiply(a, b, c, n);
    show("multiply", flat(c));
    Matrix twice = a;
    multiply(twice, b, twice, n);
    show("itself", flat(twice));
    twice = b;
    multiply(twice, twice, twice, n);
    show("thrice", flat(twice));
    Matrix wide = filled(n, n + 7, 3);
    if (n > 0)
      show("product", flat(product(a, wide)));
    std::vector<float> fa, fb, fc;
    for (double each : flat(filled(n, n + 2, 4)))
      fa.push_back(static_cast<float>(each));
    for (double each : flat(filled(n + 2, n + 9, 8)))
      fb.push_back(static_cast<float>(each));
    fc.assign(static_cast<std::size_t>(n * (n + 9)), 0.5f);
    addFlat(fa, fb, fc, n, n + 9, n + 2);
    show("flat", fc);
    addFlat(fb, fb, fb, n / 2, n / 2, n / 2);
    show("one vector", fb);
    c = filled(n, n, 2);
    general(a, b, c, 0.3, 0.7, n, n, static_cast<unsigned>(n));
    show("general", flat(c));
    general(c, c, c, 0.3, 0.7, n, n, static_cast<unsigned>(n));
    show("general itself", flat(c));
    c = filled(n, n + 7, 6);
    scaleAndAdd(a, wide, c, 0.3, 0.7, n, n + 7, n);
    show("scaled", flat(c));
    scaleAndAdd(c, c, c, 0.3, 0.7, n, n, n);
    show("scaled itself", flat(c));
    scaleAndAdd(a, b, c, 0.3, 0.7, n, n, 0);
    show("only scaled", flat(c));
    clearAndAdd(a, b, c, n);
    show("cleared", flat(c));
    clearAndAdd(a, c, c, n);
    show("cleared itself", flat(c));
    Vector factors(static_cast<std::size_t>(n), 0.75);
    if (n > 1)
      scaledElsewhere(a, b, c, factors, n);
    if (n > 1)
      scaleByElement(a, b, c, c[1][1], n);
    show("scaled elsewhere", flat(c));
    if (n > 1) {
      subtractOuter(a, b, c, n);
      named(a, b, c, n, 0.5, 2.5);
    }
    std::vector<std::vector<short>> sa(n, std::vector<short>(n));
    std::vector<std::vector<unsigned char>> sb(n, std::vector<unsigned char>(n));
    std::vector<std::vector<long>> sc(n, std::vector<long>(n, 5));
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j) {
        sa[i][j] = static_cast<short>(300 * i - 71 * j);
        sb[i][j] = static_cast<unsigned char>(i * j + 200);
      }
    mixed(sa, sb, sc, static_cast<unsigned>(n), n);
    show("mixed", flat(sc));
    std::vector<std::vector<float>> narrow(n, std::vector<float>(n, 0.1f));
    narrowSums(a, b, narrow, n);
    show("narrow", flat(narrow));
    Matrix rows(n + 1, Vector(static_cast<std::size_t>(n * n)));
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j)
        rows[i][j] = a[i][j];
    intoRow(rows, b, rows[n], n);
    show("row", flat(rows));
    if (n > 1)
      intoRow(rows, b, rows[1], n);
    show("own row", flat(rows));
    std::vector<Matrix> many(2, c);
    std::vector<int> order(n);
    for (int i = 0; i < n; ++i)
      order[i] = (i * 5 + 3) % n;
    many = batch(a, b, batch(a, b, many, order, n, true), order, n, false);
    show("batch", flat(many[1]));
    Layer layer(n + 1, n);
    show("layer", layer.forward(std::vector<float>(static_cast<std::size_t>((n + 1) * (n + 3)), 0.75f), n + 3));
  }
  for (int i = 0; i < Size; ++i)
    for (int j = 0; j < Size; ++j) {
      left[i][j] = 0.01 * i - j;
      right[i][j] = 1.0 / (1 + i + j);
    }
  fixed();
  show("fixed", Vector(&result[0][0], &result[0][0] + Size * Size));

  const int n = 9;
  const Matrix a = filled(n + 1, n + 1, 3), b = filled(n + 1, n + 1, 6);
  Matrix c = filled(50, 50, 1), wide = filled(50, 50, 2);
  timesVector(a, a[0], c, n);
  std::vector<std::vector<int>> ints(n, std::vector<int>(n, 3)), paths(41, std::vector<int>(41, 7));
  reach(ints, paths, n);
  std::vector<std::array<double, 4>> four(n, {1, 2, 3, 4}), fours = four;
  few(a, four, fours, n);
  inPlace(c, b, n);
  eliminate(c, 3);
  twoNames(a, b, n);
  Vector line(200, 0.5), other = line, sums(50);
  overlapping(line, line, other, n, 4);
  diagonals(a, b, sums, n);
  folded(a, b, c, n);
  running(a, b, c, n);
  counting(a, b, c, sums, n);
  steered(a, b, c, n);
  lower(a, c, n);
  trailing(a, b, c, n);
  ragged(a, Matrix(12, Vector(12, 1.5)), c, n);
  boundInside(wide, wide, paths, paths[2][2]);
  inner(a, b, c, n);
  signs(a, b, c, n);
  toTheLast(a, b, c, n);
  pointers(line.data(), line.data(), other.data(), n);
  pointers(other.data(), line.data(), other.data(), n);
  scaled(a, b, c, c[3][4], n);
  std::vector<Matrix> many(1, c);
  oneOfMany(many[0], b, many, n);
  show("one of many", flat(many[0]));
  Scaled own;
  own.run(a, b, &own.scale, 1);
  show("scale", Vector(1, own.scale));
  double *same[] = {&sums[0], &sums[1], &sums[2]};
  rowPointers(a, b, same, 3);
  never(a, b, c, n);
  untilLarge(a, b, c, n);
  checked(a, b, c, n);
  port = 0.5;
  readPort(a, b, c, n);
  remembered(a, b, c, n);
  hidden(wide, wide, c, n);
  commented(a, b, c, n);
  byMacro(a, b, c, n);
  told(a, b, c, n);
  inLambda(a, b, c, n);
  chosen(a, b, c, n, 1);
  show("rest", flat(c));
  show("paths", flat(paths));
  show("other", other);
  show("sums", sums);
  show("fours", fours[2]);
  Matrix rows(256, Vector(2));
  wrapped(Matrix(300, Vector(2, 0.1)), Matrix(2, Vector(2, 0.3)), rows, 300, 2);
  show("wrapped", rows[3]);
}
