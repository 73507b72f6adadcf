// To find: checked access to a nested vector in the inner loop of a double loop.
// Function: pairTotals
// Model: Open Babel, src/formats/pdbqtformat.cpp, FindFragments (frag_list.at(j) in a double
//   loop), https://github.com/openbabel/openbabel at 1afe81019b
#include <cstddef>
#include <stdexcept>
#include <vector>

using Table = std::vector<std::vector<int>>;

// Sum over all pairs of fragments of their contacts, weighted by kind.
std::vector<long> pairTotals(const Table &contacts, const std::vector<int> &weight) {
  std::vector<long> totals(contacts.size());
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    for (std::size_t j = 0; j < weight.size(); ++j) {
      totals.at(i) += contacts.at(i).at(j) * weight.at(j);
    }
  }
  return totals;
}
