// Leave alone: the callee writes the caller's vector through the object while it still reads its
//   copy.
// Function: largest
#include <cstdint>
#include <vector>

namespace {

class LimitTable {
public:
  void add(uint32_t limit) { limits_.push_back(limit); }
  uint32_t bound(uint32_t wanted) {
    const uint32_t most = largest(limits_, wanted);
    return most == 0 ? wanted : most;
  }

private:
  uint32_t largest(std::vector<uint32_t> limits, uint32_t wanted) {
    uint32_t most = 0;
    for (uint32_t limit : limits)
      if (limit <= wanted && limit > most) {
        most = limit;
        limits_.push_back(most / 2);
      }
    return most;
  }
  std::vector<uint32_t> limits_;
};

} // namespace

uint64_t boundAll(const std::vector<uint32_t> &wanted) {
  LimitTable table;
  uint64_t sum = 0;
  for (uint32_t value : wanted) {
    sum += table.bound(value);
    if (value % 4 == 0)
      table.add(value);
  }
  return sum;
}
