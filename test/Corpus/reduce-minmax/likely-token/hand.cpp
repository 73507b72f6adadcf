// By hand: the highest of each sixteenth probability first, the highest of those, and then its first place.
#include <algorithm>
#include <vector>

int likelyToken(const std::vector<float> &probabilities) {
  if (probabilities.empty())
    return -1;
  constexpr int Lanes = 16;
  const int count = static_cast<int>(probabilities.size());
  const float *const p = probabilities.data();
  float highest[Lanes];
  std::fill_n(highest, Lanes, p[0]);
  int i = 0;
  for (; i + Lanes <= count; i += Lanes)
    for (int lane = 0; lane < Lanes; lane++)
      highest[lane] = p[i + lane] > highest[lane] ? p[i + lane] : highest[lane];
  float best = highest[0];
  for (float lane : highest)
    best = lane > best ? lane : best;
  for (; i < count; i++)
    best = p[i] > best ? p[i] : best;
  // If the first one is not a number, none is higher; else the first of equals counts.
  return best > p[0] ? static_cast<int>(std::find(p, p + count, best) - p) : 0;
}
