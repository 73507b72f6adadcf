// By hand: the element of the label found once; created only if there is a score, as before.
#include <cstdint>
#include <map>
#include <vector>

struct Metrics {
  std::uint64_t gold = 0;
  std::uint64_t predicted = 0;
  std::uint64_t total = 0;
};

class Meter {
public:
  void addScores(std::int32_t label, const std::vector<std::uint32_t> &scores);

private:
  std::map<std::int32_t, Metrics> labelMetrics_;
};

void Meter::addScores(std::int32_t label, const std::vector<std::uint32_t> &scores) {
  if (scores.empty())
    return;
  Metrics &metrics = labelMetrics_[label];
  for (std::uint32_t score : scores) {
    metrics.predicted++;
    if (score > 500)
      metrics.gold++;
    metrics.total += score;
  }
}
