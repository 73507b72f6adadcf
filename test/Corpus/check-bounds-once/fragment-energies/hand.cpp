// By hand: the rows taken once, an unchecked loop up to the smaller size, then the checked rest.
#include <cstddef>
#include <stdexcept>
#include <vector>

using Table = std::vector<std::vector<int>>;

// Sum over all pairs of fragments of their contacts, weighted by kind.
std::vector<long> pairTotals(const Table &contacts, const std::vector<int> &weight) {
  std::vector<long> totals(contacts.size());
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    const std::vector<int> &row = contacts[i];
    const std::size_t known = row.size() < weight.size() ? row.size() : weight.size();
    const int *contact = row.data(), *factor = weight.data();
    long total = 0;
    for (std::size_t j = 0; j < known; ++j)
      total += contact[j] * factor[j];
    totals[i] = total;
    for (std::size_t j = known; j < weight.size(); ++j)
      totals[i] += row.at(j) * weight[j];
  }
  return totals;
}
