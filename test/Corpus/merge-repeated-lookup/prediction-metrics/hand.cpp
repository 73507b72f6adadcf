// By hand: one reference to the element; it stays valid, for nothing is inserted or erased in
//   between.
// Flags: -std=c++17
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

struct LabelMetrics {
  unsigned gold = 0;
  unsigned predicted = 0;
  std::vector<std::pair<float, float>> scoreVsTrue;
};

using Predictions = std::vector<std::pair<float, std::string>>;

struct MetricTable {
  std::map<std::string, LabelMetrics> labels;
  void logAll(const std::vector<std::string> &truth, const Predictions &predictions);
};

void MetricTable::logAll(const std::vector<std::string> &truth, const Predictions &predictions) {
  for (const auto &prediction : predictions) {
    LabelMetrics &metrics = labels[prediction.second];
    metrics.predicted++;
    float gold = 0;
    if (std::find(truth.begin(), truth.end(), prediction.second) != truth.end()) {
      metrics.gold++;
      gold = 1;
    }
    metrics.scoreVsTrue.emplace_back(std::min(prediction.first, 1.0f), gold);
  }
}
