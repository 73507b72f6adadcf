// RUN: %check %s
// Loops that find the largest or the smallest of many numbers.
#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <deque>
#include <limits>
#include <list>
#include <numeric>
#include <span>
#include <vector>

static double byIf(const std::vector<double> &v) {
  double best = v[0];
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 1;
  if (v.size() >= 128) {
    constexpr std::size_t laneCount = 16;
    std::array<double, laneCount> lanes;
    lanes.fill(best);
    for (; v.size() - start >= laneCount; start += laneCount)
      for (std::size_t lane = 0; lane < laneCount; ++lane)
        lanes[lane] = v[start + lane] > lanes[lane] ? v[start + lane] : lanes[lane];
    const double largest = *std::max_element(lanes.begin(), lanes.end());
    if (largest > best) // 0 and -0 are equal: the first one counts.
      best = largest != 0 ? largest : *std::find(v.begin() + 1, v.end(), 0);
  }
  for (std::size_t i = start; i < v.size(); ++i) // finds
    if (v[i] > best)
      best = v[i];
  return best;
}
// Spaced and broken in two ways.
static double bySpacing(const std::vector<double> &v) {
  double best = std::fabs(v[0]);
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 1;
  if (v.size() >= 128) {
    constexpr std::size_t laneCount = 16;
    std::array<double, laneCount> lanes;
    lanes.fill(best);
    for (; v.size() - start >= laneCount; start += laneCount)
      for (std::size_t lane = 0; lane < laneCount; ++lane) {
        const double value = std::fabs (v [start + lane]);
        lanes[lane] = value > lanes[lane] ? value : lanes[lane];
      }
    best = *std::max_element(lanes.begin(), lanes.end());
  }
  for (std::size_t i = start; i < v.size(); ++i) // finds
    if (std::fabs (v [i]) > best)
      best = std::fabs(
          v[i]);
  return best;
}
static float bySelection(const float *p, int n, float low) {
  // Lanes do not wait for each other, as one value after the other does.
  int start = 0;
  if (n >= 128) {
    constexpr int laneCount = 16;
    std::array<float, laneCount> lanes;
    lanes.fill(low);
    for (; n - start >= laneCount; start += laneCount)
      for (int lane = 0; lane < laneCount; ++lane)
        lanes[lane] = p[start + lane] < lanes[lane] ? p[start + lane] : lanes[lane];
    const float smallest = *std::min_element(lanes.begin(), lanes.end());
    if (smallest < low) // 0 and -0 are equal: the first one counts.
      low = smallest != 0 ? smallest : *std::find(p, p + n, 0);
  }
  for (int i = start; i < n; ++i) { // finds
    // The smaller one of two.
    low = low > p[i] ? p[i] : low; // else it stays
  }
  return low;
}
static double byLibrary(std::span<const double> values, double best) {
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 0;
  if (values.size() >= 128) {
    constexpr std::size_t laneCount = 16;
    std::array<double, laneCount> lanes;
    lanes.fill(best);
    for (; values.size() - start >= laneCount; start += laneCount)
      for (std::size_t lane = 0; lane < laneCount; ++lane)
        lanes[lane] = values[start + lane] > lanes[lane] ? values[start + lane] : lanes[lane];
    const double largest = *std::max_element(lanes.begin(), lanes.end());
    if (largest > best) // 0 and -0 are equal: the first one counts.
      best = largest != 0 ? largest : *std::find(values.begin(), values.end(), 0);
  }
  for (std::size_t i = start; i < values.size(); ++i) {
    const double x = values[i]; // finds
    best = std::max(best, x);
  }
  return best;
}
// Of a row, and a type of its own.
using Real = float;
static Real rowMinimum(const std::vector<std::vector<Real>> &rows, std::size_t y) {
  Real low = std::numeric_limits<Real>::infinity();
  if (!rows.empty()) {
    // Lanes do not wait for each other, as one value after the other does.
    std::size_t start = 0;
    if (rows[y].size() >= 128) {
      constexpr std::size_t laneCount = 16;
      std::array<Real, laneCount> lanes;
      lanes.fill(low);
      for (; rows[y].size() - start >= laneCount; start += laneCount)
        for (std::size_t lane = 0; lane < laneCount; ++lane)
          lanes[lane] = rows[y][start + lane] < lanes[lane] ? rows[y][start + lane] : lanes[lane];
      const Real smallest = *std::min_element(lanes.begin(), lanes.end());
      if (smallest < low) // 0 and -0 are equal: the first one counts.
        low = smallest != 0 ? smallest : *std::find(rows[y].begin(), rows[y].end(), 0);
    }
    for (std::size_t x = start; x < rows[y].size(); ++x) // finds
      low = std::min(low, rows[y][x]);
  }
  return low;
}
// Both at once, where names that come to mind are taken.
static double both(const std::vector<double> &v, double start) {
  double lo = start, hi = start;
  const int lane = 3;
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start2 = 0;
  if (v.size() >= 128) {
    constexpr std::size_t laneCount = 16;
    std::array<double, laneCount> loLanes;
    loLanes.fill(lo);
    std::array<double, laneCount> hiLanes;
    hiLanes.fill(hi);
    for (; v.size() - start2 >= laneCount; start2 += laneCount)
      for (std::size_t lane2 = 0; lane2 < laneCount; ++lane2) {
        loLanes[lane2] = v[start2 + lane2] < loLanes[lane2] ? v[start2 + lane2] : loLanes[lane2];
        hiLanes[lane2] = v[start2 + lane2] > hiLanes[lane2] ? v[start2 + lane2] : hiLanes[lane2];
      }
    const double smallest = *std::min_element(loLanes.begin(), loLanes.end());
    if (smallest < lo) // 0 and -0 are equal: the first one counts.
      lo = smallest != 0 ? smallest : *std::find(v.begin(), v.end(), 0);
    const double largest = *std::max_element(hiLanes.begin(), hiLanes.end());
    if (largest > hi) // 0 and -0 are equal: the first one counts.
      hi = largest != 0 ? largest : *std::find(v.begin(), v.end(), 0);
  }
  for (std::size_t i = start2; i < v.size(); ++i) {
    double x = v[i]; // finds
    lo = std::min(lo, x);
    if (hi < x)
      hi = x;
  }
  return lo * 2 + hi * lane;
}
// Only one of both, which is the same as long as the smallest is not above the largest.
static void oneOfBoth(const double *values, std::size_t n, double &low, double &high) {
  double lo = low, hi = high;
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 0;
  if (n >= 128 && lo <= hi) {
    constexpr std::size_t laneCount = 16;
    std::array<double, laneCount> loLanes;
    loLanes.fill(lo);
    std::array<double, laneCount> hiLanes;
    hiLanes.fill(hi);
    for (; n - start >= laneCount; start += laneCount)
      for (std::size_t lane = 0; lane < laneCount; ++lane) {
        loLanes[lane] = values[start + lane] < loLanes[lane] ? values[start + lane] : loLanes[lane];
        hiLanes[lane] = values[start + lane] > hiLanes[lane] ? values[start + lane] : hiLanes[lane];
      }
    const double smallest = *std::min_element(loLanes.begin(), loLanes.end());
    if (smallest < lo) // 0 and -0 are equal: the first one counts.
      lo = smallest != 0 ? smallest : *std::find(values, values + n, 0);
    const double largest = *std::max_element(hiLanes.begin(), hiLanes.end());
    if (largest > hi) // 0 and -0 are equal: the first one counts.
      hi = largest != 0 ? largest : *std::find(values, values + n, 0);
  }
  for (std::size_t i = start; i < n; ++i) { // finds
    if (values[i] < lo) {
      lo = values[i];
    } else if (values[i] > hi) {
      hi = values[i];
    }
  }
  low = lo;
  high = hi;
}
// No value is -0.
static double largestError(const std::vector<double> &a, const std::vector<double> &b) {
  double worst = 0;
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 0;
  if (a.size() >= 128) {
    constexpr std::size_t laneCount = 16;
    std::array<double, laneCount> lanes;
    lanes.fill(worst);
    for (; a.size() - start >= laneCount; start += laneCount)
      for (std::size_t lane = 0; lane < laneCount; ++lane) {
        const double value = std::fabs(a[start + lane] - b[start + lane]);
        lanes[lane] = value > lanes[lane] ? value : lanes[lane];
      }
    worst = *std::max_element(lanes.begin(), lanes.end());
  }
  for (std::size_t i = start; i < a.size(); ++i) // finds
    worst = std::max(worst, std::fabs(a[i] - b[i]));
  return worst;
}
struct Point {
  float x, y;
  float left() const { return x; }
};
static float farthest(const std::vector<Point> &points) {
  float best = -1;
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 0;
  if (points.size() >= 128) {
    constexpr std::size_t laneCount = 16;
    std::array<float, laneCount> lanes;
    lanes.fill(best);
    for (; points.size() - start >= laneCount; start += laneCount)
      for (std::size_t lane = 0; lane < laneCount; ++lane) {
        const float square = points[start + lane].x * points[start + lane].x + points[start + lane].y * points[start + lane].y;
        lanes[lane] = square > lanes[lane] ? square : lanes[lane];
      }
    best = *std::max_element(lanes.begin(), lanes.end());
  }
  for (std::size_t i = start; i < points.size(); ++i) {
    const Point &p = points[i]; // finds
    const float square = p.x * p.x + p.y * p.y;
    if (square > best)
      best = square;
  }
  return best;
}
static float leftmost(const std::vector<Point> &points) {
  float best = 1e9F;
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 0;
  if (points.size() >= 128) {
    constexpr std::size_t laneCount = 16;
    std::array<float, laneCount> lanes;
    lanes.fill(best);
    for (; points.size() - start >= laneCount; start += laneCount)
      for (std::size_t lane = 0; lane < laneCount; ++lane) {
        const float value = points[start + lane].left();
        lanes[lane] = value < lanes[lane] ? value : lanes[lane];
      }
    const float smallest = *std::min_element(lanes.begin(), lanes.end());
    if (smallest < best) {
      best = smallest;
      if (best == 0) { // 0 and -0 are equal: the first one counts.
        std::size_t i = 0;
        while (points[i].left() != 0)
          ++i;
        best = points[i].left();
      }
    }
  }
  for (std::size_t i = start; i < points.size(); ++i) {
    const auto &p = points[i]; // finds
    best = std::min(best, p.left());
  }
  return best;
}
// Variables of a turn, in front of the first that is 0 or -0, too.
static double largestStep(const std::array<double, 1000> &v) {
  double most = -1e300;
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 1;
  constexpr std::size_t laneCount = 16;
  std::array<double, laneCount> lanes;
  lanes.fill(most);
  for (; 1000 - start >= laneCount; start += laneCount)
    for (std::size_t lane = 0; lane < laneCount; ++lane) {
      const double before = v[start + lane - 1];
      const double step = v[start + lane] - before;
      lanes[lane] = step > lanes[lane] ? step : lanes[lane];
    }
  const double largest = *std::max_element(lanes.begin(), lanes.end());
  if (largest > most) {
    most = largest;
    if (most == 0) { // 0 and -0 are equal: the first one counts.
      for (std::size_t i = 1;; ++i) {
        const double before = v[i - 1];
        const double step = v[i] - before;
        if (step == 0) {
          most = step;
          break;
        }
      }
    }
  }
  for (std::size_t i = start; i < 1000; ++i) { // finds
    const double before = v[i - 1];
    const double step = v[i] - before;
    most = step > most ? step : most;
  }
  return most;
}
// With the index of the first of equals.
static std::size_t indexOfLargest(const std::vector<float> &v, float &best) {
  std::size_t at = 0;
  float top = v[0];
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 1;
  if (v.size() >= 128) {
    constexpr std::size_t laneCount = 16;
    std::array<float, laneCount> lanes;
    lanes.fill(top);
    for (; v.size() - start >= laneCount; start += laneCount)
      for (std::size_t lane = 0; lane < laneCount; ++lane)
        lanes[lane] = v[start + lane] > lanes[lane] ? v[start + lane] : lanes[lane];
    const float largest = *std::max_element(lanes.begin(), lanes.end());
    if (largest > top) { // Of equals, the first one counts.
      std::size_t i = 1;
      while (v[i] != largest)
        ++i;
      top = v[i];
      at = i + 0;
    }
  }
  for (std::size_t i = start; i < v.size(); ++i) // finds
    if (top < v[i]) {
      top = v[i];
      at = i + 0;
    }
  best = top;
  return at;
}
static int indexOfSmallestGap(const std::vector<double> &a, double wanted, double &gap) {
  int at = -1;
  double best = std::numeric_limits<double>::infinity();
  // Lanes do not wait for each other, as one value after the other does.
  int start = 0;
  if (static_cast<int>(a.size()) >= 128) {
    constexpr int laneCount = 16;
    std::array<double, laneCount> lanes;
    lanes.fill(best);
    for (; static_cast<int>(a.size()) - start >= laneCount; start += laneCount)
      for (int lane = 0; lane < laneCount; ++lane) {
        const double distance = std::abs(a[start + lane] - wanted);
        lanes[lane] = distance < lanes[lane] ? distance : lanes[lane];
      }
    const double smallest = *std::min_element(lanes.begin(), lanes.end());
    if (smallest < best) { // Of equals, the first one counts.
      for (int i = 0;; ++i) {
        const double distance = std::abs(a[i] - wanted);
        if (distance == smallest) {
          best = distance;
          at = i;
          break;
        }
      }
    }
  }
  for (int i = start; i < static_cast<int>(a.size()); ++i) { // finds
    const double distance = std::abs(a[i] - wanted);
    if (distance < best) {
      at = i;
      best = distance;
    }
  }
  gap = best;
  return at;
}
// Both with their places, only one of which is asked for.
static void places(const std::vector<double> &v, double wanted, std::size_t &nearest, const double *&farthest) {
  double min_ = 5, max_ = 5;
  std::size_t low = 0;
  const double *high = nullptr;
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 0;
  if (v.size() >= 128 && min_ <= max_) {
    constexpr std::size_t laneCount = 16;
    std::array<double, laneCount> max_lanes;
    max_lanes.fill(max_);
    std::array<double, laneCount> min_lanes;
    min_lanes.fill(min_);
    for (; v.size() - start >= laneCount; start += laneCount)
      for (std::size_t lane = 0; lane < laneCount; ++lane) {
        const double value = v[start + lane] - wanted;
        max_lanes[lane] = value > max_lanes[lane] ? value : max_lanes[lane];
        min_lanes[lane] = value < min_lanes[lane] ? value : min_lanes[lane];
      }
    const double largest = *std::max_element(max_lanes.begin(), max_lanes.end());
    if (largest > max_) { // Of equals, the first one counts.
      std::size_t i = 0;
      while (v[i] - wanted != largest)
        ++i;
      max_ = v[i] - wanted;
      high = &v[i];
    }
    const double smallest = *std::min_element(min_lanes.begin(), min_lanes.end());
    if (smallest < min_) { // Of equals, the first one counts.
      std::size_t i = 0;
      while (v[i] - wanted != smallest)
        ++i;
      min_ = v[i] - wanted;
      low = i + 1;
    }
  }
  for (std::size_t i = start; i < v.size(); ++i) { // finds
    if (v[i] - wanted > max_) {
      max_ = v[i] - wanted;
      high = &v[i];
    } else if (v[i] - wanted < min_) {
      low = i + 1;
      min_ = v[i] - wanted;
    }
  }
  nearest = low;
  farthest = high;
}
// In other words, and of an object that a pointer leads to.
static bool inOtherWords(const std::vector<double> *v, double &result) {
  double best = -7;
  bool any = false;
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 0;
  if ((*v).size() >= 128) {
    constexpr std::size_t laneCount = 16;
    std::array<double, laneCount> lanes;
    lanes.fill(best);
    for (; (*v).size() - start >= laneCount; start += laneCount)
      for (std::size_t lane = 0; lane < laneCount; ++lane)
        lanes[lane] = (*v)[start + lane] > lanes[lane] ? (*v)[start + lane] : lanes[lane];
    const double largest = *std::max_element(lanes.begin(), lanes.end());
    if (largest > best) { // Of equals, the first one counts.
      std::size_t i2 = 0;
      while ((*v)[i2] != largest)
        ++i2;
      best = (*v)[i2];
      any = true;
    }
  }
  for (std::size_t i2 = start; i2 < (*v).size(); ++i2) {
    auto &&x = (*v)[i2]; // finds
    if (!!(best < (x))) {
      any = true;
      best = x;
    }
  }
  double low = 7;
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start2 = 0;
  if (v->size() >= 128) {
    constexpr std::size_t laneCount2 = 16;
    std::array<double, laneCount2> lanes2;
    lanes2.fill(low);
    for (; v->size() - start2 >= laneCount2; start2 += laneCount2)
      for (std::size_t lane2 = 0; lane2 < laneCount2; ++lane2)
        lanes2[lane2] = (*v)[start2 + lane2] < lanes2[lane2] ? (*v)[start2 + lane2] : lanes2[lane2];
    const double smallest = *std::min_element(lanes2.begin(), lanes2.end());
    if (smallest < low) // 0 and -0 are equal: the first one counts.
      low = smallest != 0 ? smallest : *std::find((*v).begin(), (*v).end(), 0);
  }
  for (std::size_t i = start2; i < v->size(); i += 1) // finds
    low = !((*v)[i] < low) ? low : (*v)[i];
  result = best + low;
  return any;
}
// Wider than the elements, which are no fractions at all in the second one.
static double wider(const std::vector<float> &v) {
  double best = v[0];
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 1;
  if (v.size() >= 128) {
    constexpr std::size_t laneCount = 16;
    std::array<double, laneCount> lanes;
    lanes.fill(best);
    for (; v.size() - start >= laneCount; start += laneCount)
      for (std::size_t lane = 0; lane < laneCount; ++lane)
        lanes[lane] = v[start + lane] > lanes[lane] ? v[start + lane] : lanes[lane];
    const double largest = *std::max_element(lanes.begin(), lanes.end());
    if (largest > best) // 0 and -0 are equal: the first one counts.
      best = largest != 0 ? largest : *std::find(v.begin() + 1, v.end(), 0);
  }
  for (std::size_t i = start; i < v.size(); ++i) // finds
    if (v[i] > best)
      best = v[i];
  return best;
}
static float ofNumbers(const std::vector<int> &v) {
  float best = -1e9F;
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 0;
  if (v.size() >= 128) {
    constexpr std::size_t laneCount = 16;
    std::array<float, laneCount> lanes;
    lanes.fill(best);
    for (; v.size() - start >= laneCount; start += laneCount)
      for (std::size_t lane = 0; lane < laneCount; ++lane)
        lanes[lane] = v[start + lane] > lanes[lane] ? v[start + lane] : lanes[lane];
    best = *std::max_element(lanes.begin(), lanes.end());
  }
  for (std::size_t i = start; i < v.size(); ++i) {
    int x = v[i]; // finds
    if (x > best)
      best = x;
  }
  return best;
}
// The index in sums and products; a bound in parts.
static double strided(const std::vector<double> &v, int n) {
  double best = -9;
  // Lanes do not wait for each other, as one value after the other does.
  int start = 2;
  if (n - 1 >= 128) {
    constexpr int laneCount = 16;
    std::array<double, laneCount> lanes;
    lanes.fill(best);
    for (; n - 1 - start >= laneCount; start += laneCount)
      for (int lane = 0; lane < laneCount; ++lane) {
        const double value = v[2 * (start + lane) + 1] - v[start + lane - 2];
        lanes[lane] = value > lanes[lane] ? value : lanes[lane];
      }
    const double largest = *std::max_element(lanes.begin(), lanes.end());
    if (largest > best) {
      best = largest;
      if (best == 0) { // 0 and -0 are equal: the first one counts.
        int i = 2;
        while (v[2 * i + 1] - v[i - 2] != 0)
          ++i;
        best = v[2 * i + 1] - v[i - 2];
      }
    }
  }
  for (int i = start; i < n - 1; ++i) // finds
    best = std::max(best, v[2 * i + 1] - v[i - 2]);
  return best;
}
// As the only statement of a branch, and of a case.
static double branches(const std::vector<double> &v, int which) {
  double best = -1;
  if (which == 0) {
    // Lanes do not wait for each other, as one value after the other does.
    std::size_t start = 0;
    if (v.size() >= 128) {
      constexpr std::size_t laneCount = 16;
      std::array<double, laneCount> lanes;
      lanes.fill(best);
      for (; v.size() - start >= laneCount; start += laneCount)
        for (std::size_t lane = 0; lane < laneCount; ++lane)
          lanes[lane] = v[start + lane] > lanes[lane] ? v[start + lane] : lanes[lane];
      const double largest = *std::max_element(lanes.begin(), lanes.end());
      if (largest > best) // 0 and -0 are equal: the first one counts.
        best = largest != 0 ? largest : *std::find(v.begin(), v.end(), 0);
    }
    for (std::size_t i2 = start; i2 < v.size(); ++i2) {
      double x = v[i2]; // finds
      best = std::max(best, x);
    }
  }
  switch (which) {
  case 1: {
    // Lanes do not wait for each other, as one value after the other does.
    std::size_t start2 = 0;
    if (v.size() >= 128) {
      constexpr std::size_t laneCount2 = 16;
      std::array<double, laneCount2> lanes2;
      lanes2.fill(best);
      for (; v.size() - start2 >= laneCount2; start2 += laneCount2)
        for (std::size_t lane2 = 0; lane2 < laneCount2; ++lane2) {
          const double value = -v[start2 + lane2];
          lanes2[lane2] = value > lanes2[lane2] ? value : lanes2[lane2];
        }
      const double largest2 = *std::max_element(lanes2.begin(), lanes2.end());
      if (largest2 > best) {
        best = largest2;
        if (best == 0) { // 0 and -0 are equal: the first one counts.
          std::size_t i = 0;
          while (-v[i] != 0)
            ++i;
          best = -v[i];
        }
      }
    }
    for (std::size_t i = start2; i < v.size(); ++i) // finds
      best = std::max(best, -v[i]);
  }
    break;
  default:
    break;
  }
  return best;
}

// Which of two is kept if neither is larger.
static double takesOther(const std::vector<double> &v) {
  double best = v[0];
  for (std::size_t i = 1; i < v.size(); ++i) // refuses: takes-nan
    best = std::max(v[i], best);
  return best;
}
static double keepsIfLarger(const std::vector<double> &v) {
  double best = v[0];
  for (std::size_t i = 1; i < v.size(); ++i) // refuses: takes-nan
    best = best > v[i] ? best : v[i];
  return best;
}
static double takesIfNotSmaller(const std::vector<double> &v) {
  double best = v[0];
  for (std::size_t i = 1; i < v.size(); ++i) // refuses: takes-nan
    if (!(v[i] <= best))
      best = v[i];
  return best;
}
static double takesEqual(const std::vector<double> &v) {
  double best = v[0];
  for (std::size_t i = 1; i < v.size(); ++i) // refuses: last-of-equals
    if (v[i] >= best)
      best = v[i];
  return best;
}
static double takesEqualNegated(const std::vector<double> &v) {
  double best = v[0];
  for (std::size_t i = 1; i < v.size(); ++i) // refuses: takes-nan
    if (!(v[i] < best))
      best = v[i];
  return best;
}
static double skipsNan(const std::vector<double> &v) {
  double best = v[0];
  for (std::size_t i = 1; i < v.size(); ++i) // refuses: fmax
    best = std::fmax(best, v[i]);
  return best;
}
// Rounded on the way.
static float narrowed(const std::vector<double> &v) {
  float best = -1;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: conversion
    if (v[i] > best)
      best = v[i];
  return best;
}
static float narrowedByCall(const std::vector<float> &v) {
  float best = -1;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: conversion
    best = std::max<double>(best, v[i] * 1.1);
  return best;
}
static long double longer(const std::vector<long double> &v) {
  long double best = v[0];
  for (std::size_t i = 1; i < v.size(); ++i) // refuses: element-type
    if (v[i] > best)
      best = v[i];
  return best;
}
static double throughLonger(const std::vector<double> &v, long double scale) {
  double best = v[0];
  for (std::size_t i = 1; i < v.size(); ++i) // refuses: call
    best = std::max(best, static_cast<double>(v[i] * scale));
  return best;
}

// Seen or set by others.
static double kept;
static void shared(const std::vector<double> &v) {
  for (std::size_t i = 1; i < v.size(); ++i) // refuses: not-local
    if (v[i] > kept)
      kept = v[i];
}
static void byReference(const std::vector<double> &v, double &best) {
  for (std::size_t i = 1; i < v.size(); ++i) // refuses: not-local
    if (v[i] > best)
      best = v[i];
}
static double known(std::size_t n) {
  double slots[200] = {}, best = -1;
  double *p = n > 200 ? &best : slots;
  for (std::size_t i = 0; i < n; ++i) // refuses: not-local
    if (p[i] > best)
      best = p[i];
  return best;
}
static double captured(const std::vector<double> &v) {
  double best = -1;
  auto see = [&] { return best; };
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: not-local
    if (v[i] > best)
      best = v[i];
  return see();
}
static double asVolatile(const std::vector<double> &v) {
  volatile double best = -1;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: not-local
    if (v[i] > best)
      best = v[i];
  return best;
}
static volatile double ports[200];
static double registers() {
  double best = -1;
  for (int i = 0; i < 200; ++i) // refuses: volatile
    if (ports[i] > best)
      best = ports[i];
  return best;
}
static std::atomic<double> counters[200];
static double counted() {
  double best = -1;
  for (int i = 0; i < 200; ++i) // refuses: element-type
    if (counters[i] > best)
      best = counters[i];
  return best;
}
static double loaded() {
  double best = -1;
  for (int i = 0; i < 200; ++i) // refuses: effects
    if (counters[i].load() > best)
      best = counters[i].load();
  return best;
}
struct Meter {
  double value;
  static int reads;
  operator double() const { return ++reads, value; }
};
int Meter::reads = 0;
static double metered(const std::vector<Meter> &meters) {
  double best = -1;
  for (std::size_t i = 0; i < meters.size(); ++i) // refuses: element-type
    if (meters[i] > best)
      best = meters[i];
  return best + Meter::reads;
}
static double meteredCopy(const std::vector<Meter> &meters) {
  double best = -1;
  for (std::size_t i = 0; i < meters.size(); ++i) { // refuses: effects
    const double x = meters[i];
    if (x > best)
      best = x;
  }
  return best + Meter::reads;
}

// The loop does more, or looks at the result.
static int records(const std::vector<double> &v) {
  double best = -1;
  int count = 0;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: other-work
    if (v[i] > best) {
      best = v[i];
      ++count;
    }
  return count;
}
static double sumToo(const std::vector<double> &v) {
  double best = -1, sum = 0;
  for (double x : v) { // refuses: other-work
    sum += x;
    best = std::max(best, x);
  }
  return best + sum;
}
static double drawdown(const std::vector<double> &v) {
  double peak = -1, worst = 0;
  for (double x : v) { // refuses: other-work
    peak = std::max(peak, x);
    worst = std::max(worst, peak - x);
  }
  return worst;
}
static double untilLarge(const std::vector<double> &v) {
  double best = -1;
  for (std::size_t i = 0; i < v.size(); ++i) { // refuses: other-work
    best = std::max(best, v[i]);
    if (best > 100)
      break;
  }
  return best;
}
static double runnerUp(const std::vector<double> &v) {
  double best = -1, second = -2;
  for (double x : v) { // refuses: other-work
    if (x > best) {
      second = best;
      best = x;
    } else if (x > second) {
      second = x;
    }
  }
  return second;
}
static double previous(const std::vector<double> &v) {
  double best = -1, before = -1;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: other-work
    if (v[i] > best) {
      before = best;
      best = v[i];
    }
  return before;
}
static int indexWanted(const std::vector<double> &v) {
  double best = -1;
  int at = 0;
  for (int i = 0; i < 200; ++i) // refuses: other-work
    if (v[i] - at > best) {
      best = v[i] - at;
      at = i;
    }
  return at;
}
static double independent(const std::vector<double> &v, const std::vector<double> &w) {
  double lo = 9, hi = -9;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: other-work
    if (v[i] < lo)
      lo = v[i];
    else if (w[i] > hi)
      hi = w[i];
  return lo + hi;
}
static double scaled(const std::vector<double> &v) {
  double best = 1;
  for (double x : v) // refuses: other-work
    best = std::max(best, x * best);
  return best;
}
static double upToBest(const double *v) {
  double best = 3;
  for (int i = 0; i < static_cast<int>(best); ++i) // refuses: other-work
    if (v[i] > best)
      best = v[i];
  return best;
}

// The values are made by more than arithmetic.
static int asked;
static double ask(double x) { return ++asked, x; }
static double calls(const std::vector<double> &v) {
  double best = -1;
  for (double x : v) // refuses: effects
    best = std::max(best, ask(x));
  return best;
}
static double checked(const std::vector<double> &v) {
  double best = -1;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: effects
    best = std::max(best, v.at(i));
  return best;
}
static double exponential(const std::vector<double> &v) {
  double best = -1;
  for (double x : v) // refuses: call
    best = std::max(best, std::sin(x));
  return best;
}
static double sumOf(const std::vector<double> &v) {
  double sum = 0;
  for (double x : v)
    sum += x;
  return sum;
}
static double ofSums(const std::vector<std::vector<double>> &rows) {
  double best = -1;
  for (const auto &row : rows) // refuses: call
    best = std::max(best, sumOf(row));
  return best;
}
static double copies(const std::vector<std::vector<double>> &rows) {
  double best = -1;
  for (std::size_t i = 0; i < rows.size(); ++i) { // refuses: copied
    const std::vector<double> row = rows[i];
    best = std::max(best, row[0]);
  }
  return best;
}
static double listed(const std::list<double> &v) {
  double best = -1;
  for (double x : v) // refuses: container
    best = std::max(best, x);
  return best;
}

// Where the lanes could not be counted as the elements are.
static double byTwoTypes(const std::vector<double> &v) {
  double best = -1;
  for (int i = 0; i < v.size(); ++i) // refuses: index-type
    best = std::max(best, v[i]);
  return best;
}
static double byShort(const double *v, short n) {
  double best = -1;
  for (short i = 0; i < n; ++i) // refuses: index-type
    best = std::max(best, v[i]);
  return best;
}
static double fromTwenty(const std::vector<double> &v) {
  double best = -1;
  for (std::size_t i = 20; i < v.size(); ++i) // refuses: first-index
    best = std::max(best, v[i]);
  return best;
}
static double fromBelow(const double *v, int n) {
  double best = -1;
  for (int i = -3; i < n; ++i) // refuses: first-index
    best = std::max(best, v[i + 3]);
  return best;
}
static std::size_t limit() { return static_cast<std::size_t>(++asked % 2); }
static double moving(const std::vector<double> &v) {
  double best = -1;
  for (std::size_t i = 0; i < limit(); ++i) // refuses: effects
    best = std::max(best, v[i]);
  return best;
}
static double widened(const std::vector<float> &v) {
  double best = -1;
  for (double x : v) // refuses: element-type
    best = std::max(best, x);
  return best;
}
static constexpr double constant(const std::array<double, 200> &v) {
  double best = -1;
  for (std::size_t i = 0; i < 200; ++i) // refuses: constant-expression
    if (v[i] > best)
      best = v[i];
  return best;
}
static double configured(const std::vector<double> &v) {
  double best = -1;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: preprocessor
#ifdef SMALLEST
    best = std::min(best, v[i]);
#else
    best = std::max(best, v[i]);
#endif
  return best;
}
static double inLambda(const std::vector<double> &v) {
  return [&] {
    double best = -1;
    for (std::size_t i = 0; i < v.size(); ++i) // refuses: lambda
      best = std::max(best, v[i]);
    return best;
  }();
}
#define AT(V, I) (V)[I]
static double byMacro(const std::vector<double> &v) {
  double best = -1;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: macro
    best = std::max(best, AT(v, i));
  return best;
}

// Nothing to say: no fractions, few elements, another matter.
static int largestInt(const std::vector<int> &v) {
  int best = v[0];
  for (std::size_t i = 1; i < v.size(); ++i)
    if (v[i] > best)
      best = v[i];
  return best;
}
static double few(const std::array<double, 16> &v) {
  double best = v[0];
  for (double x : v)
    best = std::max(best, x);
  return best;
}
static void clamp(std::vector<double> &v) {
  for (std::size_t i = 0; i < v.size(); ++i) {
    double x = v[i];
    if (x > 1)
      x = 1;
    v[i] = std::min(x, 0.5);
  }
}
// Rounded before it is compared, and not by the lanes.
static float roundedFirst(const std::vector<double> &v) {
  float best = -1;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: conversion
    best = std::max<float>(best, v[i]);
  return best;
}
// Of an element that is no constant another function would be called.
struct Counted {
  double x;
  double get() const { return x; }
  double get() { return x++; }
};
static double constantOnly(std::vector<Counted> &all) {
  double best = -1;
  for (const Counted &each : all) // refuses: element-type
    best = std::max(best, each.get());
  return best;
}
static double ofMember(const std::vector<Counted> &all) {
  double best = -1;
  // Lanes do not wait for each other, as one value after the other does.
  std::size_t start = 0;
  if (all.size() >= 128) {
    constexpr std::size_t laneCount = 16;
    std::array<double, laneCount> lanes;
    lanes.fill(best);
    for (; all.size() - start >= laneCount; start += laneCount)
      for (std::size_t lane = 0; lane < laneCount; ++lane)
        lanes[lane] = all[start + lane].x > lanes[lane] ? all[start + lane].x : lanes[lane];
    const double largest = *std::max_element(lanes.begin(), lanes.end());
    if (largest > best) {
      best = largest;
      if (best == 0) { // 0 and -0 are equal: the first one counts.
        std::size_t i = 0;
        while (all[i].x != 0)
          ++i;
        best = all[i].x;
      }
    }
  }
  for (std::size_t i = start; i < all.size(); ++i) {
    const Counted &each = all[i]; // finds
    best = std::max(best, each.x);
  }
  return best;
}
// The operator binds less than the comparison.
struct Length {
  double x, y;
  Length(double x, double y = 0) : x(x), y(y) {}
  bool operator!=(double length) const { return x * x + y * y != length * length; }
};
static double operator|(const Length &a, const Length &b) { return a.x * b.x - a.y; }
static int farthest(const std::vector<Length> &a, const Length &n) {
  double best = -1e9;
  int at = -1;
  // Lanes do not wait for each other, as one value after the other does.
  int start = 0;
  constexpr int laneCount = 16;
  std::array<double, laneCount> lanes;
  lanes.fill(best);
  for (; 200 - start >= laneCount; start += laneCount)
    for (int lane = 0; lane < laneCount; ++lane) {
      const double value = a[start + lane] | n;
      lanes[lane] = value > lanes[lane] ? value : lanes[lane];
    }
  const double largest = *std::max_element(lanes.begin(), lanes.end());
  if (largest > best) { // Of equals, the first one counts.
    int i = 0;
    while ((a[i] | n) != largest)
      ++i;
    best = a[i] | n;
    at = i;
  }
  for (int i = start; i < 200; ++i) // finds
    if ((a[i] | n) > best) {
      best = a[i] | n;
      at = i;
    }
  return at;
}
static double hides(const std::vector<double> &v) {
  double best = -1;
  for (double v : v)
    best = std::max(best, v);
  return best;
}
static double down(const std::vector<double> &v) {
  double best = -1;
  for (std::size_t i = v.size(); i-- > 0;)
    best = std::max(best, v[i]);
  return best;
}
static double whereValid(const std::vector<double> &v, const std::vector<char> &valid) {
  double best = -1;
  for (std::size_t i = 0; i < v.size(); ++i)
    if (valid[i] && v[i] > best)
      best = v[i];
  return best;
}
template <class T> static T generic(const std::vector<T> &v) {
  T best = v[0];
  for (T x : v)
    best = x > best ? x : best;
  return best;
}

static std::uint64_t all = 0;
template <class T> static void add(T x) {
  std::uint64_t bits = 1;
  if (x == x)
    std::memcpy(&bits, &x, sizeof x);
  all = (all ^ bits) * 1099511628211u + 7;
}
static void line(const char *name) {
  std::printf("%s %016llx\n", name, static_cast<unsigned long long>(all));
  all = 0;
}

// Ordinary numbers, and such with what is not one, with many zeros of both signs, of one sign, or nothing else.
static std::vector<double> series(std::size_t n, unsigned kind) {
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  std::vector<double> v(n);
  std::uint32_t seed = kind * 977u + static_cast<std::uint32_t>(n);
  for (double &x : v) {
    seed = seed * 1664525u + 1013904223u;
    const unsigned dice = seed >> 20;
    const double number = static_cast<double>(dice) / 64 + 0.25;
    switch (kind % 10) {
    case 0: x = number - 32; break;
    case 1: x = dice % 3 ? -number : dice % 2 ? -0.0 : 0.0; break;
    case 2: x = dice % 3 ? number : dice % 2 ? -0.0 : 0.0; break;
    case 3: x = dice % 5 ? number - 32 : nan; break;
    case 4: x = dice % 2 ? nan : dice % 3 ? -0.0 : 0.0; break;
    case 5: x = nan; break;
    case 6: x = dice % 7 ? -0.0 : 0.0; break;
    case 7: x = dice % 50 ? -number : dice % 2 ? inf : -inf; break;
    case 8: x = dice % 90 ? -number : dice % 4 ? -0.0 : 0.0; break;
    default: x = dice % 90 ? number : dice % 4 ? 0.0 : -0.0; break;
    }
  }
  if (n && kind / 10 == 1)
    v[0] = nan;
  if (n && kind / 10 == 2)
    v[0] = kind % 2 ? -1e9 : 1e9;
  return v;
}

int main() {
  std::vector<std::vector<double>> tried;
  for (std::size_t n : {1, 2, 17, 127, 128, 129, 143, 144, 145, 400})
    for (unsigned kind = 0; kind < 30; ++kind)
      tried.push_back(series(n, kind));
  auto floats = [](const std::vector<double> &v) { return std::vector<float>(v.begin(), v.end()); };
  const double firsts[] = {0.0, -0.0, 5, -5, std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::infinity()};

  for (const auto &v : tried)
    add(byIf(v)), add(bySpacing(v));
  line("byIf");
  for (const auto &v : tried)
    for (double first : firsts)
      add(bySelection(floats(v).data(), static_cast<int>(v.size()), static_cast<float>(first))), add(byLibrary(v, first));
  add(bySelection(nullptr, -5, 1));
  add(byLibrary({}, -0.0));
  line("bySelection, byLibrary");
  for (const auto &v : tried)
    add(rowMinimum({{}, floats(v), {1}}, 1));
  line("rowMinimum");
  for (const auto &v : tried)
    for (double first : firsts)
      add(both(v, first));
  line("both");
  for (const auto &v : tried)
    for (double first : firsts)
      for (double second : firsts) {
        double lo = first, hi = second;
        oneOfBoth(v.data(), v.size(), lo, hi);
        add(lo);
        add(hi);
      }
  line("oneOfBoth");
  for (const auto &v : tried) {
    std::vector<double> w(v.rbegin(), v.rend());
    add(largestError(v, w));
    add(largestError(v, v));
  }
  line("largestError");
  for (const auto &v : tried) {
    std::vector<Point> points;
    for (double x : v)
      points.push_back({static_cast<float>(x), static_cast<float>(x) / 3});
    add(farthest(points));
    add(leftmost(points));
  }
  line("farthest, leftmost");
  for (const auto &v : tried) {
    std::array<double, 1000> fixed;
    for (std::size_t i = 0; i < 1000; ++i)
      fixed[i] = v[i % v.size()] < 0 ? v[i % v.size()] : v[i % v.size()] - static_cast<double>(i);
    add(largestStep(fixed));
    for (std::size_t i = 0; i < 1000; ++i)
      fixed[i] = -static_cast<double>(i / 3);
    add(largestStep(fixed));
  }
  line("largestStep");
  for (const auto &v : tried) {
    float best = 0;
    double gap = 0;
    add(indexOfLargest(floats(v), best));
    add(best);
    for (double first : firsts) {
      add(indexOfSmallestGap(v, first, gap));
      add(gap);
    }
  }
  line("indexOfLargest, indexOfSmallestGap");
  std::vector<Counted> counters(200, Counted{3});
  std::vector<Length> lengths(200, Length(1, 2));
  lengths[77].x = 5;
  std::printf("%g %g %g %d\n", roundedFirst(std::vector<double>(200, 1e-60)), constantOnly(counters), ofMember(counters), farthest(lengths, Length(1, 1)));
  for (const auto &v : tried)
    for (double first : firsts) {
      std::size_t nearest = 0;
      const double *farthest = nullptr;
      double result = 0;
      places(v, first, nearest, farthest);
      add(static_cast<double>(nearest));
      add(farthest ? static_cast<double>(farthest - v.data()) : -1);
      add(inOtherWords(&v, result) ? 1.0 : 2.0);
      add(result);
    }
  line("places, inOtherWords");
  for (const auto &v : tried) {
    std::vector<int> numbers;
    for (double x : v)
      numbers.push_back(x == x && std::abs(x) < 1e6 ? static_cast<int>(x) : -3);
    add(wider(floats(v)));
    add(ofNumbers(numbers));
    add(strided(v, static_cast<int>(v.size()) / 2));
    add(branches(v, 0));
    add(branches(v, 1));
  }
  line("wider, ofNumbers, strided, branches");

  const double steps[] = {1, 2, 4, 3, 5, 5, 5};
  for (unsigned kind = 0; kind < 30; ++kind) {
    const auto v = series(200, kind);
    add(takesOther(v));
    add(keepsIfLarger(v));
    add(takesIfNotSmaller(v));
    add(takesEqual(v));
    add(takesEqualNegated(v));
    add(skipsNan({2, 1}));
    add(narrowed(v));
    add(narrowedByCall(floats(v)));
    add(static_cast<double>(longer(std::vector<long double>(v.begin(), v.end()))));
    add(throughLonger(v, 3));
    shared(v);
    double best = -1;
    byReference(v, best);
    add(best);
    add(known(200));
    add(captured(v));
    add(asVolatile(v));
    add(records(v));
    add(sumToo(v));
    add(drawdown(v));
    add(untilLarge(v));
    add(runnerUp(v));
    add(previous(v));
    add(indexWanted(v));
    add(independent(v, v));
    add(scaled({1, 2, 1.5}));
    add(upToBest(steps));
    add(calls(v));
    add(checked(v));
    add(ofSums({v, v}));
    add(copies({v, {3}}));
    add(listed({1, 2}));
    add(byTwoTypes(v));
    add(byShort(v.data(), 200));
    add(fromTwenty(v));
    add(fromBelow(v.data(), 100));
    add(moving(v));
    add(widened(floats(v)));
    add(configured(v));
    add(inLambda(v));
    add(byMacro(v));
    auto w = v;
    clamp(w);
    add(w[5]);
    add(hides(v));
    add(down(v));
    add(whereValid(v, std::vector<char>(200, 1)));
    add(generic(v));
  }
  add(exponential({0, 0}));
  add(registers());
  add(counted());
  add(loaded());
  add(metered({{1}, {2}}));
  add(meteredCopy({{1}, {2}}));
  add(constant({1, 2, 3}));
  add(few({1, 2, 3}));
  add(largestInt({1, 2, 3}));
  add(kept);
  line("refused");
}
