// RUN: %check %s
// A question that is jumped past, and results of which compilers know how large they are.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

using Numbers = std::vector<std::uint32_t>;

static int jumpsPast(Numbers &v, int k, std::uint32_t d) {
  switch (k) {
  case 0: {
    if (d == 0)
      return 7;
    v.push_back(1);
    case 1: {
      // A product is faster than a division, and exact for numbers of 32 bits.
      const unsigned long long reciprocal = ~0ULL / std::max<unsigned>(d, 1);
      const auto moduloD = [reciprocal, d](unsigned number) {
        const auto quotient = static_cast<unsigned>((static_cast<unsigned __int128>(reciprocal) * (number + 1ULL)) >> 64);
        return number - quotient * d;
      };
      for (std::size_t i = 0; i < v.size(); ++i)
        v[i] = moduloD(v[i]); // finds
    }
  }
  }
  return 1;
}

static unsigned digits(const Numbers &numbers, std::uint8_t base) {
  unsigned sum = 0;
  for (std::uint32_t number : numbers) {
    std::uint8_t digit = number % base; // refuses: narrowed
    sum += digit;
  }
  return sum;
}

static unsigned withSign(const std::vector<std::uint16_t> &numbers, unsigned n) {
  unsigned sum = 0;
  for (std::uint16_t number : numbers) {
    int quotient = number / n; // refuses: narrowed
    sum += quotient > 3;
  }
  return sum;
}

static unsigned written(const Numbers &numbers, unsigned n) {
  unsigned sum = 0;
  // A product is faster than a division, and exact for numbers of 32 bits.
  const unsigned long long reciprocal = ~0ULL / std::max<unsigned>(n, 1);
  const auto overN = [reciprocal](unsigned number2) {
    return static_cast<unsigned>((static_cast<unsigned __int128>(reciprocal) * (number2 + 1ULL)) >> 64);
  };
  for (std::uint32_t number : numbers)
    sum += static_cast<std::uint8_t>(overN(number)); // finds
  return sum;
}

int main() {
  Numbers none, some = {5, 9};
  int jumped = jumpsPast(none, 1, 0) + jumpsPast(some, 0, 4);
  std::printf("%d %u %u %u %u\n", jumped, some[1], digits({12, 13}, 10), withSign({9, 20}, 4), written({9, 20}, 4));
}
