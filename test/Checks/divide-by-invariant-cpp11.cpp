// RUN: %check %s
// FLAGS: -std=c++11 -O2 -Wall -Wextra -Wshadow -Wconversion -Werror
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

static void reduce(std::vector<std::uint32_t> &hashes, std::size_t bits) {
  if (bits == 0)
    return;
  for (std::size_t i = 0; i < hashes.size(); ++i)
    if (hashes[i] % bits == 2) // finds
      hashes[i] = 0;
}

static std::uint32_t both(const std::vector<std::uint32_t> &hashes, std::uint32_t size) {
  std::uint32_t sum = 0;
  for (std::uint32_t quotient : hashes)
    sum += quotient / size + quotient % size; // finds
  return sum;
}

int main() {
  std::vector<std::uint32_t> hashes = {1, 2, 9, 4294967295u};
  reduce(hashes, 7);
  std::printf("%u %u %u\n", hashes[1], hashes[2], both(hashes, 10));
}
