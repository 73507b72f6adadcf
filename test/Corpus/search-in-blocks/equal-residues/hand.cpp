// By hand: numbers have one representation each, so the bytes can be compared at once.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

struct Polynomial {
  std::uint64_t modulus = 1;
  std::vector<std::uint64_t> residues;
};

bool sameResidues(const Polynomial &a, const Polynomial &b) {
  if (a.modulus != b.modulus || a.residues.size() != b.residues.size())
    return false;
  const std::size_t count = a.residues.size();
  return count == 0 || std::memcmp(a.residues.data(), b.residues.data(), count * sizeof(std::uint64_t)) == 0;
}
