// Leave alone: make_unique makes an array whose length is only known at run time.
// Function: boxVolumes
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
    const int parts = (triangle.corner[0][0] & 1023) + 1;
    auto bounds = std::make_unique<Bounds[]>(parts);
    for (const auto &corner : triangle.corner)
      bounds[(corner[1] & 1023) % parts].add(corner);
    for (int i = 0; i < parts; ++i)
      if (bounds[i].low[0] <= bounds[i].high[0])
        sum += bounds[i].volume() & 0xffff;
  }
  return sum;
}
