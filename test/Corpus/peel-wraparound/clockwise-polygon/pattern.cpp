// To find: the sum over the edges of a polygon, each from a corner to the next, the last to the first.
// Function: isClockwise
// Model: Godot, core/math/geometry_2d.h, Geometry2D::is_polygon_clockwise (p[(i + 1) % c]),
//   https://github.com/godotengine/godot at 06d7806468
#include <vector>

struct Corner {
  float x, y;
};

bool isClockwise(const std::vector<Corner> &polygon) {
  const int count = static_cast<int>(polygon.size());
  if (count < 3)
    return false;
  float sum = 0;
  for (int i = 0; i < count; i++) {
    const Corner &from = polygon[i];
    const Corner &to = polygon[(i + 1) % count];
    sum += (to.x - from.x) * (to.y + from.y);
  }
  return sum > 0.0f;
}
