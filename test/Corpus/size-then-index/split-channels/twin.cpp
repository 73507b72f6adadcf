// Leave alone: the vectors are read by the loop while they grow.
// Function: splitChannels
#include <cstddef>
#include <cstdint>
#include <vector>

struct Rgb {
  uint8_t r, g, b;
};

struct Channels {
  std::vector<uint8_t> red, green, blue;
};

Channels splitChannels(const std::vector<Rgb> &pixels) {
  Channels channels;
  for (const Rgb &pixel : pixels) {
    if (!channels.red.empty() && channels.red.back() == pixel.r && channels.green.back() == pixel.g)
      channels.blue.back() = pixel.b;
    else {
      channels.red.push_back(pixel.r);
      channels.green.push_back(pixel.g);
      channels.blue.push_back(pixel.b);
    }
  }
  return channels;
}
