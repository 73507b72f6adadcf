// To find: a table of where each point of a board goes when the board is mirrored, its row and column divided out of an index.
// Function: mirrorTable
// Model: Leela Zero, src/Network.cpp, Network::initialize (get_symmetry({v % BOARD_SIZE, v / BOARD_SIZE}, s)),
//   https://github.com/leela-zero/leela-zero at 3ee6d20
#include <vector>

void mirrorTable(int side, std::vector<int> &table) {
  const int points = static_cast<int>(table.size());
  for (int v = 0; v < points; ++v) {
    const int column = v % side, row = v / side;
    table[v] = row * side + (side - 1 - column);
  }
}
