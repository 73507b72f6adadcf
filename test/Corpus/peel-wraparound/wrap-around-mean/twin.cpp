// Leave alone: samples that are not valid are skipped, so what is carried is the last valid index, not the one before.
// Function: ringMeans
#include <vector>

void ringMeans(const std::vector<float> &values, std::vector<float> &means) {
  const int count = static_cast<int>(values.size());
  means.resize(values.size());
  int before = count - 1;
  for (int i = 0; i < count; ++i) {
    if (values[i] < 0)
      continue;
    means[i] = (values[i] + values[before]) * 0.5f;
    before = i;
  }
}
