// RUN: %check %s
// FLAGS: -std=c++20 -O2 -ffp-eval-method=double
// COMPILERS: clang++
// A sum in a variable has more digits than one in memory.
#include <cstdio>
#include <vector>

typedef std::vector<std::vector<float>> Matrix;

static void product(const Matrix &a, const Matrix &b, Matrix &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: floating-point
    for (int j = 0; j < n; ++j) {
      float sum = 0;
      for (int k = 0; k < n; ++k)
        sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
}

int main() {
  Matrix a(33, std::vector<float>(33, 0.1f)), c = a;
  product(a, a, c, 33);
  std::printf("%a\n", static_cast<double>(c[32][32]));
}
