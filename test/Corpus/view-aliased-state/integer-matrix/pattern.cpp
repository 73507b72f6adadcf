// To find: operator() reads data pointer and stride again after each int stored.
// Function: addScaled
// Model: Tesseract, src/ccstruct/matrix.h, GENERIC_2D_ARRAY::operator+= and operator(),
//   https://github.com/tesseract-ocr/tesseract at fe50309a17
#include <vector>

template <class T> class Matrix {
public:
  Matrix(int rows, int columns) : rows_(rows), columns_(columns), cells_(rows * columns) {}
  int rows() const { return rows_; }
  int columns() const { return columns_; }
  T &operator()(int row, int column) { return cells_[row * columns_ + column]; }
  const T &operator()(int row, int column) const { return cells_[row * columns_ + column]; }
  void grow(int rows) {
    if (rows <= rows_)
      return;
    rows_ = rows;
    cells_.resize(rows_ * columns_);
  }

private:
  int rows_;
  int columns_;
  std::vector<T> cells_;
};

bool addScaled(Matrix<int> &sum, const Matrix<int> &addend, int factor) {
  if (sum.rows() < addend.rows() || sum.columns() < addend.columns())
    return false;
  for (int r = 0; r < addend.rows(); ++r)
    for (int c = 0; c < addend.columns(); ++c)
      sum(r, c) += addend(r, c) * factor;
  return true;
}
