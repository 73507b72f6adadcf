// Leave alone: the divisor is a constant, for which the compiler does this by itself.
// Function: toBuckets
#include <cstddef>
#include <cstdint>
#include <vector>

struct Arguments {
  uint32_t bucket = 2000000;
};

void toBuckets(std::vector<uint32_t> &hashes, const Arguments &arguments) {
  constexpr uint32_t bucket = 2000003;
  if (arguments.bucket != bucket)
    return;
  for (std::size_t i = 0, n = hashes.size(); i < n; ++i)
    hashes[i] %= bucket;
}
