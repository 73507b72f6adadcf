// To find: a static member function takes a vector by value and only walks it.
// Function: largest
// Model: Vowpal Wabbit, vowpalwabbit/core/include/vw/core/global_data.h, compile_limits
//   (std::vector<std::string> limits by value), https://github.com/VowpalWabbit/vowpal_wabbit at
//   872fd8da03
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
      if (limit <= wanted && limit > most)
        most = limit;
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
