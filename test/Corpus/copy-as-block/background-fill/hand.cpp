// By hand: the value is copied first; then one fill.
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
  std::fill(pixels.begin(), pixels.end(), background);
}
