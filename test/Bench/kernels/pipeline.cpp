// By hand: all steps in one pass.
#include "kernels.h"

namespace kernels {

long long scoreOf(const std::vector<int> &readings) {
  long long sum = 0;
  for (int reading : readings)
    if (reading > 0)
      sum += static_cast<long long>(reading) * reading % 97;
  return sum;
}

} // namespace kernels
