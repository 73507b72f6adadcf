// To find: the flags of a sieve, a bit each, set one by one.
// Function: primesUpTo
// Model: TheAlgorithms/C-Plus-Plus, math/sieve_of_eratosthenes.cpp, sieve and print,
//   https://github.com/TheAlgorithms/C-Plus-Plus at 072da97
#include <cstdint>
#include <vector>

std::vector<std::uint32_t> primesUpTo(std::uint32_t limit) {
  std::vector<bool> isPrime(limit + std::uint64_t{2}, true);
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
