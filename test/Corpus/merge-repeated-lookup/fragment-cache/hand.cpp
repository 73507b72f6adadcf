// By hand: one find; on a miss one emplace.
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
  const auto found = sizes_.find(smiles);
  if (found != sizes_.end())
    return found->second;
  int size = countAtoms(smiles);
  sizes_.emplace(smiles, size);
  return size;
}
