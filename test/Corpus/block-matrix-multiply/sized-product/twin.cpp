// Leave alone: rows of the first matrix have lengths of their own, so that sums have different numbers of terms.
// Function: matrixMultiplication
#include <cstddef>
#include <vector>

std::vector<std::vector<float>> matrixMultiplication(const std::vector<std::vector<float>> &A,
                                                     const std::vector<std::vector<float>> &B) {
  if (A.empty() || B.empty())
    return {};
  int lines = A.size();
  int columns = B[0].size();
  std::vector<std::vector<float>> C(lines, std::vector<float>(columns, 0.0f));

  for (int i = 0; i < lines; i++) {
    for (int j = 0; j < columns; j++) {
      for (std::size_t k = 0; k < A[i].size(); k++) {
        C[i][j] += A[i][k] * B[k][j];
      }
    }
  }
  return C;
}
