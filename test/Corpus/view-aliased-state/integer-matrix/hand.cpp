// By hand: row pointers and the column count in locals.
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
  const int rows = addend.rows(), columns = addend.columns();
  for (int r = 0; r < rows && columns > 0; ++r) {
    int *to = &sum(r, 0);
    const int *from = &addend(r, 0);
    for (int c = 0; c < columns; ++c)
      to[c] += from[c] * factor;
  }
  return true;
}
