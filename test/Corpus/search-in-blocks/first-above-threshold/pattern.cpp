// To find: the first value of a series that is above a threshold, looked for one by one.
// Function: firstAbove
// Model: TSVC 2, src/tsvc.c, s332 (search loops, first value greater than threshold),
//   https://github.com/UoB-HPC/TSVC_2 at badf9ad
#include <cstddef>
#include <vector>

struct Crossing {
  long index = -2;
  float value = -1;
};

Crossing firstAbove(const std::vector<float> &series, float threshold) {
  Crossing found;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (series[i] > threshold) {
      found.index = static_cast<long>(i);
      found.value = series[i];
      break;
    }
  }
  return found;
}
