// By hand: the intervals outside, over blocks of angles that stay in the cache, and a mask.
#include "kernels.h"

#include <algorithm>
#include <cstdint>

namespace kernels {

std::vector<int> select(const Vector &angles, const std::vector<Interval> &intervals) {
  constexpr std::size_t blockSize = 512;
  std::vector<int> selected;
  std::int64_t inside[blockSize];
  for (std::size_t start = 0; start < angles.size(); start += blockSize) {
    const std::size_t count = std::min(blockSize, angles.size() - start);
    const double *block = angles.data() + start;
    std::fill(inside, inside + count, 0);
    for (const Interval &interval : intervals) {
      const double low = interval.low, high = interval.high;
      for (std::size_t i = 0; i < count; ++i)
        inside[i] |= -static_cast<std::int64_t>((block[i] >= low) & (block[i] <= high));
    }
    for (std::size_t i = 0; i < count; ++i)
      if (inside[i])
        selected.push_back(static_cast<int>(start + i));
  }
  return selected;
}

} // namespace kernels
