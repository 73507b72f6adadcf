#include "kernels.h"

namespace kernels {

std::vector<int> select(const Vector &angles, const std::vector<Interval> &intervals) {
  std::vector<int> selected;
  for (std::size_t i = 0; i < angles.size(); ++i) {
    bool inside = false;
    for (std::size_t j = 0; j < intervals.size(); ++j)
      if (angles[i] >= intervals[j].low && angles[i] <= intervals[j].high) {
        inside = true;
        break;
      }
    if (inside)
      selected.push_back(static_cast<int>(i));
  }
  return selected;
}

} // namespace kernels
