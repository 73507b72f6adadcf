// Leave alone: a sample that is not a number becomes the peak, and then the next one does: the order counts.
// Function: peakLevel
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
  for (std::size_t i = 0; i < signal.samples.size(); i++)
    peak = peak > std::fabs(signal.samples[i]) ? peak : std::fabs(signal.samples[i]);
  return peak;
}
