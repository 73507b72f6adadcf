// RUN: %check %s
// What is said four times in one block must mean the same each time.
#include <cstddef>
#include <cstdio>
#include <vector>

using Matrix = std::vector<std::vector<double>>;

static std::vector<double> hidesParameter(const Matrix &a, const std::vector<double> &b, double t, int n) {
  std::vector<double> y(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) { // refuses: local-names
    double sum = 0;
    for (int j = 0; j < n; ++j) {
      sum += t + a[i][j];
      const double t = b[j] - a[i][j];
      sum += t;
    }
    y[i] = sum;
  }
  return y;
}
static std::vector<double> hidesIndex(const Matrix &a, int n) {
  std::vector<double> y(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) { // refuses: local-names
    double sum = 0;
    for (int j = 0; j < n; ++j) {
      sum += a[i][j];
      int i = j & 3;
      sum += i;
    }
    y[i] = sum;
  }
  return y;
}
static std::vector<double> hidesInDeclaration(const Matrix &a, double t, int n) {
  std::vector<double> y(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) { // refuses: local-names
    double u = t, t = 2;
    for (int j = 0; j < n; ++j)
      u += a[i][j] * t;
    y[i] = u;
  }
  return y;
}
// Without rows the number of columns has no value.
static void unset(const Matrix &a, const std::vector<double> &x, std::vector<double> y, int rows) {
  int columns;
  if (rows > 0)
    columns = static_cast<int>(a[0].size());
  for (int i = 0; i < rows; ++i) // leaves
    for (int j = 0; j < columns; ++j)
      y[i] += a[i][j] * x[j];
  std::printf("%g\n", rows > 0 ? y[0] : 0);
}
static constexpr int constant(const int *, int n) { return n; }
// One more than the largest int would be of another type.
static std::vector<double> large(const Matrix &a, int n) {
  std::vector<double> y(a.size());
  for (unsigned i = 0; i < 8; ++i) { // finds
    double sum = ((i + 2147483647) * 1103515245u / 65536u);
    for (int j = 0; j < n; ++j)
      sum += a[i][j];
    y[i] = sum;
  }
  return y;
}
static constexpr double total(const double (&a)[9][9], double (&y)[9]) {
  for (int i = 0; i < 9; ++i) { // refuses: constant-expression
    double sum = 0;
    for (int j = 0; j < 9; ++j)
      sum += a[i][j];
    y[i] = sum;
  }
  return y[3];
}

int main() {
  const Matrix a(9, std::vector<double>(9, 0.5));
  const std::vector<double> b(9, 2);
  const double c[9][9] = {{1, 2}, {}, {}, {3, 4}};
  double y[9] = {};
  std::printf("%g %g %g %g %g %d\n", hidesParameter(a, b, 3, 9)[5], hidesIndex(a, 9)[5], hidesInDeclaration(a, 2, 9)[6], large(a, 9)[7],
              total(c, y), constant(nullptr, 3));
  unset(a, b, b, 9);
  unset({}, {}, {}, 0);
}
