// By hand: references to the rows of the three lines and of the target.
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
    const int *up = cells_[i - 1].data(), *at = cells_[i].data(), *down = cells_[i + 1].data();
    int *to = next[i].data();
    const int size = size_;
    for (int j = 1; j < size - 1; ++j) {
      int around = up[j - 1] + up[j] + up[j + 1] + at[j - 1] + at[j + 1] + down[j - 1] + down[j] +
                   down[j + 1];
      to[j] = around == 3 || (around == 2 && at[j]);
    }
  }
}
