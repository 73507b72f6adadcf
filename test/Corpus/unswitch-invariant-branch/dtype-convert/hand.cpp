// By hand: the comparison outside, one loop for each type.
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

std::vector<int> convertSamples(const std::vector<int> &samples, const std::string &dtype) {
  std::vector<int> out(samples.size());
  const std::size_t size = samples.size();
  const int *from = samples.data();
  int *to = out.data();
  if (dtype == "unsigned-char") {
    for (std::size_t i = 0; i < size; ++i)
      to[i] = std::min(std::max(from[i], 0), 255);
  } else if (dtype == "unsigned-short") {
    for (std::size_t i = 0; i < size; ++i)
      to[i] = std::min(std::max(from[i], 0), 65535);
  } else if (dtype == "signed-char") {
    for (std::size_t i = 0; i < size; ++i)
      to[i] = std::min(std::max(from[i], -128), 127);
  } else {
    std::copy_n(from, size, to);
  }
  return out;
}
