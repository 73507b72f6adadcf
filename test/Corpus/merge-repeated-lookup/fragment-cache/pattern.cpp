// To find: count, then operator[], of a cache keyed by string; a miss is computed and stored by a
//   third lookup.
// Function: fragmentSize
// Model: Open Babel, src/builder.cpp, OBBuilder::GetFragmentCoord
//   (_rigid_fragments_cache.count(smiles)), https://github.com/openbabel/openbabel at 1afe81019b
#include <cctype>
#include <string>
#include <unordered_map>
#include <vector>

class FragmentCache {
public:
  int fragmentSize(const std::string &smiles);
  long totalSize(const std::vector<std::string> &all) {
    long total = 0;
    for (const std::string &smiles : all)
      total += fragmentSize(smiles);
    return total;
  }

private:
  std::unordered_map<std::string, int> sizes_;
};

static int countAtoms(const std::string &smiles) {
  int atoms = 0;
  for (char c : smiles)
    atoms += c >= 'A' && c <= 'Z';
  return atoms;
}

int FragmentCache::fragmentSize(const std::string &smiles) {
  if (sizes_.count(smiles) > 0)
    return sizes_[smiles];
  int size = countAtoms(smiles);
  sizes_[smiles] = size;
  return sizes_[smiles];
}
