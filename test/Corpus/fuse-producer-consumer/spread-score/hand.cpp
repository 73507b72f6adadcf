// By hand: one loop, no vector.
#include <cstddef>
#include <cstdint>
#include <vector>

int64_t spread(const std::vector<int32_t> &values, int32_t centre) {
  int64_t sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int64_t difference = static_cast<int64_t>(values[i]) - centre;
    sum += difference > 46340 || difference < -46340 ? 46340 * 46340L : difference * difference;
  }
  return sum;
}
