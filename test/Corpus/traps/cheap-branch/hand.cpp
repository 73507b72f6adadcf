// The textbook rewrite: two loops.
#include <cstddef>
#include <vector>

std::size_t countOutliers(const std::vector<float> &distances, float threshold, bool negative) {
  std::size_t count = 0;
  if (negative) {
    for (const float distance : distances)
      count += distance <= threshold;
  } else {
    for (const float distance : distances)
      count += distance > threshold;
  }
  return count;
}
