// RUN: %check %s
// Conditions that && joins: the key is searched for, and put in, if all parts hold for the first index.
#include <cstdio>
#include <map>
#include <vector>

static double ofTwoRows(std::map<int, double> &m, int key, const std::vector<double> &a, const std::vector<double> &b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
    sum += m[key] * a[i] * b[i]; // finds
  return sum;
}

// No question in front: searched for by the first who needs it.
static double either(std::map<int, double> &m, int key, const std::vector<double> &a, std::size_t n) {
  double sum = 0;
  for (std::size_t i = 0; i < n || i < a.size(); ++i)
    sum += m[key] * a[i]; // finds
  return sum;
}

static double elementDecides(std::map<int, double> &m, int key, const std::vector<double> &a) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size() && a[i] > 0; ++i)
    sum += m[key] * a[i]; // finds
  return sum;
}

int main() {
  std::map<int, double> m = {{1, 2.0}};
  const std::vector<double> a = {1, 2, 3}, b = {4, 5}, none, negative = {-1};
  std::printf("%.1f %.1f %.1f ", ofTwoRows(m, 1, a, b), ofTwoRows(m, 2, a, none), ofTwoRows(m, 3, none, b));
  std::printf("%zu ", m.size());
  std::printf("%.1f %.1f ", either(m, 4, none, 0), elementDecides(m, 5, negative));
  std::printf("%zu ", m.size());
  std::printf("%.1f %.1f %.1f %zu\n", ofTwoRows(m, 6, a, b), either(m, 7, a, 2), elementDecides(m, 1, a), m.size());
}
