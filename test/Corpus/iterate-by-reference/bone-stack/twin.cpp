// Leave alone: the copy is a working copy: the weights are sorted before they are summed.
// Function: totalWeight
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

struct Bone {
  std::string name;
  std::vector<int> weights;
};

using BoneStack = std::map<std::string, Bone>;

long totalWeight(const BoneStack &bones, char side) {
  long total = 0;
  for (std::pair<std::string, Bone> entry : bones) {
    if (entry.first.empty() || entry.first.back() != side)
      continue;
    std::sort(entry.second.weights.begin(), entry.second.weights.end());
    for (int weight : entry.second.weights)
      total = total * 3 + weight;
  }
  return total;
}
