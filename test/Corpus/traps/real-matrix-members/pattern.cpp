// To find: nothing: no store of a float can change the members, and the compiler knows it.
// Function: multiplyRows
// Model: fastText, src/densematrix.cc, DenseMatrix::multiplyRow,
//   https://github.com/facebookresearch/fastText at 1142dc4c4e
#include <cstdint>
#include <vector>

class DenseMatrix {
public:
  DenseMatrix(int64_t rows, int64_t columns) : m_(rows), n_(columns), data_(rows * columns) {}
  float &at(int64_t i, int64_t j) { return data_[i * n_ + j]; }
  void multiplyRows(const std::vector<float> &factors);

private:
  int64_t m_;
  int64_t n_;
  std::vector<float> data_;
};

void DenseMatrix::multiplyRows(const std::vector<float> &factors) {
  if (static_cast<int64_t>(factors.size()) != m_)
    return;
  for (int64_t i = 0; i < m_; i++) {
    const float factor = factors[i];
    if (factor != 0) {
      for (int64_t j = 0; j < n_; j++)
        at(i, j) *= factor;
    }
  }
}
