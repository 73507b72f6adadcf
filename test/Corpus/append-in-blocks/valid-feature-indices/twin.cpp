// Leave alone: the test itself counts and so must be made in order, once for each index, and stop
//   at the first failure.
// Function: validFeatureIndices
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
    if (used_[i] < -static_cast<int>(result.size()))
      break;
    if (used_[i] >= 0 && (result.empty() || used_[result.back()] != used_[i]))
      result.push_back(i);
  }
  return result;
}
