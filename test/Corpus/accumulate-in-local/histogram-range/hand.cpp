// By hand: the extremes in locals, written where the loop would have written.
// Flags: -std=c++17
#include <utility>
#include <vector>

struct Sample {
  int y;
  int weight;
};

// Widens [min, max] so that every sample of some weight lies in it; true if it had to.
bool findRange(const std::vector<Sample> &samples, int &min_y, int &max_y) {
  const auto inside = [&](const int &value) {
    const char *first = reinterpret_cast<const char *>(samples.data());
    const char *at = reinterpret_cast<const char *>(&value);
    return at >= first && at < first + samples.size() * sizeof(Sample);
  };
  if (&min_y == &max_y || inside(min_y) || inside(max_y)) {
    bool widened = false;
    for (const Sample &s : samples) {
      if (s.weight == 0)
        continue;
      if (s.y < min_y) {
        min_y = s.y;
        widened = true;
      }
      if (s.y > max_y) {
        max_y = s.y;
        widened = true;
      }
    }
    return widened;
  }
  int low = min_y, high = max_y;
  for (const Sample &s : samples) {
    low = s.weight != 0 && s.y < low ? s.y : low;
    high = s.weight != 0 && s.y > high ? s.y : high;
  }
  const bool below = low != min_y, above = high != max_y;
  if (below)
    min_y = low;
  if (above)
    max_y = high;
  return below || above;
}
