// RUN: %check %s
// FLAGS: -std=c++17 -O2
// Views are pointers there.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

static void shade(std::vector<std::vector<std::uint8_t>> &out, const std::vector<std::vector<std::uint8_t>> &in) {
  for (std::size_t y = 0; y < in.size(); ++y) {
    unsigned char *const outRow = out[y].data();
    const unsigned char *const inRow = in[y].data();
    for (std::size_t x = 0; x < 3; ++x) // finds
      outRow[x] = static_cast<std::uint8_t>(inRow[x] / 2);
  }
}

// Pointers are not indexed like containers.
struct Place {
  operator std::size_t() const { return 1; }
  operator int() const { return 1; }
};
static void count(std::vector<std::vector<int>> &counts, const std::string &text) {
  for (std::size_t k = 0; k < counts.size(); ++k)
    for (char c : text) // refuses: unviewable
      ++counts[k][c];
  for (std::size_t k = 0; k < counts.size(); ++k) {
    int *const countsRow = counts[k].data();
    for (unsigned char c : text) // finds
      ++countsRow[c];
  }
}
static void scale(std::vector<std::vector<int>> &to, const std::vector<std::vector<int>> &from, double by, Place place) {
  for (std::size_t y = 0; y < from.size(); ++y) {
    int *const toRow = to[0].data();
    for (std::size_t x = 0; x < 3; ++x) // finds
      toRow[x] = from[y][x * by] + from[y][place];
  }
}

int main() {
  std::vector<std::vector<std::uint8_t>> in{{2, 4, 6}, {8, 10, 12}}, out(2, std::vector<std::uint8_t>(3));
  shade(out, in);
  shade(in, in);
  std::vector<std::vector<int>> counts(2, std::vector<int>(128));
  count(counts, "abc");
  std::vector<std::vector<int>> numbers(1, std::vector<int>(3, 7));
  scale(counts, numbers, 0.5, {});
  std::printf("%d %d\n", counts[0][1], counts[1]['b']);
  std::printf("%d %d %d\n", out[0][1], out[1][2], in[1][2]);
}
