// By hand: one loop without checks, since the bound is the size.
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
  const size_t size = layout.childWidth.size();
  const size_t checked = std::min({size, layout.parentWidth.size(), total.size()});
  const uint8_t *child = layout.childWidth.data(), *parent = layout.parentWidth.data();
  uint8_t *to = total.data();
  for (size_t i = 0; i < checked; i++) {
    unsigned width = child[i] + unsigned(parent[i]);
    to[i] = static_cast<uint8_t>(std::min(width, 255u));
    most = std::max(most, width);
  }
  for (size_t i = checked; i < layout.childWidth.size(); i++) {
    unsigned width = layout.childWidth.at(i);
    width += layout.parentWidth.at(i);
    total.at(i) = static_cast<uint8_t>(std::min(width, 255u));
    most = std::max(most, width);
  }
  return most;
}
