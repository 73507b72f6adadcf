// By hand: a byte for each flag.
#include <cstdint>
#include <vector>

std::vector<std::uint32_t> primesUpTo(std::uint32_t limit) {
  std::vector<unsigned char> isPrime(limit + std::uint64_t{2}, true);
  isPrime[0] = isPrime[1] = false;
  for (std::uint64_t i = 2; i * i <= limit; i++) {
    if (isPrime[i]) {
      for (std::uint64_t j = i * i; j <= limit; j += i) {
        isPrime[j] = false;
      }
    }
  }
  std::vector<std::uint32_t> primes;
  for (std::uint64_t i = 2; i <= limit; i++) {
    if (isPrime[i]) {
      primes.push_back(static_cast<std::uint32_t>(i));
    }
  }
  return primes;
}
