// By hand: the bounds as an automatic object.
#include <algorithm>
#include <limits>
#include <memory>
#include <vector>

struct Bounds {
  int low[3] = {std::numeric_limits<int>::max(), std::numeric_limits<int>::max(),
                std::numeric_limits<int>::max()};
  int high[3] = {std::numeric_limits<int>::min(), std::numeric_limits<int>::min(),
                 std::numeric_limits<int>::min()};
  void add(const short *point) {
    for (int d = 0; d < 3; ++d) {
      low[d] = std::min<int>(low[d], point[d]);
      high[d] = std::max<int>(high[d], point[d]);
    }
  }
  long volume() const {
    return long(high[0] - low[0]) * (high[1] - low[1]) * (high[2] - low[2]);
  }
};

struct Triangle {
  short corner[3][3];
};

long boxVolumes(const std::vector<Triangle> &triangles) {
  long sum = 0;
  for (const Triangle &triangle : triangles) {
    Bounds bounds;
    for (const auto &corner : triangle.corner)
      bounds.add(corner);
    sum += bounds.volume() & 0xffff;
  }
  return sum;
}
