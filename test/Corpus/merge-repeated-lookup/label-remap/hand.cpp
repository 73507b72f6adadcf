// By hand: one try_emplace, which finds the element or makes it.
#include <cstddef>
#include <map>
#include <vector>

// Numbers the labels in the order of their first appearance; returns how many there are.
unsigned long remapLabels(std::vector<unsigned long> &labels) {
  std::map<unsigned long, unsigned long> remap;
  for (unsigned long i = 0; i < labels.size(); ++i) {
    labels[i] = remap.try_emplace(labels[i], remap.size()).first->second;
  }
  return remap.size();
}
