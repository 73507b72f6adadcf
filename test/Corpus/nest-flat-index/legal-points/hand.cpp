// By hand: two loops, the flat index counted along.
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
  for (std::size_t i = 0, y = 0; i < points; ++y) {
    const std::size_t end = points - i < side ? points : i + side;
    const int *const row = board.state.data() + (y + 1) * stride + 1;
    for (std::size_t x = 0; i < end; ++x, ++i) {
      const float share = row[x] == 0 ? policy[i] : 0.0f;
      open[i] = share;
      sum += share;
    }
  }
  return sum;
}
