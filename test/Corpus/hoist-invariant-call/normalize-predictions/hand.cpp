// By hand: one sum before the loop.
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

using ActionScores = std::vector<float>;

// The scores as shares of their sum; left as they are when there is nothing to share.
ActionScores normalized(const ActionScores &scores) {
  ActionScores shares(scores.size());
  const float sum = std::accumulate(scores.begin(), scores.end(), 0.f);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (sum == 0.f)
      shares[i] = scores[i];
    else
      shares[i] = scores[i] / sum;
  }
  return shares;
}
