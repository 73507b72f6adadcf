// To find: each of two statements could be vectorized, but the first reads what the second has stored an iteration ago.
// Function: exchange
// Model: UoB-HPC/TSVC_2, src/tsvc.c, s211, https://github.com/UoB-HPC/TSVC_2 (main, as of 2024), with vectors for its arrays
#include <cstddef>
#include <vector>

void exchange(std::vector<float> &inner, std::vector<float> &outer, const std::vector<float> &rate, const std::vector<float> &area,
              const std::vector<float> &loss) {
  const int n = static_cast<int>(inner.size());
  for (int i = 1; i < n - 1; i++) {
    inner[i] = outer[i - 1] + rate[i] * area[i];
    outer[i] = outer[i + 1] - loss[i] * area[i];
  }
}
