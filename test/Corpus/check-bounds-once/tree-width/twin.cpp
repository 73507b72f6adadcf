// Leave alone: at() belongs to a map there: it looks a key up and says so when it is missing.
// Function: widest
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

struct TreeLayout {
  std::map<size_t, uint8_t> childWidth;
  std::map<size_t, uint8_t> parentWidth;
};

// The widest level of the tree, its two halves laid side by side.
unsigned widest(const TreeLayout &layout, std::map<size_t, uint8_t> &total) {
  unsigned most = 0;
  total.emplace(0, 0);
  const size_t levels = layout.childWidth.size();
  for (size_t i = 0; i < levels; i++) {
    unsigned width = layout.childWidth.at(i);
    width += layout.parentWidth.at(i);
    total.at(i) = static_cast<uint8_t>(std::min(width, 255u));
    most = std::max(most, width);
  }
  return most;
}
