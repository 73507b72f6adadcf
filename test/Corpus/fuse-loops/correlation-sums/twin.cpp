// Leave alone: the second loop needs what the first one has found, the means.
#include <cmath>
#include <vector>

double correlation(const std::vector<double> &x, const std::vector<double> &y) {
  const int n = static_cast<int>(x.size());
  const double share = 1.0 / n;
  double xMean = 0.0, yMean = 0.0;
  for (int i = 0; i < n; ++i) {
    xMean += x[i] * share;
    yMean += y[i] * share;
  }

  double xxSum = 0.0, yySum = 0.0, xySum = 0.0;
  for (int i = 0; i < n; ++i) {
    xxSum += (x[i] - xMean) * (x[i] - xMean);
    yySum += (y[i] - yMean) * (y[i] - yMean);
    xySum += (x[i] - xMean) * (y[i] - yMean);
  }

  return xySum / std::sqrt(xxSum * yySum);
}
