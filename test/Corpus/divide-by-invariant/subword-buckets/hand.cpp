// By hand: one division makes the reciprocal; each remainder then takes two multiplications,
//   exact for all 32-bit numbers.
#include <cstddef>
#include <cstdint>
#include <vector>

struct Arguments {
  uint32_t bucket = 2000000;
};

void toBuckets(std::vector<uint32_t> &hashes, const Arguments &arguments) {
  const uint32_t bucket = arguments.bucket;
  if (bucket == 0)
    return;
  const uint64_t reciprocal = UINT64_MAX / bucket + 1; // 0 for a bucket of 1: every remainder is 0
  uint32_t *hash = hashes.data();
  for (std::size_t i = 0, n = hashes.size(); i < n; ++i) {
    const uint64_t low = reciprocal * hash[i];
    hash[i] = static_cast<uint32_t>((static_cast<unsigned __int128>(low) * bucket) >> 64);
  }
}
