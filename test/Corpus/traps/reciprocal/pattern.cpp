// To find: nothing: multiplying by the reciprocal rounds twice, so the results are others.
// Function: divideRow
// Model: fastText, src/densematrix.cc, DenseMatrix::divideRow,
//   https://github.com/facebookresearch/fastText at 1142dc4c4e
#include <cstddef>
#include <vector>

struct Row {
  std::vector<float> values;
};

void divideRow(Row &row, float divisor) {
  if (divisor == 0)
    return;
  for (std::size_t j = 0; j < row.values.size(); ++j)
    row.values[j] /= divisor;
}
