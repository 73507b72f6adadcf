// To find: the pair named in the loop is not the map's pair, so that each element is converted
//   and copied.
// Function: totalWeight
// Model: assimp, code/PostProcessing/ArmaturePopulate.cpp, ArmaturePopulate::Execute (std::pair
//   without const on the key), https://github.com/assimp/assimp at 21bea12f12
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
  for (const std::pair<std::string, Bone> &entry : bones) {
    if (entry.first.empty() || entry.first.back() != side)
      continue;
    for (int weight : entry.second.weights)
      total += weight;
  }
  return total;
}
