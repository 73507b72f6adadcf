#include "made.h"
#include <cstdint>
#include <cstdio>
#include <vector>

int twice(int value);

struct Image {
  std::vector<std::uint8_t> pixels;
  int brightness = 0;
  void brighten();
};

void Image::brighten() {
  for (std::size_t i = 0; i < pixels.size(); ++i)
    pixels[i] = static_cast<std::uint8_t>(pixels[i] + brightness);
}

int main() {
  Image image{std::vector<std::uint8_t>(100, 7), twice(Step)};
  image.brighten();
  std::printf("%d\n", image.pixels[50]);
}
