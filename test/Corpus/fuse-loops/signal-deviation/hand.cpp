// By hand: both sums at once.
#include <cmath>
#include <cstddef>
#include <vector>

double deviation(const std::vector<double> &signal) {
  double squares = 0, sum = 0;
  for (double value : signal) {
    squares += value * value;
    sum += value;
  }
  const double count = static_cast<double>(signal.size());
  return std::sqrt(squares / count - sum / count * (sum / count));
}
