#include "codec.h"

#include <utility>

#define STEP_KEY(key) ((key) = static_cast<std::uint8_t>((key) * 5 + 1))

namespace imaging {

std::vector<std::uint8_t> encodeRuns(const std::vector<std::uint8_t> &pixels) {
  std::vector<std::uint8_t> runs;
  std::size_t i = 0;
  while (i < pixels.size()) {
    std::uint8_t value = pixels[i];
    std::uint8_t length = 0;
    while (i < pixels.size() && pixels[i] == value && length < 255) {
      ++length;
      ++i;
    }
    runs.push_back(length);
    runs.push_back(value);
  }
  return runs;
}

std::vector<std::uint8_t> decodeRuns(const std::vector<std::uint8_t> &runs) {
  std::vector<std::uint8_t> pixels;
  for (std::size_t i = 0; i + 1 < runs.size(); i += 2)
    pixels.insert(pixels.end(), runs[i], runs[i + 1]);
  return pixels;
}

std::uint32_t checksum(const std::vector<std::uint8_t> &pixels) {
  std::uint32_t sum = 2166136261u;
  for (std::uint8_t pixel : pixels)
    sum = (sum ^ pixel) * 16777619u;
  return sum;
}

void whiten(std::vector<std::uint8_t> &pixels, std::uint8_t key) {
  for (std::size_t i = 0; i < pixels.size(); ++i)
    pixels[i] ^= STEP_KEY(key);
}

// Returns where it stopped: at the first zero.
std::size_t escapeMarkers(std::vector<std::uint8_t> &pixels, std::uint8_t marker) {
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    if (pixels[i] == 0)
      return i;
    if (pixels[i] == marker)
      pixels[i] = 1;
  }
  return pixels.size();
}

std::vector<std::vector<std::uint8_t>> splitTiles(const std::vector<std::uint8_t> &pixels,
                                                  std::size_t tile) {
  std::vector<std::vector<std::uint8_t>> tiles;
  if (tile == 0)
    return tiles;
  for (std::size_t begin = 0; begin < pixels.size(); begin += tile) {
    std::vector<std::uint8_t> current;
    for (std::size_t i = begin; i < pixels.size() && i < begin + tile; ++i)
      current.push_back(pixels[i]);
    tiles.push_back(std::move(current));
  }
  return tiles;
}

} // namespace imaging
