// Leave alone: the variable carries what the iteration before has made of it.
#include <cstddef>
#include <vector>

void relax(std::vector<float> &level, std::vector<float> &drain, const std::vector<float> &inflow, const std::vector<float> &width) {
  float t = 0;
  for (std::size_t i = 1; i < level.size(); ++i) {
    level[i] = t + drain[i - 1] + inflow[i];
    t = level[i] * width[i];
    drain[i] = t;
  }
}
