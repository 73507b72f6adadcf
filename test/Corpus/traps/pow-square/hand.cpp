// The textbook rewrite: x * x, which may be contracted with the sum: another result, and slower.
#include <cmath>
#include <cstddef>
#include <vector>

struct Bound {
  double sum = 0;
  double lowest = 0;
};

Bound sumOfSquares(const std::vector<double> &weights, const std::vector<double> &rewards) {
  Bound bound;
  for (std::size_t i = 0; i < weights.size() && i < rewards.size(); ++i) {
    const double product = weights[i] * rewards[i];
    bound.sum += product * product;
    if (product < bound.lowest)
      bound.lowest = product;
  }
  return bound;
}
