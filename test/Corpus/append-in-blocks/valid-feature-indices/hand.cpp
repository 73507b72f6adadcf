// By hand: a block of indices without a branch, then one insert for the block.
#include <algorithm>
#include <vector>

class FeatureMap {
public:
  explicit FeatureMap(const std::vector<int> &map) : used_(map) {}
  std::vector<int> validFeatureIndices() const;

private:
  std::vector<int> used_;
};

std::vector<int> FeatureMap::validFeatureIndices() const {
  std::vector<int> result;
  const int count = static_cast<int>(used_.size());
  constexpr int Block = 256;
  int block[Block];
  const int *used = used_.data();
  for (int start = 0; start < count; start += Block) {
    const int end = std::min(count - start, Block);
    int kept = 0;
    for (int i = 0; i < end; ++i) {
      block[kept] = start + i;
      kept += used[start + i] >= 0;
    }
    result.insert(result.end(), block, block + kept);
    if (end < Block)
      break;
  }
  return result;
}
