// Leave alone: each element is replaced by its share at once, so that the sum changes from turn
//   to turn.
// Function: normalized
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

using ActionScores = std::vector<float>;

// The scores as shares of their sum; left as they are when there is nothing to share.
ActionScores normalized(ActionScores scores) {
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const float sum = std::accumulate(scores.begin(), scores.end(), 0.f);
    if (sum != 0.f)
      scores[i] = scores[i] / sum;
  }
  return scores;
}
