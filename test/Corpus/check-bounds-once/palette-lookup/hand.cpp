// By hand: the ends are checked once; a table of 256 bytes holds every index a byte can be.
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

using PaletteMap = std::array<uint8_t, 256>;

struct Sprite {
  std::vector<uint8_t> indices;
  std::size_t width = 0;
};

void remapRow(Sprite &sprite, std::size_t row, const PaletteMap &map) {
  const std::size_t start = row * sprite.width;
  const std::size_t width = sprite.width, size = sprite.indices.size();
  const std::size_t there = start < size ? (size - start < width ? size - start : width) : 0;
  PaletteMap local = map;
  local[0] = 0;
  uint8_t *index = sprite.indices.data() + (there ? start : 0);
  for (std::size_t x = 0; x < there; ++x)
    index[x] = local[index[x]];
  for (std::size_t x = there; x < width; ++x) {
    uint8_t &rest = sprite.indices.at(start + x);
    if (rest != 0)
      rest = map[rest];
  }
}
