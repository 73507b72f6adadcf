#include "kernels.h"

namespace kernels {

static std::vector<int> positive(const std::vector<int> &readings) {
  std::vector<int> kept;
  for (int reading : readings)
    if (reading > 0)
      kept.push_back(reading);
  return kept;
}

static std::vector<long long> squares(const std::vector<int> &values) {
  std::vector<long long> result;
  for (std::size_t i = 0; i < values.size(); ++i)
    result.push_back(static_cast<long long>(values.at(i)) * values.at(i));
  return result;
}

long long scoreOf(const std::vector<int> &readings) {
  const std::vector<int> kept = positive(readings);
  const std::vector<long long> squared = squares(kept);
  long long sum = 0;
  for (std::size_t i = 0; i < squared.size(); ++i)
    sum += squared.at(i) % 97;
  return sum;
}

} // namespace kernels
