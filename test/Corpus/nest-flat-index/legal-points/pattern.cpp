// To find: points of a board, row and column divided out of a flat index, looked up on a board with a border.
// Function: openPolicy
// Model: Leela Zero, src/UCTNode.cpp, UCTNode::create_children (i % BOARD_SIZE, i / BOARD_SIZE),
//   https://github.com/leela-zero/leela-zero at 3ee6d20
#include <cstddef>
#include <vector>

struct Board {
  std::size_t side = 0;
  std::vector<int> state; ///< (side + 2) squared: a border all around.
};

float openPolicy(const Board &board, const std::vector<float> &policy, std::vector<float> &open) {
  const std::size_t side = board.side, stride = side + 2;
  const std::size_t points = side * side;
  float sum = 0;
  for (std::size_t i = 0; i < points; ++i) {
    const std::size_t x = i % side;
    const std::size_t y = i / side;
    const float share = board.state[(y + 1) * stride + x + 1] == 0 ? policy[i] : 0.0f;
    open[i] = share;
    sum += share;
  }
  return sum;
}
