// By hand: strips of rows, with the rows as pointers.
#include <algorithm>
#include <cstddef>
#include <vector>

std::vector<std::vector<float>> transpose(const std::vector<std::vector<float>> &src) {
  if (src.empty())
    return {};
  const std::size_t rows = src.size();
  const std::size_t columns = src[0].size();
  for (std::size_t i = 0; i < rows; i++)
    if (src[i].size() != columns)
      return {};
  std::vector<std::vector<float>> out(columns, std::vector<float>(rows));
  constexpr std::size_t strip = 32;
  const float *from[strip];
  for (std::size_t first = 0; first < rows; first += strip) {
    const std::size_t count = std::min(strip, rows - first);
    for (std::size_t i = 0; i < count; i++)
      from[i] = src[first + i].data();
    for (std::size_t j = 0; j < columns; j++) {
      float *to = out[j].data() + first;
      for (std::size_t i = 0; i < count; i++)
        to[i] = from[i][j];
    }
  }
  return out;
}
