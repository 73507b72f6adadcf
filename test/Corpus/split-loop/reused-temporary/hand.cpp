// By hand: the two values of the variable apart, for distinct vectors.
#include <cstddef>
#include <vector>

void relax(std::vector<float> &level, std::vector<float> &drain, const std::vector<float> &inflow, const std::vector<float> &width) {
  if (&level != &drain && &level != &inflow && &level != &width && &drain != &inflow && &drain != &width) {
    const std::size_t n = level.size();
    float *l = level.data(), *d = drain.data();
    const float *f = inflow.data(), *w = width.data();
    for (std::size_t i = 1; i < n; ++i)
      d[i] *= w[i];
    for (std::size_t i = 1; i < n; ++i)
      l[i] = l[i] + f[i] + d[i - 1];
    return;
  }
  for (std::size_t i = 1; i < level.size(); ++i) {
    float t = level[i] + inflow[i];
    level[i] = t + drain[i - 1];
    t = drain[i] * width[i];
    drain[i] = t;
  }
}
