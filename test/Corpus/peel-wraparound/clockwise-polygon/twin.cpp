// Leave alone: the corners are in a ring buffer, so the next one wraps around at its capacity, wherever the polygon begins.
// Function: isClockwise
#include <vector>

struct Corner {
  float x, y;
};

bool isClockwise(const std::vector<Corner> &ring, int first, int count) {
  const int capacity = static_cast<int>(ring.size());
  if (count < 3)
    return false;
  float sum = 0;
  for (int i = first; i < first + count; i++) {
    const Corner &from = ring[i % capacity];
    const Corner &to = ring[(i + 1) % capacity];
    sum += (to.x - from.x) * (to.y + from.y);
  }
  return sum > 0.0f;
}
