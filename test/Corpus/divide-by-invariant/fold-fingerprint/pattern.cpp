// To find: the position of each bit is reduced by a size that is known only at run time.
// Function: foldPositions
// Model: RDKit, Code/DataStructs/BitOps.cpp, FoldFingerprint (onBit % resSize),
//   https://github.com/rdkit/rdkit at 24e5443135
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
  for (unsigned long i = 0, n = onBits.size(); i < n; ++i) {
    position[i] = onBits[i] % size;
    layer[i] = onBits[i] / size;
  }
  return folded;
}
