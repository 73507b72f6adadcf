// RUN: %check %s
// FLAGS: -std=c++14 -O2
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <vector>

static int sumOf(const std::vector<int> &row) {
  int sum = 0;
  for (int each : row)
    sum += each;
  return sum;
}

static double length(const std::vector<int> &row) {
  double sum = 0;
  for (int each : row)
    sum += std::sqrt(each);
  return sum;
}

static int noOptional(const std::vector<std::vector<int>> &rows) {
  int n = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i)
      n += sumOf(rows[i]); // refuses: no-optional
  return n;
}

static double setsErrno(const std::vector<std::vector<int>> &rows) {
  double sum = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i)
      sum += length(rows[i]); // refuses: floating-point
  return sum;
}

int main() { std::printf("%d %g\n", noOptional({{1, 2}, {3}}), setsErrno({{4}, {9, 1}})); }
