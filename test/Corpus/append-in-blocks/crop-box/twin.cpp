// Leave alone: the points' copy constructor is counted by the memory accounting of the project.
// Function: cropBox
#include <cstddef>
#include <vector>

extern long g_copies;

struct Voxel {
  Voxel(short a, short b, short c) : x(a), y(b), z(c) {}
  Voxel(const Voxel &v) noexcept : x(v.x), y(v.y), z(v.z) { ++g_copies; }
  short x, y, z;
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
