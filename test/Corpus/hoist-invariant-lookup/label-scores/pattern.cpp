// To find: two maps are searched for the same label for each of its scores.
// Function: addScores
// Model: fastText, src/meter.cc, Meter::log and Meter::scoreVsTrue (labelMetrics_[label] for
//   every prediction), https://github.com/facebookresearch/fastText at 1142dc4c4e
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
  for (std::uint32_t score : scores) {
    labelMetrics_[label].predicted++;
    if (score > 500)
      labelMetrics_[label].gold++;
    labelMetrics_[label].total += score;
  }
}
