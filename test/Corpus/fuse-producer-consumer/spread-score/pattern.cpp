// To find: a vector of differences is filled only to be summed once.
// Function: spread
// Model: PCL, filters/include/pcl/filters/impl/statistical_outlier_removal.hpp,
//   applyFilterIndices (distances filled, then summed), https://github.com/PointCloudLibrary/pcl
//   at 1fdb03883e
#include <cstddef>
#include <cstdint>
#include <vector>

int64_t spread(const std::vector<int32_t> &values, int32_t centre) {
  std::vector<int64_t> squares;
  squares.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int64_t difference = static_cast<int64_t>(values[i]) - centre;
    squares.push_back(difference > 46340 || difference < -46340 ? 46340 * 46340L
                                                                : difference * difference);
  }
  int64_t sum = 0;
  for (const int64_t &square : squares)
    sum += square;
  return sum;
}
