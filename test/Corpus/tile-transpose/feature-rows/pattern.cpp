// To find: a matrix is copied to its transpose, down the columns of the result.
// Function: transpose
// Model: game-tetris, src/matrix.hpp, matrix::transpose,
//   https://github.com/ilyasa1211/game-tetris (main, as of 2025)
#include <cstddef>
#include <vector>

std::vector<std::vector<float>> transpose(const std::vector<std::vector<float>> &src) {
  if (src.empty())
    return {};
  const std::size_t rows = src.size();
  const std::size_t columns = src[0].size();
  for (std::size_t i = 0; i < rows; i++)
    if (src[i].size() != columns)
      return {};
  std::vector<std::vector<float>> out(columns, std::vector<float>(rows));
  for (std::size_t i = 0; i < rows; i++) {
    for (std::size_t j = 0; j < columns; j++) {
      out[j][i] = src[i][j];
    }
  }
  return out;
}
