// The textbook rewrite: operator[] for at().
#include <cstddef>
#include <vector>

struct Spectrum {
  std::vector<double> frequencies;
  double scale = 1.0;
};

double meanFrequency(const Spectrum &spectrum) {
  double sum = 0;
  for (std::size_t i = 0; i < spectrum.frequencies.size(); ++i)
    sum += spectrum.frequencies[i] * spectrum.scale;
  return spectrum.frequencies.empty() ? 0 : sum / spectrum.frequencies.size();
}
