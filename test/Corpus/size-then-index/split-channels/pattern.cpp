// To find: three vectors grow together, one element of each in every turn.
// Function: splitChannels
// Model: tinyobjloader, examples/viewer/viewer.cc, LoadObjAndConvert (buffer.push_back of
//   positions, normals and colours), https://github.com/tinyobjloader/tinyobjloader at b5346fac92
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
    channels.red.push_back(pixel.r);
    channels.green.push_back(pixel.g);
    channels.blue.push_back(pixel.b);
  }
  return channels;
}
