// Leave alone: a watcher is told of every cell, and may change the table.
// Function: capCounts
#include <cstddef>
#include <vector>

struct CountTable {
  std::vector<std::vector<int>> cells;
  void (*capped)(CountTable &) = nullptr;
  int limit = 255;
  int floor = 0;

  void capCounts(int decay);
};

// Ages every cell of the table and keeps it within its limits.
void CountTable::capCounts(int decay) {
  for (std::size_t row = 0; row < cells.size(); ++row) {
    for (std::size_t column = 0; column < cells[row].size(); ++column) {
      int aged = cells[row][column] - decay;
      if (aged > limit)
        aged = limit;
      cells[row][column] = aged < floor ? floor : aged;
      if (capped)
        capped(*this);
    }
  }
}
