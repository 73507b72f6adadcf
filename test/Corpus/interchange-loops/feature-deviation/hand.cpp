// By hand: one sample after the other, all features at once.
#include <cmath>
#include <cstddef>
#include <vector>

std::vector<double> deviations(const std::vector<std::vector<double>> &samples,
                               const std::vector<double> &means) {
  const std::size_t features = means.size();
  for (const auto &sample : samples)
    if (sample.size() != features)
      return {};
  std::vector<double> deviation(features);
  for (const auto &sample : samples)
    for (std::size_t j = 0; j < features; ++j) {
      const double off = sample[j] - means[j];
      deviation[j] += off * off;
    }
  for (double &each : deviation) {
    each /= static_cast<double>(samples.size());
    each = std::sqrt(each);
  }
  return deviation;
}
