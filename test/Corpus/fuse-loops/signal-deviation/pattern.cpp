// To find: a signal is passed over once for its sum and once for its squares.
// Function: deviation
// Model: godofecht/Slow-Feature-Analysis, stats.h, stdev, https://github.com/godofecht/Slow-Feature-Analysis (master, as of
//   2023), with sum and sqsum written in their place
#include <cmath>
#include <cstddef>
#include <vector>

double deviation(const std::vector<double> &signal) {
  double squares = 0;
  for (std::size_t i = 0; i < signal.size(); i++) {
    squares += signal[i] * signal[i];
  }
  double sum = 0;
  for (std::size_t i = 0; i < signal.size(); i++) {
    sum += signal[i];
  }
  const double count = static_cast<double>(signal.size());
  return std::sqrt(squares / count - sum / count * (sum / count));
}
