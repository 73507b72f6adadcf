// To find: costs in a local array are cut off at bounds by stores under conditions.
// Function: boundedCosts
// Model: Vowpal Wabbit, vowpalwabbit/core/src/confidence_sequence_utility.cc, get_cost_ranges
//   (min_costs[a] > cmax), https://github.com/VowpalWabbit/vowpal_wabbit at 872fd8da03
#include <cstddef>
#include <vector>

// Costs as fixed-point numbers, each within what the run has seen so far.
std::vector<short> boundedCosts(const std::vector<int> &raw, int low, int high) {
  std::vector<short> costs(raw.size());
  short floor = static_cast<short>(low), ceiling = static_cast<short>(high);
  for (std::size_t a = 0; a < raw.size(); ++a)
    costs[a] = static_cast<short>(raw[a] >> 4);
  for (std::size_t a = 0; a < costs.size(); ++a) {
    if (costs[a] > ceiling)
      costs[a] = ceiling;
    else if (costs[a] < floor)
      costs[a] = floor;
  }
  return costs;
}
