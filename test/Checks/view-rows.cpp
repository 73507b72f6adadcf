// RUN: %check %s
// Rows of nested vectors.
#include <cstddef>
#include <cstdio>
#include <vector>

typedef std::vector<std::vector<unsigned char>> Grid;

static Grid boxBlur(const Grid &in) {
  Grid out(in.size());
  for (std::size_t y = 0; y < in.size(); ++y)
    out[y].assign(in[y].size(), 0);
  for (std::size_t y = 1; y + 1 < in.size(); ++y) {
    if (in[y - 1].size() != in[y].size() || in[y + 1].size() != in[y].size())
      continue;
    for (std::size_t x = 1; x + 1 < in[y].size(); ++x) { // finds
      int sum = in[y - 1][x - 1] + in[y - 1][x] + in[y - 1][x + 1] + in[y][x - 1] + in[y][x] +
                in[y][x + 1] + in[y + 1][x - 1] + in[y + 1][x] + in[y + 1][x + 1];
      out[y][x] = static_cast<unsigned char>(sum / 9); // the mean
    }
  }
  return out;
}

// Both rows may be one.
static void relax(std::vector<std::vector<int>> &distance) {
  const std::size_t n = distance.size();
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < distance[k].size(); ++j) // finds
        if (distance[i][k] + distance[k][j] < distance[i][j])
          distance[i][j] = distance[i][k] + distance[k][j];
}

class Board {
public:
  explicit Board(int size) : size_(size), cells_(size, std::vector<int>(size)) {}
  std::vector<std::vector<int>> &cells() { return cells_; }
  void step(std::vector<std::vector<int>> &next) {
    for (int i = 1; i < size_ - 1; ++i) {
      // Each cell of the line.
      for (int j = 1; j < size_ - 1; ++j) { // finds
        int around = cells_[i - 1][j] + cells_[i][j - 1] + cells_[i][j + 1] + cells_[i + 1][j];
        next[i][j] = around == 1 || (around == 2 && cells_[i][j]);
      }
    }
  }

private:
  int size_;
  std::vector<std::vector<int>> cells_;
};

static void first(Grid &grid, std::vector<unsigned char> &totals) {
  for (std::size_t y = 0; y < grid.size(); ++y)
    if (!grid[y].empty())
      for (std::size_t i = 0; i < 3; ++i) totals[i] += grid[y][i] + grid[0][i]; // finds
}

int main() {
  Grid in(4, std::vector<unsigned char>(5));
  unsigned char next = 0;
  for (auto &row : in)
    for (auto &cell : row)
      cell = next += 37;
  for (const auto &row : boxBlur(in))
    for (int cell : row)
      std::printf("%d ", cell);
  std::vector<std::vector<int>> distance{{0, 9, 2}, {9, 0, 4}, {2, 4, 0}};
  relax(distance);
  std::printf("\n%d %d\n", distance[0][1], distance[1][0]);
  Board board(5);
  board.cells()[2] = {1, 0, 1, 1, 0};
  auto cells = board.cells();
  board.step(cells);
  board.step(board.cells());
  for (const auto &row : cells)
    for (int cell : row)
      std::printf("%d", cell);
  for (const auto &row : board.cells())
    for (int cell : row)
      std::printf("%d", cell);
  std::vector<unsigned char> totals(3);
  first(in, totals);
  std::printf("\n%d %d\n", totals[0], totals[2]);
}
