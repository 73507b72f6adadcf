// To find: the name of the reduction is compared again for each element.
// Function: reduce
// Model: hnswlib, python_bindings/bindings.cpp, Index::getData (return_type == "list"),
//   https://github.com/nmslib/hnswlib at c1b9b79af3
#include <cstdint>
#include <string>
#include <vector>

struct ReduceOptions {
  std::string mode = "sum";
  int64_t start = 0;
};

int64_t reduce(const std::vector<int> &values, const ReduceOptions &options) {
  int64_t result = options.start;
  for (int value : values) {
    if (options.mode == "max") {
      if (value > result)
        result = value;
    } else if (options.mode == "min") {
      if (value < result)
        result = value;
    } else {
      result += value;
    }
  }
  return result;
}
