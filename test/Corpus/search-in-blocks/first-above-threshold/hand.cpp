// By hand: the first values one by one, then blocks without a branch, then the place in the block.
#include <cstddef>
#include <vector>

struct Crossing {
  long index = -2;
  float value = -1;
};

Crossing firstAbove(const std::vector<float> &series, float threshold) {
  Crossing found;
  constexpr std::size_t Block = 64;
  const float *const data = series.data();
  const std::size_t count = series.size();
  std::size_t i = 0;
  while (i < count && i < Block && !(data[i] > threshold))
    ++i;
  if (i == Block)
    for (; count - i >= Block; i += Block) {
      int hits = 0;
      for (std::size_t k = 0; k < Block; ++k)
        hits |= data[i + k] > threshold;
      if (hits)
        break;
    }
  while (i < count && !(data[i] > threshold))
    ++i;
  if (i < count) {
    found.index = static_cast<long>(i);
    found.value = data[i];
  }
  return found;
}
