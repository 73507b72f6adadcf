// By hand: row pointers per line; the result's rows are not those of the source.
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
    const unsigned char *up = in[y - 1].data(), *at = in[y].data(), *down = in[y + 1].data();
    unsigned char *to = out[y].data();
    const std::size_t width = in[y].size();
    for (std::size_t x = 1; x + 1 < width; ++x) {
      int sum = up[x - 1] + up[x] + up[x + 1] + at[x - 1] + at[x] + at[x + 1] + down[x - 1] +
                down[x] + down[x + 1];
      to[x] = static_cast<unsigned char>(sum / 9);
    }
  }
  return out;
}
