// RUN: %check %s
// Matrices that are copied to their transpose.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

typedef std::vector<std::vector<double>> Matrix;

// As everybody writes it; the result is a new object.
static Matrix transposed(const Matrix &in, std::size_t rows, std::size_t columns) {
  Matrix out(columns, std::vector<double>(rows));
  // A strip at a time: the lines of its rows stay in the cache until all of them is copied.
  for (std::size_t iStart = 0, iEnd; iStart < rows; iStart = iEnd) {
    iEnd = iStart + std::min<std::size_t>(32, rows - iStart);
    for (std::size_t j = 0; j < columns; ++j) // finds
      for (std::size_t i = iStart; i < iEnd; ++i)
        out[j][i] = in[i][j];
  }
  return out;
}

// The caller may give one matrix twice.
static void transposeInto(const Matrix &in, Matrix &out) {
  if (&out != &in) {
    // A strip at a time: the lines of its rows stay in the cache until all of them is copied.
    for (std::size_t iStart = 0, iEnd; iStart < in.size(); iStart = iEnd) {
      iEnd = iStart + std::min<std::size_t>(32, in.size() - iStart);
      for (std::size_t j = 0; j < in[0].size(); j++) { // finds
        for (std::size_t i = iStart; i < iEnd; i++) {
          out[j][i] = in[i][j]; // One element.
        }
      }
    }
  } else {
    for (std::size_t i = 0; i < in.size(); i++) { // finds
      for (std::size_t j = 0; j < in[0].size(); j++) {
        out[j][i] = in[i][j]; // One element.
      }
    }
  }
}

// Rows one behind the other; a factor, and another type.
static std::vector<float> scaledFlat(const std::vector<double> &in, int rows, int columns, double factor) {
  std::vector<float> out(in.size());
  // Row by row.
  // A strip at a time: the lines of its rows stay in the cache until all of them is copied.
  for (int rowStart = 0, rowEnd; rowStart < rows; rowStart = rowEnd) {
    rowEnd = rowStart + std::min(32, rows - rowStart);
    for (int column = 0; column < columns; ++column) // finds
      for (int row = rowStart; row < rowEnd; ++row)
        out[column * rows + row] = static_cast<float>(in[row * columns + column] * factor);
  }
  return out;
}

// Written along the rows already.
static std::vector<std::uint8_t> turned(const std::vector<std::uint8_t> &in, std::size_t n) {
  std::vector<std::uint8_t> out(n * n);
  // A strip at a time: the lines of its rows stay in the cache until all of them is copied.
  for (std::size_t iStart = 0, iEnd; iStart < n; iStart = iEnd) {
    iEnd = iStart + std::min<std::size_t>(32, n - iStart);
    for (std::size_t j = 0; j < n; ++j) // finds
      for (std::size_t i = iStart; i < iEnd; ++i)
        out[i + j * n] = in[i * n + j];
  }
  return out;
}

constexpr int Size = 100;
static double table[Size][Size], turnedTable[Size][Size];
static std::array<std::array<int, Size>, Size> grid, turnedGrid;

// Arrays of known size.
static void transposeTable() {
  // A strip at a time: the lines of its rows stay in the cache until all of them is copied.
  for (int iStart = 0, iEnd; iStart < Size; iStart = iEnd) {
    iEnd = iStart + std::min(32, Size - iStart);
    for (int j = 0; j < Size; ++j) // finds
      for (int i = iStart; i < iEnd; ++i)
        turnedTable[j][i] = table[i][j];
  }
  // A strip at a time: the lines of its rows stay in the cache until all of them is copied.
  for (int iStart2 = 1, iEnd2; iStart2 < Size; iStart2 = iEnd2) {
    iEnd2 = iStart2 + std::min(32, Size - iStart2);
    for (int j = 0; j < 80; ++j) // finds
      for (int i = iStart2; i < iEnd2; ++i)
        turnedGrid[j][i] += grid[i][j];
  }
}

// A signed index, an unsigned size; names in another style.
static Matrix ofSizes(const Matrix &in) {
  if (in.empty())
    return {};
  Matrix out(in[0].size(), std::vector<double>(in.size()));
  // A strip at a time: the lines of its rows stay in the cache until all of them is copied.
  for (int row_index_start = 0, row_index_end; row_index_start < in.size(); row_index_start = row_index_end) {
    row_index_end = row_index_start + std::min(32, static_cast<int>(in.size()) - row_index_start);
    for (int column_index = 0; column_index < out.size(); ++column_index) { // finds
      for (int row_index = row_index_start; row_index < row_index_end; ++row_index) {
        out[column_index][row_index] = in[row_index][column_index];
      }
    }
  }
  return out;
}

class Image {
public:
  Image(int width, int height) : width_(width), height_(height), cells_(width * height) {}
  Image turned() const {
    Image result(height_, width_);
    // A strip at a time: the lines of its rows stay in the cache until all of them is copied.
    for (int yStart = 0, yEnd; yStart < height_; yStart = yEnd) {
      yEnd = yStart + std::min(32, height_ - yStart);
      for (int x = 0; x < width_; ++x) // finds
        for (int y = yStart; y < yEnd; ++y)
          result.cells_[x * height_ + y] = cells_[y * width_ + x];
    }
    return result;
  }
  // The other image has a height of its own: rows of it may overlap.
  Image turnedBy(int pitch) const {
    Image result(height_, width_ + height_ + pitch);
    for (int y = 0; y < height_; ++y) // refuses: dependence
      for (int x = 0; x < width_; ++x)
        result.cells_[x * pitch + y] = cells_[y * width_ + x];
    return result;
  }
  int width_, height_;
  std::vector<int> cells_;
};

// A bound that is more than a name, and one that may be negative.
static void lower(const Matrix &in, int n, std::vector<int> &out) {
  Matrix result(n, std::vector<double>(n));
  // A strip at a time: the lines of its rows stay in the cache until all of them is copied.
  for (int iStart = 2, iEnd; iStart < n - 1; iStart = iEnd) {
    iEnd = iStart + std::min(32, (n - 1) - iStart);
    for (int j = 1; j < n; ++j) // finds
      for (int i = iStart; i < iEnd; ++i)
        result[j][i] = in[i][j] * 2;
  }
  out[0] = static_cast<int>(result[1][2] + result[n - 1][n - 2]);
}

// An index that holds more than its bound.
static std::vector<short> ofNarrow(const std::vector<short> &in, unsigned rows, unsigned columns) {
  std::vector<short> out(in.size());
  // A strip at a time: the lines of its rows stay in the cache until all of them is copied.
  for (std::size_t iStart = 0, iEnd; iStart < rows; iStart = iEnd) {
    iEnd = iStart + std::min<std::size_t>(32, rows - iStart);
    for (std::size_t j = 0; j < columns; ++j) // finds
      for (std::size_t i = iStart; i < iEnd; ++i)
        out[j * rows + i] = in[i * columns + j];
  }
  return out;
}

// Every other row is stored to twice, in the order it was; so are elements that are further apart than a strip.
static void halved(const Matrix &in, std::vector<double> &sums, int n) {
  Matrix out(n, std::vector<double>(n));
  // A strip at a time: the lines of its rows stay in the cache until all of them is copied.
  for (int iStart = 0, iEnd; iStart < n; iStart = iEnd) {
    iEnd = iStart + std::min(32, n - iStart);
    for (int j = 0; j < n; ++j) // finds
      for (int i = iStart; i < iEnd; ++i)
        out[j / 2][i] = in[i][j];
  }
  sums[0] = out[1][1];
}
static void farApart(const std::vector<int> &in, std::vector<int> &result) {
  std::vector<int> out(100 * 100);
  // A strip at a time: the lines of its rows stay in the cache until all of them is copied.
  for (int iStart = 0, iEnd; iStart < 100; iStart = iEnd) {
    iEnd = iStart + std::min(32, 100 - iStart);
    for (int j = 0; j < 100; ++j) // finds
      for (int i = iStart; i < iEnd; ++i)
        out[j * 99 + i] = in[i * 100 + j];
  }
  result = out;
}

// An image turned to either side.
static void rotateLeft(const std::vector<std::uint8_t> &in, int width, int height, std::vector<std::uint8_t> &to) {
  std::vector<std::uint8_t> out(width * height);
  // A strip at a time: the lines of its rows stay in the cache until all of them is copied.
  for (int xStart = 0, xEnd; xStart < width; xStart = xEnd) {
    xEnd = xStart + std::min(32, width - xStart);
    for (int y = 0; y < height; ++y) // finds
      for (int x = xStart; x < xEnd; ++x)
        out[(width - 1 - x) * height + y] = in[y * width + x];
  }
  to = out;
}
static void rotateRight(const std::vector<std::uint8_t> &in, std::size_t width, std::size_t height, std::vector<std::uint8_t> &to) {
  std::vector<std::uint8_t> out(width * height);
  // A strip at a time: the lines of its rows stay in the cache until all of them is copied.
  for (std::size_t xStart = 0, xEnd; xStart < width; xStart = xEnd) {
    xEnd = xStart + std::min<std::size_t>(32, width - xStart);
    for (std::size_t y = 0; y < height; ++y) // finds
      for (std::size_t x = xStart; x < xEnd; ++x)
        out[x * height + (height - 1 - y)] = in[y * width + x];
  }
  to = out;
}

// --- Left alone -------------------------------------------------------------------------

// In place: the second half would take what the first has stored.
static void inPlace(Matrix &m, int n) {
  for (int i = 0; i < n; ++i) // refuses: dependence
    for (int j = 0; j < n; ++j)
      m[j][i] = m[i][j];
}

// Only one half of it.
static void mirrored(const Matrix &in, int n, double &sum) {
  Matrix out = in;
  for (int i = 0; i < n; ++i) // refuses: triangular
    for (int j = 0; j < i; ++j)
      out[j][i] = in[i][j];
  sum += out[1][2];
}

// Rows that are nearer to each other than they are long: the last one to store counts.
static void overlapping(const std::vector<int> &in, std::vector<int> &result, int rows, int columns, int pitch) {
  std::vector<int> out(rows * columns);
  for (int i = 0; i < rows; ++i) // refuses: dependence
    for (int j = 0; j < columns; ++j)
      out[j * pitch + i] = in[i * columns + j];
  result = out;
}
static void overlappingNumbers(const std::vector<int> &in, std::vector<int> &result) {
  std::vector<int> out(100 * 100);
  for (int i = 0; i < 100; ++i) // refuses: dependence
    for (int j = 0; j < 100; ++j)
      out[j * 20 + i] = in[i * 100 + j];
  result = out;
}

// One too many of them: the last one of a row is the first one of the next.
static void oneTooFar(const std::vector<int> &in, std::vector<int> &result, int w, int h) {
  std::vector<int> out((w + h) * h + h);
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x)
      out[x * h + h - y * 2 + y] = in[y * w + x];
  for (int y = 0; y < h; ++y) // refuses: dependence
    for (int x = 0; x < w; ++x)
      out[x * (h - 1) + (h - 1 - y)] = in[y * w + x];
  for (int y = 0; y < h; ++y) // refuses: dependence
    for (int x = 0; x < w; ++x)
      out[x / 2 * h + y] += in[y * w + x];
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x)
      out[(x + y) * h + y] = in[y * w + x];
  result = out;
}

// The bounds are the other way round.
static std::vector<int> mixedUp(const std::vector<int> &in, int rows, int columns) {
  std::vector<int> out(in.size() * 2);
  for (int i = 0; i < rows; ++i) // refuses: dependence
    for (int j = 0; j < columns; ++j)
      out[j * columns + i] = in[i * columns + j];
  return out;
}

// In 32 bits j * rows comes round.
static std::vector<int> wraps(const std::vector<int> &in, unsigned rows, unsigned columns) {
  std::vector<int> out(in.size());
  for (unsigned i = 0; i < rows; ++i) // refuses: dependence
    for (unsigned j = 0; j < columns; ++j)
      out[j * rows + i] = in[i * columns + j];
  return out;
}

// The next row takes what this one has left.
static void dragged(const Matrix &in, std::vector<double> &sums, int n) {
  Matrix out(n, std::vector<double>(n + 1));
  for (int i = 0; i < n; ++i) // refuses: dependence
    for (int j = 1; j < n; ++j)
      out[j][i] = out[j - 1][i + 1] + in[i][j];
  sums[0] = out[1][1];
}

// The pointers may lead into one array.
static void pointers(const double *in, double *out, int n) {
  for (int i = 0; i < n; ++i) // refuses: may-alias
    for (int j = 0; j < n; ++j)
      out[j * n + i] = in[i * n + j];
}
static void arrays(const double (*in)[Size], double (*out)[Size]) {
  for (int i = 0; i < Size; ++i) // refuses: may-alias
    for (int j = 0; j < Size; ++j)
      out[j][i] = in[i][j];
}

// Two rows may be one.
static void rowPointers(const double *const *in, double **out, int n) {
  for (int i = 0; i < n; ++i) // refuses: rows-may-alias
    for (int j = 0; j < n; ++j)
      out[j][i] = in[i][j];
}

// The factor may be an element of the result.
static void byReference(const Matrix &in, Matrix &out, const double &factor, int n) {
  for (int i = 0; i < n; ++i) // refuses: may-alias
    for (int j = 0; j < n; ++j)
      out[j][i] = in[i][j] * factor;
}

// The bound may be an element of the result.
static void boundInside(const std::vector<std::vector<int>> &in, std::vector<std::vector<int>> &out, const int &n) {
  for (int i = 0; i < n; ++i) // refuses: bound-changes
    for (int j = 0; j < n; ++j)
      out[j][i] = in[i][j];
}

// Each call is seen.
static double seen(double value) {
  std::printf("%g\n", value);
  return value;
}
static void calls(const Matrix &in, Matrix &out, int n) {
  for (int i = 0; i < n; ++i) // refuses: call
    for (int j = 0; j < n; ++j)
      out[j][i] = seen(in[i][j]);
}

static volatile int ports[Size][Size];
static void readPorts() {
  static int state[Size][Size];
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 2; ++j)
      state[j][i] = ports[i][j];
  for (int i = 0; i < Size; ++i) // refuses: volatile
    for (int j = 0; j < Size; ++j)
      state[j][i] = ports[i][j];
}

// An index of 8 bits, and one up to its bound.
static void narrow(std::array<std::array<int, 128>, 128> &out, const std::array<std::array<int, 128>, 128> &in) {
  std::array<std::array<int, 128>, 128> copy = in;
  for (unsigned char i = 0; i < 127; ++i) // refuses: index-type
    for (unsigned char j = 0; j < 127; ++j)
      out[j][i] = copy[i][j];
}
static Matrix fromOne(const Matrix &in, int last) {
  Matrix out(last + 1, std::vector<double>(last + 1));
  for (int i = 1; i <= last; ++i) // refuses: index-type
    for (int j = 1; j <= last; ++j)
      out[j][i] = in[i][j];
  return out;
}
static Matrix mixedSigns(const Matrix &in, int n) {
  Matrix out(n, std::vector<double>(n));
  for (std::size_t i = 0; i < n; ++i) // refuses: index-type
    for (std::size_t j = 0; j < n; ++j)
      out[j][i] = in[i][j];
  return out;
}

// Without a turn of the outer loop, nobody comes to a size that is too large for int.
static void longRow(const Matrix &in, std::vector<double> &row, int columns) {
  std::vector<double> out(in.size() * columns);
  const std::size_t rows = in.size();
  for (int j = 0; j < columns; ++j) // refuses: index-type
    for (int i = 0; i < rows; ++i)
      out[j * rows + i] = in[i][j];
  row = out;
}

// Where there are no columns, there is no first row.
static void rowsOfFirst(const Matrix &in, Matrix &out, std::size_t columns) {
  for (std::size_t j = 0; j < columns; ++j) // refuses: may-be-absent
    for (std::size_t i = 0; i < out[0].size(); ++i)
      out[j][i] = in[i][j];
}

// More than one statement, other orders, small ones.
static double others(const Matrix &in, Matrix &out, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {
      out[j][i] = in[i][j];
      sum += in[i][j];
    }
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      out[i][j] = in[i][j];
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i)
      out[i][j] = in[i][j];
  for (int i = 0; i < 8; ++i)
    for (int j = 0; j < 8; ++j)
      turnedTable[j][i] = table[i][j];
  for (int i = n - 1; i >= 0; --i)
    for (int j = 0; j < n; ++j)
      out[j][i] = in[i][j];
  return sum;
}

// A constant expression counts its steps.
constexpr int countSteps(int n) {
  int from[70][70] = {}, to[70][70] = {};
  from[1][2] = n;
  for (int i = 0; i < 70; ++i) // refuses: constant-expression
    for (int j = 0; j < 70; ++j)
      to[j][i] = from[i][j];
  return to[2][1];
}

static void inLambda(const Matrix &given) {
  auto Turn = [](const Matrix &in, int n) {
    Matrix out(n, std::vector<double>(n));
    for (int i = 0; i < n; ++i) // refuses: lambda
      for (int j = 0; j < n; ++j)
        out[j][i] = in[i][j];
    return out;
  };
  std::printf("%a\n", Turn(given, 3)[2][1]);
}

#define EACH(I, N) for (int I = 0; I < N; ++I)
static void byMacro(const Matrix &in, int n) {
  Matrix out(n, std::vector<double>(n));
  for (int i = 0; i < n; ++i) // refuses: macro
    EACH(j, n)
      out[j][i] = in[i][j];
  std::printf("%a\n", out[3][2]);
}

static void directive(const Matrix &in, int n) {
  Matrix out(n, std::vector<double>(n));
  for (int i = 0; i < n; ++i) // refuses: preprocessor
    for (int j = 0; j < n; ++j)
#ifdef NEGATIVE
      out[j][i] = -in[i][j];
#else
      out[j][i] = in[i][j];
#endif
  std::printf("%a\n", out[3][2]);
}

int main() {
  auto show = [](const char *what, const Matrix &m) {
    for (const auto &row : m)
      for (double each : row)
        std::printf("%s %a\n", what, each);
  };
  for (std::size_t rows : {0, 1, 31, 33, 64}) {
    Matrix m(rows, std::vector<double>(37));
    for (std::size_t i = 0; i < rows; ++i)
      for (std::size_t j = 0; j < 37; ++j)
        m[i][j] = 0.1 * i - 0.7 * j;
    show("turned", transposed(m, rows, 37));
    show("sizes", ofSizes(m));
    Matrix out(37, std::vector<double>(rows));
    transposeInto(m, out);
    show("into", out);
    rowsOfFirst(m, out, rows ? 37 : 0);
  }
  const int n = 70;
  Matrix a(n, std::vector<double>(n)), b = a;
  std::vector<double> flat;
  std::vector<int> numbers;
  std::vector<short> shorts;
  std::vector<std::uint8_t> bytes;
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {
      a[i][j] = 0.3 * i - 1.7 * j;
      flat.push_back(a[i][j]);
      numbers.push_back(i * 100 + j);
      bytes.push_back(static_cast<std::uint8_t>(i * 3 + j * 7));
      shorts.push_back(static_cast<short>(i - 2 * j));
    }
  for (float each : scaledFlat(flat, 49, 100, 0.3))
    std::printf("%a\n", each);
  std::printf("%zu\n", scaledFlat(flat, -1, 100, 0.3).size());
  for (int each : turned(bytes, n))
    std::printf("%d ", each);
  for (int each : ofNarrow(shorts, 49, 100))
    std::printf("%d ", each);
  for (int i = 0; i < Size; ++i)
    for (int j = 0; j < Size; ++j) {
      table[i][j] = i * 0.5 - j;
      grid[i][j] = i * 1000 + j;
    }
  transposeTable();
  for (int i = 0; i < Size; ++i)
    for (int j = 0; j < Size; ++j)
      std::printf("%a %d ", turnedTable[i][j], turnedGrid[i][j]);
  Image image(40, 70);
  for (int i = 0; i < 2800; ++i)
    image.cells_[i] = i * i;
  for (int each : image.turned().cells_)
    std::printf("%d ", each);
  std::printf("%d\n", image.turnedBy(3).cells_[7]);
  std::vector<std::uint8_t> large_image(130 * 150, 1), turned_image;
  for (std::size_t i = 0; i < large_image.size(); ++i)
    large_image[i] = static_cast<std::uint8_t>(i * i);
  rotateLeft(large_image, 130, 150, turned_image);
  for (int each : turned_image)
    std::printf("%d ", each);
  rotateRight(large_image, 150, 130, turned_image);
  for (int each : turned_image)
    std::printf("%d ", each);
  rotateLeft(bytes, 100, 49, bytes);
  rotateRight(bytes, 100, 49, bytes);
  for (int each : bytes)
    std::printf("%d ", each);
  lower(a, n, numbers);
  transposeInto(a, a);
  show("in place", a);
  inPlace(b, n);
  double sum = 0;
  mirrored(a, n, sum);
  std::vector<int> result;
  overlapping(numbers, result, 49, 100, 2);
  for (int each : result)
    std::printf("%d ", each);
  oneTooFar(numbers, result, 12, 7);
  std::vector<int> large(10000, 3);
  for (int i = 0; i < 10000; ++i)
    large[i] = i;
  farApart(large, result);
  for (int each : result)
    std::printf("%d ", each);
  overlappingNumbers(large, result);
  std::printf("%d %d\n", mixedUp(numbers, 70, 70)[3], wraps(numbers, 70, 70)[3]);
  longRow(a, flat, n);
  dragged(a, flat, n);
  halved(a, flat, n);
  pointers(flat.data(), flat.data(), 60);
  arrays(table, turnedTable);
  std::vector<const double *> from;
  std::vector<double *> to;
  for (int i = 0; i < n; ++i) {
    from.push_back(a[i].data());
    to.push_back(b[i].data());
  }
  rowPointers(from.data(), to.data(), n);
  byReference(a, b, b[2][3], n);
  std::vector<std::vector<int>> small(3, std::vector<int>(3, 3)), other(3, std::vector<int>(3, 1));
  boundInside(other, small, small[1][1]);
  calls(a, b, 2);
  readPorts();
  static std::array<std::array<int, 128>, 128> x, y;
  narrow(x, y);
  show("one", fromOne(a, n - 1));
  show("signs", mixedSigns(a, n));
  std::printf("%a %d\n", others(a, b, n), countSteps(5));
  inLambda(a);
  byMacro(a, n);
  directive(a, n);
  show("last", b);
}
