#include "kernels.h"

namespace kernels {

Vector products(const Vector &a, const Vector &b) {
  Vector result;
  for (std::size_t i = 0; i < a.size(); ++i)
    result.push_back(a.at(i) * b.at(i));
  return result;
}

long long total(const std::vector<int> &values) {
  long long sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    sum += values.at(i);
  return sum;
}

void Image::brighten() {
  for (std::size_t i = 0; i < pixels.size(); ++i)
    pixels[i] = static_cast<std::uint8_t>((pixels[i] * gain >> 8) + offset);
}

} // namespace kernels
