// Leave alone: the extremes are kept in two of the samples, which the loop reads again.
// Function: findRange
// Flags: -std=c++17
#include <utility>
#include <vector>

struct Sample {
  int y;
  int weight;
};

// Widens [min, max] so that every sample of some weight lies in it; true if it had to.
bool findRange(std::vector<Sample> &samples, int &) {
  if (samples.size() < 2)
    return false;
  int &min_y = samples[samples.size() / 2].y, &max_y = samples[samples.size() / 3].y;
  bool widened = false;
  for (auto it = samples.begin(); it != samples.end(); ++it) {
    if (it->weight == 0)
      continue;
    if (it->y < min_y) {
      min_y = it->y;
      widened = true;
    }
    if (it->y > max_y) {
      max_y = it->y;
      widened = true;
    }
  }
  return widened;
}
