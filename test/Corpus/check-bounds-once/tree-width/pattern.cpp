// To find: at() checks in every iteration of a loop bounded by that very vector.
// Function: widest
// Model: doxygen, src/dotclassgraph.cpp, DotClassGraph::determineVisibleNodes
//   (childTreeWidth.at(i)), https://github.com/doxygen/doxygen at a49a52346c
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

struct TreeLayout {
  std::vector<uint8_t> childWidth;
  std::vector<uint8_t> parentWidth;
};

// The widest level of the tree, its two halves laid side by side.
unsigned widest(const TreeLayout &layout, std::vector<uint8_t> &total) {
  unsigned most = 0;
  total.assign(layout.childWidth.size(), 0);
  for (size_t i = 0; i < layout.childWidth.size(); i++) {
    unsigned width = layout.childWidth.at(i);
    width += layout.parentWidth.at(i);
    total.at(i) = static_cast<uint8_t>(std::min(width, 255u));
    most = std::max(most, width);
  }
  return most;
}
