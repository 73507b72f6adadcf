// RUN: %check %s
// FLAGS: -std=c++17 -O2
// Views are pointers there.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <vector>

static void scale(std::vector<std::uint8_t> &to, const std::vector<std::uint8_t> &from, std::size_t count) {
  std::uint8_t *const toData = to.data();
  const std::uint8_t *const fromData = from.data();
  const std::size_t checked = std::min({count, to.size(), from.size()});
  for (std::size_t i = 0; i < checked; ++i) // finds
    toData[i] = static_cast<std::uint8_t>(fromData[i] * 3);
  for (std::size_t i = checked; i < count; ++i) // finds
    to.at(i) = static_cast<std::uint8_t>(from.at(i) * 3);
}

static void invert(std::vector<std::uint8_t> &levels) {
  std::uint8_t *const levelsData = levels.data();
  for (std::size_t i = 0; i < levels.size(); ++i) // finds
    levelsData[i] = static_cast<std::uint8_t>(~levelsData[i]);
}

// Where at() stays, no view is made.
static void look(std::vector<std::uint8_t> &pixels, const std::vector<std::uint8_t> &table, std::size_t count) {
  std::uint8_t *const pixelsData = pixels.data();
  const std::size_t checked = std::min(count, pixels.size());
  for (std::size_t i = 0; i < checked; ++i) // finds
    pixelsData[i] = table.at(pixelsData[i]);
  for (std::size_t i = checked; i < count; ++i) // finds
    pixels.at(i) = table.at(pixels.at(i));
}

int main() {
  std::vector<std::uint8_t> to(3), from{1, 2};
  try {
    scale(to, from, 3);
  } catch (const std::out_of_range &e) {
    std::printf("%s\n", e.what());
  }
  invert(to);
  std::vector<std::uint8_t> pixels{1, 2, 0};
  look(pixels, {5, 6, 7}, 3);
  std::printf("%d %d\n", pixels[0], pixels[1]);
  std::printf("%d %d %d\n", to[0], to[1], to[2]);
}
