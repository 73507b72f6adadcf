// Leave alone: the series ends with a sentinel above every threshold, and behind it there is nothing.
// Function: firstAbove
#include <cstddef>

struct Crossing {
  long index = -2;
  float value = -1;
};

Crossing firstAbove(const float *series, std::size_t limit, float threshold) {
  Crossing found;
  for (std::size_t i = 0; i < limit; ++i) {
    if (series[i] > threshold) {
      found.index = static_cast<long>(i);
      found.value = series[i];
      break;
    }
  }
  return found;
}
