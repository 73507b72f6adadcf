// By hand: five sums at once.
#include <cmath>
#include <vector>

double correlation(const std::vector<double> &x, const std::vector<double> &y) {
  const int n = static_cast<int>(x.size());
  const double *a = x.data(), *b = y.data();
  double xSum = 0.0, ySum = 0.0, xySum = 0.0, xxSum = 0.0, yySum = 0.0;
  for (int i = 0; i < n; ++i) {
    xSum += a[i];
    ySum += b[i];
    xySum += a[i] * b[i];
    xxSum += a[i] * a[i];
    yySum += b[i] * b[i];
  }

  const double count = n;
  return (xySum - xSum * ySum / count) / std::sqrt((xxSum - xSum * xSum / count) * (yySum - ySum * ySum / count));
}
