// By hand: the element's own type, by reference.
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
  for (const std::pair<const std::string, Bone> &entry : bones) {
    if (entry.first.empty() || entry.first.back() != side)
      continue;
    for (int weight : entry.second.weights)
      total += weight;
  }
  return total;
}
