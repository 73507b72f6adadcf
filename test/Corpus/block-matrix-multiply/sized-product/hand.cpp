// By hand: four rows by 32 columns at a time, with the columns copied to where they lie side by side.
// Function: matrixMultiplication
#include <algorithm>
#include <cstddef>
#include <vector>

std::vector<std::vector<float>> matrixMultiplication(const std::vector<std::vector<float>> &A,
                                                     const std::vector<std::vector<float>> &B) {
  if (A.empty() || B.empty())
    return {};
  int lines = A.size();
  int columns = B[0].size();
  int terms = A[0].size();
  std::vector<std::vector<float>> C(lines, std::vector<float>(columns, 0.0f));

  constexpr int Rows = 4, Wide = 32;
  int evenLines = 0, evenColumns = 0;
  if (lines >= Rows && columns >= Wide && terms > 0) {
    evenLines = lines / Rows * Rows;
    evenColumns = columns / Wide * Wide;
    std::vector<float> panel(static_cast<std::size_t>(terms) * Wide);
    for (int j = 0; j < evenColumns; j += Wide) {
      float *to = panel.data();
      for (int k = 0; k < terms; k++, to += Wide)
        std::copy_n(B[k].data() + j, Wide, to);
      for (int i = 0; i < evenLines; i += Rows) {
        float sums[Rows][Wide] = {};
        const float *a[Rows] = {A[i].data(), A[i + 1].data(), A[i + 2].data(), A[i + 3].data()};
        const float *from = panel.data();
        for (int k = 0; k < terms; k++, from += Wide)
          for (int r = 0; r < Rows; r++)
            for (int c = 0; c < Wide; c++)
              sums[r][c] += a[r][k] * from[c];
        for (int r = 0; r < Rows; r++)
          std::copy_n(sums[r], Wide, C[i + r].data() + j);
      }
    }
  }
  for (int i = 0; i < lines; i++) {
    for (int j = i < evenLines ? evenColumns : 0; j < columns; j++) {
      for (int k = 0; k < terms; k++) {
        C[i][j] += A[i][k] * B[k][j];
      }
    }
  }
  return C;
}
