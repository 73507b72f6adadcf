// By hand: a row pointer and the limit in locals.
#include <cstddef>
#include <vector>

struct CountTable {
  std::vector<std::vector<int>> cells;
  int limit = 255;
  int floor = 0;

  void capCounts(int decay);
};

// Ages every cell of the table and keeps it within its limits.
void CountTable::capCounts(int decay) {
  const int most = limit, least = floor;
  for (std::vector<int> &row : cells) {
    int *cell = row.data();
    const std::size_t columns = row.size();
    for (std::size_t column = 0; column < columns; ++column) {
      int aged = cell[column] - decay;
      if (aged > most)
        aged = most;
      cell[column] = aged < least ? least : aged;
    }
  }
}
