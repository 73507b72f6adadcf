// RUN: %check %s
#include <climits>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <vector>

using Numbers = std::vector<std::uint32_t>;

// --- By multiplication ------------------------------------------------------

static void asked(Numbers &hashes, std::uint32_t bucket) {
  if (bucket == 0)
    return;
  for (std::uint32_t &hash : hashes)
    hash %= bucket; // finds
}

static void notAsked(Numbers &hashes, unsigned size) {
  for (std::size_t i = 0; i < hashes.size(); ++i)
    hashes[i] = hashes[i] / size + (hashes[i] % size); // finds
}

static std::size_t wideDivisor(const Numbers &hashes, std::size_t bits_in_all, std::size_t other) {
  std::size_t sum = 0;
  if (!bits_in_all || other == 3)
    throw std::invalid_argument("none");
  for (std::uint32_t hash : hashes)
    for (int k = 0; k < 3; ++k)
      sum += (hash + k) % bits_in_all; // finds
  return sum;
}

static unsigned smallNumbers(const std::vector<std::uint8_t> &bytes, const std::vector<std::uint16_t> &words, unsigned n) {
  unsigned sum = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    sum += bytes[i] / n; // finds
    if (i < words.size())
      sum += words[i] / n;
  }
  return sum;
}

static unsigned dividesTwice(const Numbers &numbers, unsigned base) {
  const unsigned reciprocal = 3, number = 4;
  unsigned sum = reciprocal + number;
  for (unsigned each : numbers)
    sum += (each / base) % base; // finds
  return sum;
}

static unsigned innerLoop(const Numbers &sizes, const Numbers &numbers) {
  unsigned sum = 0;
  for (unsigned size : sizes)
    for (unsigned each : numbers)
      sum += each % size; // finds
  return sum;
}

// The question comes too late, or is none.
static unsigned setAfterwards(const Numbers &numbers, unsigned base) {
  unsigned sum = 0;
  if (base == 0)
    return 1;
  base /= 2;
  for (unsigned each : numbers)
    sum += each % base; // finds
  return sum;
}

static unsigned onlyIfNotZero(const Numbers &numbers, unsigned base) {
  unsigned sum = 0;
  for (unsigned each : numbers)
    if (base != 0)
      sum += each % base; // finds
  return sum;
}

// --- Left alone ---------------------------------------------------------------

static int signedNumbers(const std::vector<int> &numbers, int base) {
  int sum = 0;
  for (int each : numbers)
    sum += each % base + each / base;
  return sum;
}

// -1 is 4294967295 here, and another number as 64 bits.
static unsigned signedDivisor(const Numbers &numbers, int base) {
  unsigned sum = 0;
  for (unsigned each : numbers)
    sum += each % base;
  return sum;
}

static std::uint64_t wideNumbers(const std::vector<std::uint64_t> &numbers, std::uint32_t base) {
  std::uint64_t sum = 0;
  for (std::uint64_t each : numbers)
    sum += each % base;
  return sum;
}

static double fractions(const Numbers &numbers, unsigned base) {
  double sum = 0;
  for (unsigned each : numbers)
    sum += each / static_cast<double>(base);
  return sum;
}

static unsigned bytesBecomeInts(const std::vector<std::uint8_t> &bytes, std::uint8_t base) {
  unsigned sum = 0;
  for (std::uint8_t each : bytes)
    sum += each % base;
  return sum;
}

static unsigned constantDivisor(const Numbers &numbers) {
  constexpr unsigned base = 1000003;
  unsigned sum = 0;
  for (unsigned each : numbers)
    sum += each % base;
  return sum;
}

static unsigned changes(const Numbers &numbers, unsigned base) {
  unsigned sum = 0;
  for (unsigned each : numbers) {
    sum += each % base;
    ++base;
  }
  return sum;
}

static void grow(unsigned *base) { ++*base; }
static unsigned knownElsewhere(const Numbers &numbers, unsigned base) {
  unsigned sum = 0;
  unsigned *where = &base;
  for (unsigned each : numbers) {
    sum += each % base; // refuses: aliased-store
    grow(where);
  }
  return sum;
}

static unsigned byReference(Numbers &numbers, const std::uint32_t &base) {
  for (unsigned &each : numbers)
    each %= base;
  return numbers.front();
}

static unsigned notSet(const Numbers &numbers, bool ready) {
  unsigned base, sum = 0;
  if (ready)
    base = 3;
  for (std::size_t i = 0; ready && i < numbers.size(); ++i)
    sum += numbers[i] % base; // refuses: maybe-unset
  return sum;
}

static unsigned effects(std::uint32_t *at, const std::uint32_t *end, unsigned base) {
  unsigned sum = 0;
  while (at != end)
    sum += *at++ %= base; // refuses: evaluated-once
  return sum;
}

static unsigned volatileNumbers(volatile unsigned *numbers, unsigned n, unsigned base) {
  unsigned sum = 0;
  for (unsigned i = 0; i < n; ++i)
    sum += numbers[i] % base; // refuses: volatile
  return sum;
}

static constexpr unsigned constantToo(unsigned n, unsigned base) {
  unsigned sum = 0;
  for (unsigned i = 0; i < n; ++i)
    sum += i % base; // refuses: constant-expression
  return sum;
}

static unsigned inALambda(const Numbers &numbers, unsigned base) {
  auto sumUp = [&numbers](unsigned by) {
    unsigned sum = 0;
    for (unsigned each : numbers)
      sum += each % by; // refuses: lambda
    return sum;
  };
  return sumUp(base);
}

#define REDUCE(value, by) ((value) % (by))
static unsigned byAMacro(const Numbers &numbers, unsigned base) {
  unsigned sum = 0;
  for (unsigned each : numbers)
    sum += REDUCE(each, base); // refuses: preprocessor
  return sum;
}

#define TRACE(x)
static unsigned otherMacros(const Numbers &numbers, unsigned base) {
  unsigned sum = 0;
  for (unsigned each : numbers) {
    sum += each % base; // refuses: preprocessor
    TRACE(base += 2);
  }
  return sum;
}

static unsigned commentInside(const Numbers &numbers, unsigned base) {
  unsigned sum = 0;
  for (unsigned each : numbers)
    sum += each % /* the usual */ base; // refuses: comment
  return sum;
}

template <typename T> static T ofATemplate(const std::vector<T> &numbers, T base) {
  T sum = 0;
  for (T each : numbers)
    sum += each % base; // refuses: template
  return sum;
}

struct Modular {
  unsigned value;
  Modular operator%(unsigned by) const { return {value % by + 1}; }
};
static unsigned ofAClass(const std::vector<Modular> &numbers, unsigned base) {
  unsigned sum = 0;
  for (const Modular &each : numbers)
    sum += (each % base).value;
  return sum;
}

struct Table {
  unsigned size = 7;
  unsigned ofAMember(const Numbers &numbers) const {
    unsigned sum = 0;
    for (unsigned each : numbers)
      sum += each % size;
    return sum;
  }
};

int main() {
  const Numbers numbers = {0, 1, 2, 5, 6, 7, 8, 1000002, 1000003, 4294967290u, 4294967294u, UINT_MAX};
  unsigned bases[] = {1, 2, 3, 7, 255, 65536, 1000003, 2147483648u, 4294967294u, UINT_MAX};
  for (unsigned base : bases) {
    Numbers a = numbers, b = numbers, c = numbers, d = numbers;
    asked(a, base);
    notAsked(b, base);
    std::printf("%u %u %u %u\n", a[8], a[11], b[8], b[11]);
    std::printf("%zu %zu %zu\n", wideDivisor(numbers, base, 2), wideDivisor(numbers, base + 4294967296u, 2),
                wideDivisor(numbers, SIZE_MAX, 2));
    std::printf("%u %u %u\n", smallNumbers({0, 1, 254, 255}, {65535, 7}, base), dividesTwice(numbers, base),
                innerLoop({base, 3}, numbers));
    std::printf("%u %u %d %u\n", base > 1 ? setAfterwards(numbers, base) : 0, onlyIfNotZero(numbers, base),
                signedNumbers({1, -7, 9}, 3), signedDivisor(numbers, -1));
    std::printf("%llu %g %u %u\n", static_cast<unsigned long long>(wideNumbers({UINT64_MAX, 7}, base)),
                fractions(numbers, base), bytesBecomeInts({1, 255}, 7), constantDivisor(numbers));
    std::printf("%u %u %u %u\n", base < 100 ? changes(numbers, base) : 0, base < 100 ? knownElsewhere(numbers, base) : 0,
                byReference(c, base), notSet(numbers, true));
    unsigned some[] = {3, 4, 5};
    std::printf("%u %u %u %u\n", effects(d.data(), d.data() + d.size(), base), volatileNumbers(some, 3, base),
                constantToo(5, base), inALambda(numbers, base));
    std::printf("%u %u %u %u %u %u\n", byAMacro(numbers, base), otherMacros(numbers, base), commentInside(numbers, base),
                ofATemplate(numbers, base), ofAClass({{3}}, base), Table().ofAMember(numbers));
  }
  Numbers none;
  notAsked(none, 0);
  asked(none, 0);
  std::printf("%u %u\n", onlyIfNotZero(numbers, 0), setAfterwards(none, 1));
}
