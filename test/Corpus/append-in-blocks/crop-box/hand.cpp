// By hand: copies into a block on the stack without a branch, each block appended at once.
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
  constexpr std::size_t Block = 128;
  Voxel block[Block];
  const short low = box.low, high = box.high;
  for (std::size_t start = 0; start < cloud.size(); start += Block) {
    const std::size_t end = cloud.size() - start < Block ? cloud.size() - start : Block;
    const Voxel *from = cloud.data() + start;
    std::size_t count = 0;
    for (std::size_t i = 0; i < end; ++i) {
      block[count] = from[i];
      count += (from[i].x >= low) & (from[i].x <= high) & (from[i].y >= low) & (from[i].y <= high) &
               (from[i].z >= low) & (from[i].z <= high);
    }
    kept.insert(kept.end(), block, block + count);
  }
  return kept;
}
