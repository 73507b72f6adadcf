// Leave alone: the mode is a bool known to the compiler from its own test, which it unswitches by
//   itself.
// Function: reduce
#include <cstdint>
#include <string>
#include <vector>

struct ReduceOptions {
  bool most = false;
  int64_t start = 0;
};

int64_t reduce(const std::vector<int> &values, const ReduceOptions &options) {
  int64_t result = options.start;
  for (int value : values) {
    if (options.most) {
      if (value > result)
        result = value;
    } else {
      result += value;
    }
  }
  return result;
}
