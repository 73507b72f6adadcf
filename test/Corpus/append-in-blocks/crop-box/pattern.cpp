// To find: points that lie in a box are copied to the end of a vector one by one.
// Function: cropBox
// Model: PCL, filters/include/pcl/filters/impl/statistical_outlier_removal.hpp,
//   StatisticalOutlierRemoval::applyFilterIndices (indices of the points within the threshold),
//   https://github.com/PointCloudLibrary/pcl at 1fdb03883e
#include <cstddef>
#include <vector>

struct Voxel {
  short x, y, z, intensity;
};

struct Box {
  short low, high;
};

std::vector<Voxel> cropBox(const std::vector<Voxel> &cloud, const Box &box) {
  std::vector<Voxel> kept;
  for (const auto &voxel : cloud) {
    const bool inside = voxel.x >= box.low && voxel.x <= box.high && voxel.y >= box.low &&
                        voxel.y <= box.high && voxel.z >= box.low && voxel.z <= box.high;
    if (inside)
      kept.push_back(voxel);
  }
  return kept;
}
