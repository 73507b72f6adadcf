// Leave alone: the board is stepped in place, and grows by one row for each cell that is born.
// Function: step
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

void Board::step(std::vector<std::vector<int>> &) {
  for (int i = 1; i < size_ - 1; ++i) {
    for (int j = 1; j < size_ - 1; ++j) {
      int around = cells_[i - 1][j - 1] + cells_[i - 1][j] + cells_[i - 1][j + 1] +
                   cells_[i][j - 1] + cells_[i][j + 1] + cells_[i + 1][j - 1] +
                   cells_[i + 1][j] + cells_[i + 1][j + 1];
      if (around == 3) {
        cells_.emplace_back(size_);
        cells_[i].resize(cells_[i].size() + 1);
        cells_[i - 1].resize(cells_[i - 1].size() + 1);
        cells_[i + 1].resize(cells_[i + 1].size() + 1);
      }
      cells_[i][j] = around == 3 || (around == 2 && cells_[i][j]);
    }
  }
}
