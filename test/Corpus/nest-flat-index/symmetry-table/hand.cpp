// By hand: two loops, where the side is positive; else the index is divided as before.
#include <vector>

void mirrorTable(int side, std::vector<int> &table) {
  const int points = static_cast<int>(table.size());
  int *const out = table.data();
  if (side <= 0) {
    for (int v = 0; v < points; ++v)
      out[v] = (v / side) * side + (side - 1 - v % side);
    return;
  }
  for (int v = 0, row = 0; v < points; ++row) {
    const int columns = points - v < side ? points - v : side;
    for (int column = 0; column < columns; ++column, ++v)
      out[v] = row * side + (side - 1 - column);
  }
}
