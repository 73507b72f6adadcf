// By hand: both bounds by selection, stored in every turn.
#include <cstddef>
#include <vector>

// Costs as fixed-point numbers, each within what the run has seen so far.
std::vector<short> boundedCosts(const std::vector<int> &raw, int low, int high) {
  std::vector<short> costs(raw.size());
  short floor = static_cast<short>(low), ceiling = static_cast<short>(high);
  for (std::size_t a = 0; a < raw.size(); ++a)
    costs[a] = static_cast<short>(raw[a] >> 4);
  short *cost = costs.data();
  const std::size_t size = costs.size();
  for (std::size_t a = 0; a < size; ++a) {
    const short value = cost[a];
    const short raised = value < floor ? floor : value;
    cost[a] = value > ceiling ? ceiling : raised;
  }
  return costs;
}
