// RUN: %check %s
// Conditions that && joins: all parts are asked in front, in their order.
#include <cmath>
#include <cstdio>
#include <map>
#include <vector>

// k is read only by a loop that runs.
static double uninitialised(int n, int m) {
  double k, sum = 0;
  if (n > 0 && m > 0)
    k = 0.25;
  for (int i = 0; i < n && m > i; ++i)
    sum += std::exp(k); // finds
  return sum;
}

static double ofTwoRows(const std::vector<double> &a, const std::vector<double> &b, double x) {
  double sum = 0;
  for (std::size_t i = 0; i != a.size() && i < b.size(); ++i)
    sum += std::exp(x) * a[i] * b[i]; // finds
  return sum;
}

static double either(int n, int m) {
  double k, sum = 0;
  if (n > 0 || m > 0)
    k = 0.25;
  for (int i = 0; i < n || i < m; ++i)
    sum += std::exp(k); // refuses: zero-trips
  return sum;
}

static double elementDecides(const std::vector<double> &v) {
  double k, sum = 0;
  if (!v.empty() && v[0] > 0)
    k = 0.25;
  for (std::size_t i = 0; i < v.size() && v[i] > 0; ++i)
    sum += std::exp(k); // refuses: zero-trips
  return sum;
}

static double partAlwaysFalse(int n, double x) {
  double k, sum = 0;
  if (x > 1000)
    k = x;
  for (int i = 2; i < 2 && i < n; ++i)
    sum += std::exp(k); // refuses: zero-trips
  return sum;
}

static double anotherIndex(int n, int j) {
  double k, sum = 0;
  if (n > 0 && j > 0)
    k = 0.25;
  for (int i = 0; i < n && j-- > 0; ++i)
    sum += std::exp(k); // refuses: zero-trips
  return sum;
}

int main() {
  std::printf("%.3f %.3f %.3f\n", uninitialised(0, 3), uninitialised(3, -1), uninitialised(2, 3));
  std::printf("%.3f %.3f\n", ofTwoRows({1, 2}, {3}, 0.5), ofTwoRows({}, {3}, 0.5));
  std::printf("%.3f %.3f\n", either(0, 2), either(0, 0));
  std::printf("%.3f %.3f\n", elementDecides({1, 2, 0}), elementDecides({0, 1}));
  std::printf("%.3f %.3f %.3f\n", partAlwaysFalse(3, 1), anotherIndex(3, 2), anotherIndex(3, 0));
}
