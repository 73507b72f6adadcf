// Leave alone: the matrix is added to itself and grows on the way, which moves its data and
//   changes its stride.
// Function: addScaled
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
    columns_ += rows & 1;
    cells_.resize(rows_ * columns_);
  }

private:
  int rows_;
  int columns_;
  std::vector<T> cells_;
};

bool addScaled(Matrix<int> &sum, int factor) {
  const Matrix<int> &addend = sum;
  if (sum.rows() < addend.rows() || sum.columns() < addend.columns())
    return false;
  for (int r = 0; r < addend.rows(); ++r)
    for (int c = 0; c < addend.columns(); ++c)
      if (addend(r, c) != 0) {
        sum(r, c) += addend(r, c) * factor;
        sum.grow(factor % 64 + 1);
      }
  return true;
}
