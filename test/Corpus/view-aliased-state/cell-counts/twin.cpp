// Leave alone: the limit is an element of the table, and is capped in turn.
// Function: capCounts
#include <cstddef>
#include <vector>

struct CountTable {
  std::vector<std::vector<int>> cells;
  int &limit;
  int floor = 0;

  void capCounts(int decay);
};

// Ages every cell of the table and keeps it within its limits.
void CountTable::capCounts(int decay) {
  if (cells.empty() || cells[0].empty() || &limit != &cells[0][0])
    return;
  for (std::size_t row = 0; row < cells.size(); ++row) {
    for (std::size_t column = 0; column < cells[row].size(); ++column) {
      int aged = cells[row][column] - decay;
      if (aged > limit)
        aged = limit;
      cells[row][column] = aged < floor ? floor : aged;
    }
  }
}
