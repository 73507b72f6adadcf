// By hand: reciprocal once for the filter; exact for 32-bit hashes and filters of up to 2^32 - 1
//   bits, else as before.
#include <cstddef>
#include <cstdint>
#include <vector>

// Sets the bits of the keys' hashes in a filter, by double hashing.
void setProbes(const std::vector<uint32_t> &hashes, std::size_t probes, std::vector<char> &filter) {
  size_t bits = filter.size() * 8;
  if (bits == 0)
    return;
  char *array = filter.data();
  const bool small = bits <= UINT32_MAX;
  const uint64_t reciprocal = UINT64_MAX / bits + 1;
  for (uint32_t h : hashes) {
    const uint32_t delta = (h >> 17) | (h << 15);
    for (std::size_t j = 0; j < probes; j++) {
      const uint64_t low = reciprocal * h;
      const uint32_t position =
          small ? static_cast<uint32_t>((static_cast<unsigned __int128>(low) * bits) >> 64) : h;
      array[position / 8] = static_cast<char>(array[position / 8] | (1 << (position % 8)));
      h += delta;
    }
  }
}
