// RUN: %check %s
// FLAGS: -std=c++20 -O2 -mfma
// Two tests of one element must agree, but g++ fuses a product with a sum only where it is not needed otherwise.
#include <cstddef>
#include <cstdio>
#include <vector>

static int above(const std::vector<double> &v, double scale, double limit, double &value) {
  for (std::size_t i = 0; i < v.size(); ++i) { // refuses: fp-contraction
    const double scaled = v[i] * scale;
    if (scaled - limit >= 0) {
      value = scaled;
      return static_cast<int>(i);
    }
  }
  return -1;
}
static double spent(const std::vector<double> &amounts, double rate, double budget) {
  for (double amount : amounts) // refuses: fp-contraction
    if (budget - amount * rate <= 0)
      return amount * rate;
  return -1;
}
static double scaledAt(double x, double by) { return x * by; }
static int called(const std::vector<double> &v, double by, double limit) {
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: fp-contraction
    if (scaledAt(v[i], by) - limit >= 0)
      return static_cast<int>(i);
  return -1;
}
// Compared, not computed; and computed only at the hit.
static double first(const std::vector<double> &v, double limit) {
  for (std::size_t i = 0; i < v.size(); ++i) // finds
    if (v[i] > limit)
      return v[i] * limit - 1;
  return -1;
}

int main() {
  std::vector<double> v(300, -1);
  v[200] = 0.1;
  double value = -1;
  const int at = above(v, 3, 0.1 * 3, value);
  std::printf("%d %.17g %.17g %d %g\n", at, value, spent(v, 3, 0.1 * 3), called(v, 3, 0.2), first(v, 0));
}
