// To find: the deviation of every feature is summed up down a column of the samples.
// Function: deviations
// Model: ML_Library_UsingConcepts, helper.hpp, libml::calculate_std,
//   https://github.com/VarshaMaragi/ML_Library_UsingConcepts (main, as of 2020)
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
  for (std::size_t j = 0; j < features; ++j) {
    for (std::size_t i = 0; i < samples.size(); ++i) {
      const double off = samples[i][j] - means[j];
      deviation[j] += off * off;
    }
    deviation[j] /= static_cast<double>(samples.size());
    deviation[j] = std::sqrt(deviation[j]);
  }
  return deviation;
}
