// By hand: the vector gets its size at once, each element its value by index.
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
  map.resize(count);
  int *to = map.data();
  for (std::size_t i = 0; i < count; ++i) {
    short value;
    std::memcpy(&value, at + i * sizeof(short), sizeof(short));
    to[i] = value;
  }
  return map;
}
