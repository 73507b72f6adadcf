// To find: count, then operator[], with the same key.
// Function: remapLabels
// Model: dlib, dlib/clustering/chinese_whispers.h, chinese_whispers (label_remap),
//   https://github.com/davisking/dlib at 3d40bf5790
#include <cstddef>
#include <map>
#include <vector>

// Numbers the labels in the order of their first appearance; returns how many there are.
unsigned long remapLabels(std::vector<unsigned long> &labels) {
  std::map<unsigned long, unsigned long> remap;
  for (unsigned long i = 0; i < labels.size(); ++i) {
    const unsigned long next = remap.size();
    if (remap.count(labels[i]) == 0)
      remap[labels[i]] = next;
    labels[i] = remap[labels[i]];
  }
  return remap.size();
}
