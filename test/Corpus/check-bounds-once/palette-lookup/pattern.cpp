// To find: three checked accesses for each byte of a row.
// Function: remapRow
// Model: OpenRCT2, src/openrct2-ui/drawing/engines/opengl/TextureCache.cpp,
//   TextureCache::GetOrLoadGlyphTexture (glyphMap filled from paletteMap),
//   https://github.com/OpenRCT2/OpenRCT2 at 45e30a559a
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
  for (std::size_t x = 0; x < sprite.width; ++x) {
    uint8_t &index = sprite.indices.at(start + x);
    if (index != 0)
      index = map.at(index);
  }
}
