// Leave alone: the table may be short, and the row is written up to the first colour that is not
//   in it.
// Function: remapRow
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

using PaletteMap = std::vector<uint8_t>;

struct Sprite {
  std::vector<uint8_t> indices;
  std::size_t width = 0;
};

void remapRow(Sprite &sprite, std::size_t row, const PaletteMap &map) {
  const std::size_t start = row * sprite.width;
  for (std::size_t x = 0; x < sprite.width; ++x) {
    uint8_t &index = sprite.indices.at(start + x);
    if (index == 0)
      sprite.indices.pop_back();
    else
      index = map.at(index);
  }
}
