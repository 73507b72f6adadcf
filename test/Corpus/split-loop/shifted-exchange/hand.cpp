// By hand: the second statement in front of the first, for distinct vectors.
#include <cstddef>
#include <vector>

void exchange(std::vector<float> &inner, std::vector<float> &outer, const std::vector<float> &rate, const std::vector<float> &area,
              const std::vector<float> &loss) {
  const int n = static_cast<int>(inner.size());
  if (&inner != &outer && &inner != &rate && &inner != &area && &inner != &loss && &outer != &rate && &outer != &area && &outer != &loss) {
    float *in = inner.data(), *out = outer.data();
    const float *r = rate.data(), *a = area.data(), *l = loss.data();
    for (int i = 1; i < n - 1; i++)
      out[i] = out[i + 1] - l[i] * a[i];
    for (int i = 1; i < n - 1; i++)
      in[i] = out[i - 1] + r[i] * a[i];
    return;
  }
  for (int i = 1; i < n - 1; i++) {
    inner[i] = outer[i - 1] + rate[i] * area[i];
    outer[i] = outer[i + 1] - loss[i] * area[i];
  }
}
