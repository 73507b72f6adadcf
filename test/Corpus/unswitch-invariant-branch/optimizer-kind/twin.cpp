// Leave alone: the settings are changed through the same reference by the callback in the loop.
// Function: applyStep
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

struct Settings {
  std::string method;
  int step = 1;
};

void applyStep(std::vector<std::vector<int>> &weights, const std::vector<std::vector<int>> &gradient,
               const Settings &settings, const std::function<void(std::size_t, std::size_t)> &done) {
  for (std::size_t r = 0; r < weights.size() && r < gradient.size(); ++r) {
    for (std::size_t c = 0; c < weights[r].size() && c < gradient[r].size(); ++c) {
      if (settings.method == "steepest-descent")
        weights[r][c] -= settings.step * gradient[r][c];
      else if (settings.method == "sign-descent")
        weights[r][c] -= gradient[r][c] > 0 ? settings.step : -settings.step;
      done(r, c);
    }
  }
}
