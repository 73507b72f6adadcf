// To find: a method name is tested inside the double loop that applies it.
// Function: applyStep
// Model: Open Babel, src/formats/gausszmatformat.cpp, GaussianZMatrixInputFormat::WriteMolecule
//   (method == "optimize"), https://github.com/openbabel/openbabel at 1afe81019b
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

struct Settings {
  std::string method;
  int step = 1;
};

void applyStep(std::vector<std::vector<int>> &weights, const std::vector<std::vector<int>> &gradient,
               const Settings &settings) {
  for (std::size_t r = 0; r < weights.size() && r < gradient.size(); ++r) {
    for (std::size_t c = 0; c < weights[r].size() && c < gradient[r].size(); ++c) {
      if (settings.method == "steepest-descent")
        weights[r][c] -= settings.step * gradient[r][c];
      else if (settings.method == "sign-descent")
        weights[r][c] -= gradient[r][c] > 0 ? settings.step : -settings.step;
    }
  }
}
