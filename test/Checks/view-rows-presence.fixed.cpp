// RUN: %check %s
// What tells that a row is there, and what does not.
#include <cstddef>
#include <cstdio>
#include <span>
#include <vector>

typedef std::vector<std::vector<unsigned char>> Grid;
typedef std::vector<std::vector<int>> Numbers;

// A name in decltype asks for nothing.
static long named(Grid &grid, const bool *on) {
  long sum = 0;
  for (decltype(grid[0].size()) x = 0; x < 8; ++x) // refuses: may-be-absent
    if (on[x]) {
      grid[0][x] = 1;
      sum += x;
    }
  for (std::size_t x = 0; x < 8; ++x) { // refuses: may-be-absent
    decltype(grid[0].size()) at = x;
    if (on[x])
      grid[0][at] = 1;
  }
  return sum;
}

// Of the first call's grid.
static long remembersBound(Grid &grid, std::size_t width) {
  static const std::size_t height = grid.size();
  long n = 0;
  for (std::size_t y = 0; y < height; ++y)
    for (std::size_t x = 0; x < width; ++x) { // refuses: may-be-absent
      grid[y][x] = 1;
      ++n;
    }
  return n;
}

static long remembersRows(const Numbers &in, std::size_t width) {
  static Numbers out(in.size(), std::vector<int>(width));
  long n = 0;
  for (std::size_t y = 0; y < in.size(); ++y) {
    std::span<const int> inRow(in[y]);
    for (std::size_t x = 0; x < width; ++x) { // finds
      out[y][x] = inRow[x];
      ++n;
    }
  }
  return n;
}

struct Tensor {
  std::size_t rows = 2, columns = 5000;
  std::size_t size(int dimension) const { return dimension ? columns : rows; }
};
static long otherDimension(const Tensor &tensor, std::size_t width) {
  Numbers out(tensor.size(0), std::vector<int>(width));
  long n = 0;
  for (std::size_t y = 0; y < tensor.size(1); ++y)
    for (std::size_t x = 0; x < width; ++x) { // refuses: may-be-absent
      out[y][x] = 1;
      ++n;
    }
  return n;
}

int main() {
  bool on[8] = {};
  Grid none, grid(1000, std::vector<unsigned char>(2));
  std::printf("%ld\n", named(none, on));
  std::printf("%ld %ld\n", remembersBound(grid, 2), remembersBound(none, 0));
  std::printf("%ld\n", remembersRows({{1, 2}}, 2));
  std::printf("%ld\n", remembersRows(Numbers(1000), 0));
  std::printf("%ld\n", otherDimension({}, 0));
}
