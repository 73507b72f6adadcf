// To find: nothing: clang drops the checks of at() under a known bound, and the sum of doubles is
//   the cost.
// Function: meanFrequency
// Model: Open Babel, src/formats/gamessukformat.cpp, GAMESSUKOutputFormat (the search through
//   frequencies.at(sj)), https://github.com/openbabel/openbabel at 1afe81019b
#include <cstddef>
#include <vector>

struct Spectrum {
  std::vector<double> frequencies;
  double scale = 1.0;
};

double meanFrequency(const Spectrum &spectrum) {
  double sum = 0;
  for (std::size_t i = 0; i < spectrum.frequencies.size(); ++i)
    sum += spectrum.frequencies.at(i) * spectrum.scale;
  return spectrum.frequencies.empty() ? 0 : sum / spectrum.frequencies.size();
}
