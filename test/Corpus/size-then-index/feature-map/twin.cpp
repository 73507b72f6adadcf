// Leave alone: the reader may end the loop early.
// Function: readFeatureMap
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
    if (value < 0 || map.size() + value > map.max_size() / 2)
      break;
    if (map.empty() || map.back() != value)
      map.push_back(value);
  }
  return map;
}
