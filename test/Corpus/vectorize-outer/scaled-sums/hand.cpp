// By hand: the sums of four rows at a time, in variables, unless a vector is another one, or a row.
#include <functional>
#include <vector>

static bool isRow(const std::vector<double> &v, const std::vector<std::vector<double>> &m) {
  return !std::less<>()(&v, m.data()) && std::less<>()(&v, m.data() + m.size());
}

void scaledSums(int n, double alpha, double beta, const std::vector<std::vector<double>> &a, const std::vector<std::vector<double>> &b,
                std::vector<double> &tmp, const std::vector<double> &x, std::vector<double> &y) {
  const bool apart = &tmp != &x && &tmp != &y && &x != &y && !isRow(tmp, a) && !isRow(tmp, b) && !isRow(y, a) && !isRow(y, b);
  int i = 0;
  if (apart)
    for (; n - i >= 4; i += 4) {
      double s0 = 0, s1 = 0, s2 = 0, s3 = 0, t0 = 0, t1 = 0, t2 = 0, t3 = 0;
      const double *a0 = a[i].data(), *a1 = a[i + 1].data(), *a2 = a[i + 2].data(), *a3 = a[i + 3].data();
      const double *b0 = b[i].data(), *b1 = b[i + 1].data(), *b2 = b[i + 2].data(), *b3 = b[i + 3].data();
      for (int j = 0; j < n; j++) {
        const double each = x[j];
        s0 = a0[j] * each + s0;
        s1 = a1[j] * each + s1;
        s2 = a2[j] * each + s2;
        s3 = a3[j] * each + s3;
        t0 = b0[j] * each + t0;
        t1 = b1[j] * each + t1;
        t2 = b2[j] * each + t2;
        t3 = b3[j] * each + t3;
      }
      tmp[i] = s0;
      tmp[i + 1] = s1;
      tmp[i + 2] = s2;
      tmp[i + 3] = s3;
      y[i] = alpha * s0 + beta * t0;
      y[i + 1] = alpha * s1 + beta * t1;
      y[i + 2] = alpha * s2 + beta * t2;
      y[i + 3] = alpha * s3 + beta * t3;
    }
  for (; i < n; i++) {
    tmp[i] = 0.0;
    y[i] = 0.0;
    for (int j = 0; j < n; j++) {
      tmp[i] = a[i][j] * x[j] + tmp[i];
      y[i] = b[i][j] * x[j] + y[i];
    }
    y[i] = alpha * tmp[i] + beta * y[i];
  }
}
