// By hand: the reciprocal once; positions are not negative, so unsigned arithmetic is exact.
#include <cstdint>
#include <stdexcept>
#include <vector>

struct Folded {
  std::vector<unsigned> position;
  std::vector<unsigned> layer;
};

// Folds the on bits of a fingerprint of initSize bits by a factor.
Folded foldPositions(const std::vector<unsigned> &onBits, unsigned initSize, unsigned factor) {
  if (factor == 0 || factor >= initSize)
    throw std::invalid_argument("invalid fold factor");
  const unsigned size = initSize / factor;
  Folded folded;
  folded.position.resize(onBits.size());
  folded.layer.resize(onBits.size());
  unsigned *position = folded.position.data(), *layer = folded.layer.data();
  const uint64_t reciprocal = UINT64_MAX / size + 1;
  for (unsigned long i = 0, n = onBits.size(); i < n; ++i) {
    const unsigned bit = onBits[i];
    const uint64_t high = static_cast<uint64_t>((static_cast<unsigned __int128>(reciprocal) * bit) >> 64);
    const unsigned quotient = size == 1 ? bit : static_cast<unsigned>(high);
    layer[i] = quotient;
    position[i] = bit - quotient * size;
  }
  return folded;
}
