// To find: each probe of a filter takes the remainder by the same number of bits.
// Function: setProbes
// Model: leveldb, util/bloom.cc, BloomFilterPolicy::CreateFilter (h % bits),
//   https://github.com/google/leveldb at 78a352f47e
#include <cstddef>
#include <cstdint>
#include <vector>

// Sets the bits of the keys' hashes in a filter, by double hashing.
void setProbes(const std::vector<uint32_t> &hashes, std::size_t probes, std::vector<char> &filter) {
  size_t bits = filter.size() * 8;
  if (bits == 0)
    return;
  char *array = filter.data();
  for (uint32_t h : hashes) {
    const uint32_t delta = (h >> 17) | (h << 15);
    for (std::size_t j = 0; j < probes; j++) {
      const uint32_t position = static_cast<uint32_t>(h % bits);
      array[position / 8] = static_cast<char>(array[position / 8] | (1 << (position % 8)));
      h += delta;
    }
  }
}
