// To find: nested int rows are indexed again for each neighbour while another nested row is
//   written.
// Function: step
// Model: game-of-life, src/conway.hpp, conways, https://github.com/s-mv/game-of-life
#include <vector>

class Board {
public:
  explicit Board(int size) : size_(size), cells_(size, std::vector<int>(size)) {}
  std::vector<std::vector<int>> &cells() { return cells_; }
  void step(std::vector<std::vector<int>> &next);

private:
  int size_;
  std::vector<std::vector<int>> cells_;
};

void Board::step(std::vector<std::vector<int>> &next) {
  for (int i = 1; i < size_ - 1; ++i) {
    for (int j = 1; j < size_ - 1; ++j) {
      int around = cells_[i - 1][j - 1] + cells_[i - 1][j] + cells_[i - 1][j + 1] +
                   cells_[i][j - 1] + cells_[i][j + 1] + cells_[i + 1][j - 1] +
                   cells_[i + 1][j] + cells_[i + 1][j + 1];
      next[i][j] = around == 3 || (around == 2 && cells_[i][j]);
    }
  }
}
