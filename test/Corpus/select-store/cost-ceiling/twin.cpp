// Leave alone: the vector's own logging element sees every store.
// Function: boundedCosts
#include <cstddef>
#include <vector>

extern int g_stores;

struct LoggedCost {
  short value;
  LoggedCost(short v = 0) : value(v) {}
  operator short() const { return value; }
  LoggedCost &operator=(short v) {
    ++g_stores;
    value = v;
    return *this;
  }
};

// Costs as fixed-point numbers, each within what the run has seen so far.
std::vector<LoggedCost> boundedCosts(const std::vector<int> &raw, int low, int high) {
  std::vector<LoggedCost> costs(raw.size());
  short floor = static_cast<short>(low), ceiling = static_cast<short>(high);
  for (std::size_t a = 0; a < raw.size(); ++a)
    costs[a] = static_cast<short>(raw[a] >> 4);
  for (LoggedCost &cost : costs) {
    if (cost > ceiling)
      cost = ceiling;
    else if (cost < floor)
      cost = floor;
  }
  return costs;
}
