// The textbook rewrite: a hash set of the labels of each example.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <vector>

constexpr std::size_t MaxLabels = 15;

struct Example {
  std::array<int32_t, MaxLabels> labels;
  std::vector<int32_t> predictions;
};

std::size_t countHits(const Example &example) {
  std::size_t hits = 0;
  const std::unordered_set<int32_t> known(example.labels.begin(), example.labels.end());
  for (int32_t prediction : example.predictions)
    if (known.count(prediction))
      ++hits;
  return hits;
}
