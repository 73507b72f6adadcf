// To find: rows of a nested vector and the member limit are read again for every int stored.
// Function: capCounts
// Model: PCL, ml/include/pcl/ml/impl/ferns/fern_evaluator.hpp, FernEvaluator::evaluate (flags per
//   feature held in nested vectors), https://github.com/PointCloudLibrary/pcl at 1fdb03883e
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
  for (std::size_t row = 0; row < cells.size(); ++row) {
    for (std::size_t column = 0; column < cells[row].size(); ++column) {
      int aged = cells[row][column] - decay;
      if (aged > limit)
        aged = limit;
      cells[row][column] = aged < floor ? floor : aged;
    }
  }
}
