// To find: three rows of nested vectors are looked up again for every byte.
// Function: boxBlur
// Model: CodeFights, Box_Blur.cpp, boxBlur, https://github.com/BarbaraLitwin/CodeFights
#include <cstddef>
#include <vector>

typedef std::vector<std::vector<unsigned char>> Grid;

// Mean of the 3 x 3 neighbourhood of every inner cell.
Grid boxBlur(const Grid &in) {
  Grid out(in.size());
  for (std::size_t y = 0; y < in.size(); ++y)
    out[y].assign(in[y].size(), 0);
  for (std::size_t y = 1; y + 1 < in.size(); ++y) {
    if (in[y - 1].size() != in[y].size() || in[y + 1].size() != in[y].size())
      continue;
    for (std::size_t x = 1; x + 1 < in[y].size(); ++x) {
      int sum = in[y - 1][x - 1] + in[y - 1][x] + in[y - 1][x + 1] + in[y][x - 1] + in[y][x] +
                in[y][x + 1] + in[y + 1][x - 1] + in[y + 1][x] + in[y + 1][x + 1];
      out[y][x] = static_cast<unsigned char>(sum / 9);
    }
  }
  return out;
}
