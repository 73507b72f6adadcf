// Leave alone: of equal probabilities the last one counts.
// Function: likelyToken
#include <vector>

int likelyToken(const std::vector<float> &probabilities) {
  if (probabilities.empty())
    return -1;
  const int count = static_cast<int>(probabilities.size());
  int token = 0;
  float highest = probabilities[0];
  for (int i = 1; i < count; i++) {
    if (probabilities[i] >= highest) {
      token = i;
      highest = probabilities[i];
    }
  }
  return token;
}
