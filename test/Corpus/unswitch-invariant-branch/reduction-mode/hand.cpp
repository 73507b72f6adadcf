// By hand: one comparison, then the loop it chooses.
#include <cstdint>
#include <string>
#include <vector>

struct ReduceOptions {
  std::string mode = "sum";
  int64_t start = 0;
};

int64_t reduce(const std::vector<int> &values, const ReduceOptions &options) {
  int64_t result = options.start;
  if (options.mode == "max") {
    for (int value : values)
      if (value > result)
        result = value;
  } else if (options.mode == "min") {
    for (int value : values)
      if (value < result)
        result = value;
  } else {
    for (int value : values)
      result += value;
  }
  return result;
}
