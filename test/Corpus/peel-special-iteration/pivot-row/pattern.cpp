// To find: a column is cleared in every row but the pivot's, and every row is asked whether it is that one.
// Function: clearColumn
// Model: KACTL, content/numerical/Simplex.h, LPSolver::pivot, one of its rows,
//   https://github.com/kth-competitive-programming/kactl (1e4c758dcaf1a3eff9cea6722c3c0aba12465c7c)
#include <vector>

void clearColumn(std::vector<double> &right, const std::vector<double> &column, int pivot) {
  const int rows = static_cast<int>(right.size());
  if (column.size() != right.size() || pivot < 0 || pivot >= rows)
    return;
  const double scale = right[pivot] / 3;
  for (int i = 0; i < rows; i++)
    if (i != pivot)
      right[i] -= column[i] * scale;
  right[pivot] = scale;
}
