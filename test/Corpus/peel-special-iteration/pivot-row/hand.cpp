// By hand: the rows above the pivot, and those below.
#include <vector>

void clearColumn(std::vector<double> &right, const std::vector<double> &column, int pivot) {
  const int rows = static_cast<int>(right.size());
  if (column.size() != right.size() || pivot < 0 || pivot >= rows)
    return;
  const double scale = right[pivot] / 3;
  double *to = right.data();
  const double *from = column.data();
  for (int i = 0; i < pivot; i++)
    to[i] -= from[i] * scale;
  for (int i = pivot + 1; i < rows; i++)
    to[i] -= from[i] * scale;
  right[pivot] = scale;
}
