// To find: two polynomials are compared coefficient by coefficient, up to the first difference.
// Function: sameResidues
// Model: FLINT, src/nmod_vec.h, _nmod_vec_equal,
//   https://github.com/flintlib/flint at 00043f8707
#include <cstddef>
#include <cstdint>
#include <vector>

struct Polynomial {
  std::uint64_t modulus = 1;
  std::vector<std::uint64_t> residues;
};

bool sameResidues(const Polynomial &a, const Polynomial &b) {
  if (a.modulus != b.modulus || a.residues.size() != b.residues.size())
    return false;
  for (std::size_t i = 0; i < a.residues.size(); ++i)
    if (a.residues[i] != b.residues[i])
      return false;
  return true;
}
