// To find: nothing: the compiler takes a cheap invariant test out of the loop by itself.
// Function: countOutliers
// Model: PCL, filters/include/pcl/filters/impl/statistical_outlier_removal.hpp,
//   applyFilterIndices (negative_ tested for each index),
//   https://github.com/PointCloudLibrary/pcl at 1fdb03883e
#include <cstddef>
#include <vector>

std::size_t countOutliers(const std::vector<float> &distances, float threshold, bool negative) {
  std::size_t count = 0;
  for (const float distance : distances) {
    if (negative)
      count += distance <= threshold;
    else
      count += distance > threshold;
  }
  return count;
}
