// By hand: all three sized before the loop and written by index.
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
  const std::size_t size = pixels.size();
  channels.red.resize(size);
  channels.green.resize(size);
  channels.blue.resize(size);
  uint8_t *red = channels.red.data(), *green = channels.green.data(), *blue = channels.blue.data();
  const Rgb *pixel = pixels.data();
  for (std::size_t i = 0; i < size; ++i) {
    red[i] = pixel[i].r;
    green[i] = pixel[i].g;
    blue[i] = pixel[i].b;
  }
  return channels;
}
