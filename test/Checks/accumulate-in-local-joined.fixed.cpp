// RUN: %check %s
// Conditions that && joins: what the loop stores is stored if all parts held for the first index.
#include <cmath>
#include <cstdio>
#include <limits>
#include <vector>

struct Filter {
  double last = std::numeric_limits<double>::quiet_NaN();
};

static void follow(Filter &f, const std::vector<double> &a, const std::vector<double> &b) {
  double last = f.last;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) // finds
    last = last * 0.5 + a[i] * b[i];
  if (a.size() > 0 && b.size() > 0)
    f.last = last;
}

// The question is asked behind the loop: its answer must still be the same there.
static int boundGoesDown(Filter &f, const std::vector<double> &a, std::size_t n) {
  for (std::size_t i = 0; i < a.size() && i < n; ++i) { // refuses: not-stored
    f.last = f.last * 0.5 + a[i];
    n -= 1;
  }
  return static_cast<int>(n);
}

static void either(Filter &f, const std::vector<double> &a, std::size_t n) {
  for (std::size_t i = 0; i < n || i < 1; ++i) // refuses: not-stored
    f.last = f.last * 0.5 + a[i];
}

static void elementDecides(Filter &f, const std::vector<double> &a) {
  for (std::size_t i = 0; i < a.size() && a[i] > 0; ++i) // refuses: not-stored
    f.last = f.last * 0.5 + a[i];
}

int main() {
  const std::vector<double> a = {1, 2, 3}, b = {4, 5}, none;
  Filter f;
  follow(f, a, none);
  std::printf("%d ", std::isnan(f.last));
  f.last = -0.0;
  follow(f, none, b);
  std::printf("%d ", std::signbit(f.last));
  follow(f, a, b);
  std::printf("%.3f ", f.last);
  std::printf("%d ", boundGoesDown(f, a, 2));
  either(f, a, 0);
  elementDecides(f, a);
  std::printf("%.4f\n", f.last);
}
