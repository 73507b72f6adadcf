// RUN: %check %s
// FLAGS: -std=c++17 -O2
// Views are pointers there.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

static void shade(std::vector<std::vector<std::uint8_t>> &out, const std::vector<std::vector<std::uint8_t>> &in) {
  for (std::size_t y = 0; y < in.size(); ++y)
    for (std::size_t x = 0; x < 3; ++x) // finds
      out[y][x] = static_cast<std::uint8_t>(in[y][x] / 2);
}

int main() {
  std::vector<std::vector<std::uint8_t>> in{{2, 4, 6}, {8, 10, 12}}, out(2, std::vector<std::uint8_t>(3));
  shade(out, in);
  shade(in, in);
  std::printf("%d %d %d\n", out[0][1], out[1][2], in[1][2]);
}
