// Leave alone: only the residues in front of the first difference are there for certain, and the vectors may be of two lengths.
// Function: sameResidues
#include <cstddef>
#include <cstdint>
#include <vector>

struct Polynomial {
  std::uint64_t modulus = 1;
  const std::uint64_t *residues = nullptr;
  std::size_t length = 0;
};

bool sameResidues(const Polynomial &a, const Polynomial &b) {
  if (a.modulus != b.modulus)
    return false;
  for (std::size_t i = 0; i < a.length; ++i)
    if (a.residues[i] != b.residues[i])
      return false;
  return true;
}
