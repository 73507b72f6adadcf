// RUN: %check %s
// FLAGS: -std=c++11 -O2 -mfma
// OPTIONS: --level=tested
// C++11, and g++ chooses which products it fuses with sums.
#include <cstdio>
#include <vector>

using namespace std;

static void product(const vector<double> &a, const vector<double> &b, vector<double> &c, int n) {
  for (int i = 0; i < n; ++i) // finds
    for (int k = 0; k < n; ++k)
      for (int j = 0; j < n; ++j)
        c[i * n + j] += a[i * n + k] * b[k * n + j];
}

// The bound is a conversion.
static vector<float> converted(const vector<float> &a, const vector<float> &b, long size) {
  vector<float> c(size * size);
  for (int i = 0; i < int(size); ++i) // finds
    for (int j = 0; j < int(size); ++j)
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
