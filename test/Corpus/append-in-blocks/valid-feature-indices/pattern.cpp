// To find: indices that pass a cheap test are appended one by one.
// Function: validFeatureIndices
// Model: LightGBM, include/LightGBM/dataset.h, Dataset::ValidFeatureIndices,
//   https://github.com/microsoft/LightGBM at bae0b7ba95
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
  for (int i = 0; i < count; ++i) {
    if (used_[i] >= 0) {
      result.push_back(i);
    }
  }
  return result;
}
