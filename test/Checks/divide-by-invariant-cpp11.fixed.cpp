// RUN: %check %s
// FLAGS: -std=c++11 -O2 -Wall -Wextra -Wshadow -Wconversion -Werror
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

static void reduce(std::vector<std::uint32_t> &hashes, std::size_t bits) {
  if (bits == 0)
    return;
  // A product is faster than a division, and exact for numbers of 32 bits.
  const unsigned long long reciprocal = ~0ULL / bits;
  const auto moduloBits = [reciprocal, bits](unsigned int number) {
    const auto quotient = static_cast<std::size_t>((static_cast<unsigned __int128>(reciprocal) * (number + 1ULL)) >> 64);
    return number - quotient * bits;
  };
  for (std::size_t i = 0; i < hashes.size(); ++i)
    if (moduloBits(hashes[i]) == 2) // finds
      hashes[i] = 0;
}

static std::uint32_t both(const std::vector<std::uint32_t> &hashes, std::uint32_t size) {
  std::uint32_t sum = 0;
  // A product is faster than a division, and exact for numbers of 32 bits.
  const unsigned long long reciprocal = ~0ULL / std::max<std::uint32_t>(size, 1);
  const auto overSize = [reciprocal](std::uint32_t number) {
    return static_cast<std::uint32_t>((static_cast<unsigned __int128>(reciprocal) * (number + 1ULL)) >> 64);
  };
  const auto moduloSize = [overSize, size](std::uint32_t number) { return number - overSize(number) * size; };
  for (std::uint32_t quotient : hashes)
    sum += overSize(quotient) + moduloSize(quotient); // finds
  return sum;
}

int main() {
  std::vector<std::uint32_t> hashes = {1, 2, 9, 4294967295u};
  reduce(hashes, 7);
  std::printf("%u %u %u\n", hashes[1], hashes[2], both(hashes, 10));
}
