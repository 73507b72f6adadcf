// Leave alone: each access may grow the matrix, which moves its data.
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
      if (addend(r, c) != 0) {
        sum.grow(addend(r, c) % 64 + r + 1);
        sum(r, c) += addend(r, c) * factor;
      }
  return true;
}
