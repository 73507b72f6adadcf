// RUN: %check %s
// FLAGS: -std=c++20 -O2 -mfma
// A product may be fused with a sum: what is made of both might not be found again.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <vector>

struct Point {
  float x, y;
};
// Never looked for: it is not less than 0.
static float farthest(const std::vector<Point> &points) {
  float best = -1;
  for (const Point &p : points) // finds
    best = std::max(best, p.x * p.x + p.y * p.y);
  return best;
}
static float lowest(const std::vector<Point> &points) {
  float best = 9;
  for (const Point &p : points) // refuses: fp-contraction
    best = std::min(best, p.x * p.x - p.y);
  return best;
}
static std::size_t indexOfFarthest(const std::vector<Point> &points) {
  float best = -1;
  std::size_t at = 0;
  for (std::size_t i = 0; i < points.size(); ++i) { // refuses: fp-contraction
    const float square = points[i].x * points[i].x;
    const float both = square + points[i].y * points[i].y;
    if (both > best) {
      best = both;
      at = i;
    }
  }
  return at;
}
static float product(const std::vector<Point> &points) {
  float best = -1;
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 0;
  if (points.size() >= 128) {
    constexpr std::size_t laneCount = 16;
    std::array<float, laneCount> lanes;
    lanes.fill(best);
    for (; points.size() - start >= laneCount; start += laneCount)
      for (std::size_t lane = 0; lane < laneCount; ++lane) {
        const float value = points[start + lane].x * points[start + lane].y;
        lanes[lane] = value > lanes[lane] ? value : lanes[lane];
      }
    const float largest = *std::max_element(lanes.begin(), lanes.end());
    if (largest > best) {
      best = largest;
      if (best == 0) { // 0 and -0 are equal: the first one counts.
        std::size_t i = 0;
        while (points[i].x * points[i].y != 0)
          ++i;
        best = points[i].x * points[i].y;
      }
    }
  }
  for (std::size_t i = start; i < points.size(); ++i) {
    const Point &p = points[i]; // finds
    best = std::max(best, p.x * p.y);
  }
  return best;
}

int main() {
  std::vector<Point> points;
  for (int i = 0; i < 400; ++i)
    points.push_back({static_cast<float>(i % 37) / 3, static_cast<float>(-(i % 53)) / 7});
  std::printf("%a %a %zu %a\n", farthest(points), lowest(points), indexOfFarthest(points), product(points));
}
