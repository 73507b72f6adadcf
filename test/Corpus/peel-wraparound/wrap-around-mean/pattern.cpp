// To find: means of neighbours on a ring, the index before carried over from iteration to iteration.
// Function: ringMeans
// Model: TSVC 2, src/tsvc.c, s291 (loop peeling, wrap around variable, 1 level),
//   https://github.com/UoB-HPC/TSVC_2 at badf9ad
#include <vector>

void ringMeans(const std::vector<float> &values, std::vector<float> &means) {
  const int count = static_cast<int>(values.size());
  means.resize(values.size());
  int before = count - 1;
  for (int i = 0; i < count; ++i) {
    means[i] = (values[i] + values[before]) * 0.5f;
    before = i;
  }
}
