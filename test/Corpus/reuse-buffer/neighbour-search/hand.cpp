// By hand: both declared before the loop; the search clears them.
#include <cstddef>
#include <utility>
#include <vector>

struct Point {
  int x, y;
};

class GridSearch {
public:
  explicit GridSearch(const std::vector<Point> &points) : points_(points) {}
  std::size_t radiusSearch(std::size_t query, long radius, std::vector<int> &indices,
                           std::vector<long> &distances) const {
    indices.clear();
    distances.clear();
    const std::size_t from = query < 8 ? 0 : query - 8;
    for (std::size_t i = from; i < points_.size() && i < query + 8; ++i) {
      const long dx = points_[i].x - long(points_[query].x), dy = points_[i].y - long(points_[query].y);
      if (dx < -radius || dx > radius || dy < -radius || dy > radius)
        continue;
      indices.push_back(static_cast<int>(i));
      distances.push_back(dx < 0 ? -dx : dx);
    }
    return indices.size();
  }

private:
  const std::vector<Point> &points_;
};

std::vector<long> countNeighbours(const std::vector<Point> &points, int radius) {
  GridSearch search(points);
  std::vector<long> result(points.size());
  std::vector<int> indices;
  std::vector<long> distances;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (search.radiusSearch(i, radius, indices, distances) < 2)
      continue;
    long sum = 0;
    for (std::size_t k = 0; k < indices.size(); ++k)
      sum += distances[k] * (indices[k] & 1 ? 1 : 2);
    result[i] = sum;
  }
  return result;
}
