// The textbook rewrite: one division, then multiplications.
#include <cstddef>
#include <vector>

struct Row {
  std::vector<float> values;
};

void divideRow(Row &row, float divisor) {
  if (divisor == 0)
    return;
  const float reciprocal = 1 / divisor;
  for (std::size_t j = 0; j < row.values.size(); ++j)
    row.values[j] *= reciprocal;
}
