// To find: nothing: a linear search among at most 15 numbers beats a hash set.
// Function: countHits
// Model: fastText, src/meter.cc, Meter::log (utils::contains(labels, prediction.second)),
//   https://github.com/facebookresearch/fastText at 1142dc4c4e
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
  for (int32_t prediction : example.predictions)
    if (std::find(example.labels.begin(), example.labels.end(), prediction) != example.labels.end())
      ++hits;
  return hits;
}
