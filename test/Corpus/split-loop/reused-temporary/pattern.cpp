// To find: the loop stores what it reads in the iteration behind, and one variable is used for two things.
// Function: relax
// Model: UoB-HPC/TSVC_2, src/tsvc.c, s261, https://github.com/UoB-HPC/TSVC_2 (main, as of 2024), with vectors for its arrays
#include <cstddef>
#include <vector>

void relax(std::vector<float> &level, std::vector<float> &drain, const std::vector<float> &inflow, const std::vector<float> &width) {
  float t;
  for (std::size_t i = 1; i < level.size(); ++i) {
    t = level[i] + inflow[i];
    level[i] = t + drain[i - 1];
    t = drain[i] * width[i];
    drain[i] = t;
  }
}
