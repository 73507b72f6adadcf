// To find: a fill by a member value, through members, byte by byte.
// Function: clear
// Model: bitmap, bitmap_image.hpp, bitmap_image::set_all_channels (data() and end() read in each
//   turn), https://github.com/ArashPartow/bitmap at a03765d386
#include <algorithm>
#include <cstdint>
#include <vector>

struct Canvas {
  int width = 0;
  int height = 0;
  uint8_t background = 0;
  std::vector<uint8_t> pixels;

  void clear();
};

void Canvas::clear() {
  pixels.resize(width > 0 && height > 0 ? width * height : 0);
  for (auto it = pixels.begin(); it != pixels.end(); ++it)
    *it = background;
}
