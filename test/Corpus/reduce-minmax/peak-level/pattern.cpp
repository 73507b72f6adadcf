// To find: the largest absolute value of a signal, looked for one by one.
// Function: peakLevel
// Model: TSVC 2, src/tsvc.c, s3113 (reductions, maximum of absolute value),
//   https://github.com/UoB-HPC/TSVC_2 at badf9ad
#include <cmath>
#include <cstddef>
#include <vector>

struct Signal {
  int rate = 48000;
  std::vector<double> samples;
};

double peakLevel(const Signal &signal) {
  if (signal.samples.empty())
    return 0;
  double peak = std::fabs(signal.samples[0]);
  for (std::size_t i = 0; i < signal.samples.size(); i++) {
    if (std::fabs(signal.samples[i]) > peak)
      peak = std::fabs(signal.samples[i]);
  }
  return peak;
}
