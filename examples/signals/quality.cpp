#include "quality.h"

#include <cerrno>
#include <cmath>

namespace signals {

int countInvalid(const std::vector<double> &values, double base) {
  int invalid = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    errno = 0;
    double level = values[i] * std::log(base);
    if (errno != 0 || level < 0)
      ++invalid;
  }
  return invalid;
}

} // namespace signals
