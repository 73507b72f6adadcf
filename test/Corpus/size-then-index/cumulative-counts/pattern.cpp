// To find: a prefix sum appended value by value.
// Function: boundaries
// Model: LightGBM, src/io/dataset.cpp, Dataset::Construct (group_bin_boundaries_.push_back of a
//   running sum), https://github.com/microsoft/LightGBM at bae0b7ba95
#include <cstdint>
#include <vector>

struct Group {
  int bins;
  bool used;
};

std::vector<uint64_t> boundaries(const std::vector<Group> &groups) {
  std::vector<uint64_t> result;
  uint64_t sum = 0;
  result.push_back(sum);
  for (auto group = groups.cbegin(); group != groups.cend(); ++group) {
    sum += group->used ? group->bins : 0;
    result.push_back(sum);
  }
  return result;
}
