// By hand: the first mean apart, then plain neighbours, which compilers make vectors of.
#include <cstddef>
#include <vector>

void ringMeans(const std::vector<float> &values, std::vector<float> &means) {
  const std::size_t count = values.size();
  means.resize(count);
  if (count == 0)
    return;
  const float *const in = values.data();
  float *const out = means.data();
  if (in == out) { // One vector for both: each mean changes what the next is made of.
    std::size_t before = count - 1;
    for (std::size_t i = 0; i < count; ++i) {
      out[i] = (in[i] + in[before]) * 0.5f;
      before = i;
    }
    return;
  }
  out[0] = (in[0] + in[count - 1]) * 0.5f;
  for (std::size_t i = 1; i < count; ++i)
    out[i] = (in[i] + in[i - 1]) * 0.5f;
}
