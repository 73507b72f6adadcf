// By hand: the test once, before both loops.
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
  const bool steepest = settings.method == "steepest-descent";
  if (!steepest && settings.method != "sign-descent")
    return;
  const int step = settings.step;
  for (std::size_t r = 0; r < weights.size() && r < gradient.size(); ++r) {
    int *to = weights[r].data();
    const int *from = gradient[r].data();
    const std::size_t both =
        weights[r].size() < gradient[r].size() ? weights[r].size() : gradient[r].size();
    if (steepest)
      for (std::size_t c = 0; c < both; ++c)
        to[c] -= step * from[c];
    else
      for (std::size_t c = 0; c < both; ++c)
        to[c] -= from[c] > 0 ? step : -step;
  }
}
