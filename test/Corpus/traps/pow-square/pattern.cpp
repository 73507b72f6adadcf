// To find: nothing: pow(x, 2) is one multiplication already.
// Function: sumOfSquares
// Model: Vowpal Wabbit, vowpalwabbit/core/src/confidence_sequence.cc, confidence_sequence::update
//   (sumwsqrsq += std::pow(w * r, 2)), https://github.com/VowpalWabbit/vowpal_wabbit at
//   872fd8da03
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
    bound.sum += std::pow(product, 2);
    if (product < bound.lowest)
      bound.lowest = product;
  }
  return bound;
}
