// To find: three sums over two series are made in one loop, two more in a second one over the same range.
// Function: correlation
// Model: LChenGit/Fortran2Cpp, data/code_pairs/cpp/802.cpp, cor, https://github.com/LChenGit/Fortran2Cpp (main, as of
//   2024), with vectors for its arrays
#include <cmath>
#include <vector>

double correlation(const std::vector<double> &x, const std::vector<double> &y) {
  const int n = static_cast<int>(x.size());
  double xSum = 0.0, ySum = 0.0, xySum = 0.0;
  for (int i = 0; i < n; ++i) {
    xSum += x[i];
    ySum += y[i];
    xySum += x[i] * y[i];
  }

  double xxSum = 0.0, yySum = 0.0;
  for (int i = 0; i < n; ++i) {
    xxSum += x[i] * x[i];
    yySum += y[i] * y[i];
  }

  const double count = n;
  return (xySum - xSum * ySum / count) / std::sqrt((xxSum - xSum * xSum / count) * (yySum - ySum * ySum / count));
}
