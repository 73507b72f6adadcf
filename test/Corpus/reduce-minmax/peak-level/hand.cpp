// By hand: sixteen peaks, each of every sixteenth sample, and the largest of them.
#include <algorithm>
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
  constexpr std::size_t Lanes = 16;
  const double *const sample = signal.samples.data();
  const std::size_t count = signal.samples.size();
  double peaks[Lanes];
  std::fill_n(peaks, Lanes, std::fabs(sample[0]));
  std::size_t i = 0;
  for (; count - i >= Lanes; i += Lanes)
    for (std::size_t lane = 0; lane < Lanes; lane++) {
      const double level = std::fabs(sample[i + lane]);
      peaks[lane] = level > peaks[lane] ? level : peaks[lane];
    }
  // All of them are numbers, or none is.
  double peak = *std::max_element(peaks, peaks + Lanes);
  for (; i < count; i++)
    peak = std::fabs(sample[i]) > peak ? std::fabs(sample[i]) : peak;
  return peak;
}
