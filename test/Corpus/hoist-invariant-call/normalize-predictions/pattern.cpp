// To find: the whole vector is summed again for each of its elements.
// Function: normalized
// Model: Vowpal Wabbit, vowpalwabbit/core/src/ccb_label.cc, parse_ccb_label (total_pred by
//   std::accumulate), https://github.com/VowpalWabbit/vowpal_wabbit at 872fd8da03
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

using ActionScores = std::vector<float>;

// The scores as shares of their sum; left as they are when there is nothing to share.
ActionScores normalized(const ActionScores &scores) {
  ActionScores shares(scores.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (std::accumulate(scores.begin(), scores.end(), 0.f) == 0.f)
      shares[i] = scores[i];
    else
      shares[i] = scores[i] / std::accumulate(scores.begin(), scores.end(), 0.f);
  }
  return shares;
}
