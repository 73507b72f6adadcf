// Leave alone: the flags are what the function returns, bits that others share and store.
// Function: primesUpTo
#include <cstdint>
#include <vector>

std::vector<bool> primesUpTo(std::uint32_t limit) {
  std::vector<bool> isPrime(limit + std::uint64_t{2}, true);
  isPrime[0] = isPrime[1] = false;
  for (std::uint64_t i = 2; i * i <= limit; i++) {
    if (isPrime[i]) {
      for (std::uint64_t j = i * i; j <= limit; j += i) {
        isPrime[j] = false;
      }
    }
  }
  return isPrime;
}
