// To find: push_back in a loop whose trip count is known before.
// Function: readFeatureMap
// Model: LightGBM, src/io/dataset_loader.cpp, DatasetLoader::LoadHeaderFromMemory
//   (used_feature_map_.push_back in a counted loop), https://github.com/microsoft/LightGBM at
//   bae0b7ba95
#include <cstddef>
#include <cstring>
#include <vector>

// Reads count numbers from a block of memory and widens them.
std::vector<int> readFeatureMap(const std::vector<char> &memory, std::size_t offset) {
  std::vector<int> map;
  if (offset > memory.size())
    return map;
  const char *at = memory.data() + offset;
  const std::size_t count = (memory.size() - offset) / sizeof(short);
  for (std::size_t i = 0; i < count; ++i) {
    short value;
    std::memcpy(&value, at + i * sizeof(short), sizeof(short));
    map.push_back(value);
  }
  return map;
}
