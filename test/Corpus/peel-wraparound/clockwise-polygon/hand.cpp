// By hand: the last edge apart.
#include <cstddef>
#include <vector>

struct Corner {
  float x, y;
};

bool isClockwise(const std::vector<Corner> &polygon) {
  const std::size_t count = polygon.size();
  if (count < 3)
    return false;
  float sum = 0;
  for (std::size_t i = 0; i + 1 < count; i++)
    sum += (polygon[i + 1].x - polygon[i].x) * (polygon[i + 1].y + polygon[i].y);
  sum += (polygon[0].x - polygon[count - 1].x) * (polygon[0].y + polygon[count - 1].y);
  return sum > 0.0f;
}
