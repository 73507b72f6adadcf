// To find: a product of matrices that know their sizes is made term by term in its own elements.
// Function: matrixMultiplication
// Model: Neural-Networks, main.cpp, matrixMultiplication,
//   https://github.com/doisgameplay/Neural-Networks (as of 2023)
#include <vector>

std::vector<std::vector<float>> matrixMultiplication(const std::vector<std::vector<float>> &A,
                                                     const std::vector<std::vector<float>> &B) {
  if (A.empty() || B.empty())
    return {};
  int lines = A.size();
  int columns = B[0].size();
  int terms = A[0].size();
  std::vector<std::vector<float>> C(lines, std::vector<float>(columns, 0.0f));

  for (int i = 0; i < lines; i++) {
    for (int j = 0; j < columns; j++) {
      for (int k = 0; k < terms; k++) {
        C[i][j] += A[i][k] * B[k][j];
      }
    }
  }
  return C;
}
