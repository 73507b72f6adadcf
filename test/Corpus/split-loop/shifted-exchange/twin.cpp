// Leave alone: each of the two needs what the other has stored an iteration ago.
#include <cstddef>
#include <vector>

void exchange(std::vector<float> &inner, std::vector<float> &outer, const std::vector<float> &rate, const std::vector<float> &area,
              const std::vector<float> &loss) {
  const int n = static_cast<int>(inner.size());
  for (int i = 1; i < n - 1; i++) {
    inner[i] = outer[i - 1] + rate[i] * area[i];
    outer[i] = inner[i - 1] - loss[i] * area[i];
  }
}
