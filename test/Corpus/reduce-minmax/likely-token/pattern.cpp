// To find: the most probable token, and where it stands: the probabilities are compared one after the other.
// Function: likelyToken
// Model: llama2.c, run.c, argmax (greedy sampling), https://github.com/karpathy/llama2.c at 00401b62bd
#include <vector>

int likelyToken(const std::vector<float> &probabilities) {
  if (probabilities.empty())
    return -1;
  const int count = static_cast<int>(probabilities.size());
  int token = 0;
  float highest = probabilities[0];
  for (int i = 1; i < count; i++) {
    if (probabilities[i] > highest) {
      token = i;
      highest = probabilities[i];
    }
  }
  return token;
}
