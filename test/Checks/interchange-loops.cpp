// RUN: %check %s
// Matrices that are walked down their columns.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <vector>

typedef std::vector<std::vector<double>> Matrix;

// The product as everybody writes it first; the result is a new object.
static Matrix product(const Matrix &a, const Matrix &b, std::size_t rows, std::size_t inner, std::size_t columns) {
  Matrix c(rows, std::vector<double>(columns));
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) // finds
      for (std::size_t k = 0; k < inner; ++k)
        c[i][j] += a[i][k] * b[k][j];
  return c;
}

// A sum of its own for each column, stored where it belongs.
static std::vector<double> columnMeans(const Matrix &m, std::size_t rows, std::size_t columns) {
  std::vector<double> means(columns);
  for (std::size_t j = 0; j < columns; ++j) { // finds
    double sum = 0;
    for (std::size_t i = 0; i < rows; ++i)
      sum += m[i][j];
    means[j] = sum;
  }
  return means;
}

// The caller may give one matrix twice.
static void multiplyInto(const Matrix &a, const Matrix &b, Matrix &out, int n) {
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) { // finds
      out[i][j] = 0;
      for (int k = 0; k < n; ++k)
        out[i][j] += a[i][k] * b[k][j];
    }
  }
}

// The sum is used for more than one thing: it needs a row of its own.
static void centre(Matrix &m, std::vector<double> &spread, int rows, int columns) {
  std::vector<double> deviation(spread.size());
  for (int j = 0; j < columns; ++j) { // finds
    double total = 1;
    for (int i = 0; i < rows; ++i)
      total += m[i][j] * m[i][j];
    total /= rows;
    deviation[j] = std::sqrt(total) + total;
  }
  for (int j = 0; j < columns; ++j)
    spread[j] = deviation[j];
}

static const int Size = 24;
static double weights[Size][Size], table[Size][Size];

// Arrays of known size; scaled in place, column by column.
static void scaleColumns(const double *factors) {
  for (int j = 0; j < Size; ++j) // finds
    for (int i = 0; i < Size; ++i)
      weights[i][j] *= table[i][j] + 1;
  (void)factors;
}

// Rows one behind the other in one vector.
static void multiplyFlat(const std::vector<float> &a, const std::vector<float> &b, std::size_t n, std::vector<float> &into) {
  std::vector<float> c(n * n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) { // finds
      float sum = 0;
      for (std::size_t k = 0; k < n; ++k)
        sum += a[i * n + k] * b[k * n + j];
      c[i * n + j] = sum;
    }
  into = c;
}

// Only what lies above the diagonal.
static void covariance(const Matrix &data, Matrix &out, int rows, int columns) {
  for (int i = 0; i < columns; ++i)
    for (int j = i; j < columns; ++j) { // finds
      out[i][j] = 0;
      for (int k = 0; k < rows; ++k)
        out[i][j] += data[k][i] * data[k][j];
      out[i][j] /= rows - 1;
    }
}

// A triangle: the rows below are read before they change.
static void triangular(const Matrix &a, Matrix &b, int rows, int columns) {
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < columns; ++j) { // finds
      for (int k = i + 1; k < rows; ++k)
        b[i][j] += a[k][i] * b[k][j];
      b[i][j] *= 2;
    }
}

// There may be no row to ask for its size.
static void emptyProduct(const Matrix &a, const Matrix &b, Matrix &c) {
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b[0].size(); ++j) // finds
      for (std::size_t k = 0; k < b.size(); ++k)
        c[i][j] += a[i][k] * b[k][j];
}

// Where the largest one is is known behind the inner loop only: out[best][j] cannot hold it before.
static void largest(const Matrix &m, Matrix &out, int rows, int columns) {
  int best;
  double value;
  for (int j = 0; j < columns; ++j) { // finds
    best = 0;
    value = -1;
    for (int i = 0; i < rows; ++i)
      if (m[i][j] > value) {
        value = m[i][j];
        best = i;
      }
    out[best][j] = value;
  }
}

// The old way: declared in front of all, set in every turn.
static void symmetric(const Matrix &a, Matrix c, int n) {
  double temp;
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) { // finds
      temp = 0;
      for (int k = 0; k < i; ++k) {
        c[k][j] += a[i][j] * a[i][k];
        temp += a[k][j] * a[i][k];
      }
      c[i][j] = c[i][j] + a[i][j] * a[i][i] + temp;
    }
  std::printf("%a\n", c[n / 2][n / 3]);
}

// --- Left alone -------------------------------------------------------------------------

// Along the rows already.
static double sumOfAll(const Matrix &m, int rows, int columns) {
  double sum = 0;
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < columns; ++j)
      sum += m[i][j];
  return sum;
}

// One sum over all elements: its order is its value.
static double sumByColumns(const Matrix &m, int rows, int columns) {
  double sum = 0;
  for (int j = 0; j < columns; ++j) // refuses: dependence
    for (int i = 0; i < rows; ++i)
      sum += m[i][j];
  return sum;
}

// Each element needs the one to the right of the row above, which is later by columns.
static void smear(Matrix &m, int rows, int columns) {
  for (int j = 0; j < columns - 1; ++j) // refuses: dependence
    for (int i = 1; i < rows; ++i)
      m[i][j] = m[i - 1][j + 1] + 1;
}

// The other way round as well.
static void smearBack(Matrix &m, int last, int columns) {
  for (int j = 1; j < columns; ++j) // refuses: dependence
    for (int i = 0; i < last; ++i)
      m[i][j] += m[i + 1][j - 1];
}

// The next column starts from what this one left.
static void carry(const Matrix &m, std::vector<double> &out, int rows, int columns) {
  double last = 0;
  for (int j = 0; j < columns; ++j) { // refuses: dependence
    for (int i = 0; i < rows; ++i)
      last = last * 0.5 + m[i][j];
    out[j] = last;
  }
}

// How far the inner loop goes depends on the outer one.
static void lowerTriangle(Matrix &m, int n) {
  for (int j = 0; j < n; ++j) // refuses: triangular
    for (int i = j; i < n; ++i)
      m[i][j] += 1;
}

// It stops at the first one.
static int firstNegative(const Matrix &m, int rows, int columns) {
  for (int j = 0; j < columns; ++j) // refuses: unknown-construct
    for (int i = 0; i < rows; ++i)
      if (m[i][j] < 0)
        return j;
  return -1;
}

// Each call is seen.
static void print(const Matrix &m, int rows, int columns) {
  for (int j = 0; j < columns; ++j) // refuses: call
    for (int i = 0; i < rows; ++i)
      std::printf("%g ", m[i][j]);
}

// It throws where the first row is too short, after other elements than now.
static double checked(Matrix &m, int rows, int columns) {
  for (int j = 0; j < columns; ++j) // refuses: unknown-construct
    for (int i = 0; i < rows; ++i)
      m[i][j] = m.at(i)[j] + m[i].at(j);
  return m[0][0];
}

// Two rows may be one.
static void rowPointers(double **m, int rows, int columns) {
  for (int j = 0; j < columns; ++j) // refuses: rows-may-alias
    for (int i = 0; i < rows; ++i)
      m[i][j] += 1;
}

// The pointers may lead into one array.
static void copyColumns(double (*to)[Size], const double (*from)[Size]) {
  for (int j = 0; j < Size; ++j) // refuses: may-alias
    for (int i = 0; i < Size; ++i)
      to[i][j] = from[i][j] + 1;
}

// The vector may be a row of the matrix: each column has its own element of it.
static void addTo(Matrix &m, const std::vector<double> &x, int rows, int columns) {
  for (int j = 0; j < columns; ++j) // finds
    for (int i = 0; i < rows; ++i)
      m[i][j] += x[j];
}

// If it is one, its elements would be read too late.
static void addShifted(Matrix &m, const std::vector<double> &x, int rows, int columns) {
  for (int j = 0; j < columns; ++j) // finds
    for (int i = 0; i < rows; ++i)
      m[i][j] += x[j + 1];
}

// The header in between gives the matrix other rows, of which the vector is one.
static void swapped(Matrix &m, Matrix &other, std::vector<double> &v, int n) {
  for (int r = 0; r < 2; ++r, m.swap(other))
    for (int j = 0; j < 8; ++j) // refuses: may-be-gone
      for (int i = 0; i < n; ++i)
        v[j] += m[i][j + 1];
}

// Both questions are asked, however the first is answered.
static void weighed(const Matrix &m, const std::vector<double> &w, std::vector<double> &v, int n) {
  for (int j = 0; j < n; ++j) // finds
    for (int i = 0; i < n; ++i)
      v[j] += m[i][j] * w[j + 1];
}

// The last row holds the totals.
static void totals(int rows, int columns) {
  std::vector<std::vector<int>> table(rows, std::vector<int>(columns, 3));
  std::vector<int> &last = table.back();
  for (int j = 0; j < columns; ++j) { // finds
    int sum = 0;
    for (int i = 0; i < rows; ++i)
      sum += table[i][j];
    last[j] = sum;
  }
  std::printf("%d\n", last[1]);
}

// Rows by another name, behind a pointer.
static void pointedRows(Matrix m, int rows, int columns) {
  std::vector<double> *first = m.data();
  for (int j = 1; j < columns; ++j) // refuses: may-alias
    for (int i = 0; i < rows; ++i)
      m[i][j] += first[1][j - 1];
  std::printf("%a\n", m[1][2]);
}

// A row for each turn would have a size of several parts.
static void halves(const Matrix &m, std::vector<double> &out, int rows, int n) {
  for (int j = 0; j <= n >> 1; ++j) { // refuses: scratch-row
    double sum = 0;
    for (int i = 0; i < rows; ++i)
      sum += m[i][j];
    out[j] += sum;
  }
}

// Far more elements than turns.
static void band(const Matrix &m, std::vector<double> &out, int n) {
  for (int k = 0; k < n; ++k)
    for (int j = k; j < n; ++j) { // refuses: scratch-row
      double sum = 0;
      for (int i = 0; i < n; ++i)
        sum += m[i][j];
      out[j] += sum;
    }
}

// The second variable is set by setting another one.
static void orders(const std::vector<std::vector<int>> &m, std::vector<int> &order, int rows, int columns) {
  for (int j = 0; j < columns; ++j) { // refuses: unknown-construct
    int sum = 0, first = (order[j] = j);
    for (int i = 0; i < rows; ++i)
      sum += m[i][j] * first;
    order[j] += sum;
  }
}

// The pointer may lead into a row.
static void addFrom(Matrix &m, const double *x, int rows, int columns) {
  for (int j = 0; j < columns; ++j) // refuses: may-alias
    for (int i = 0; i < rows; ++i)
      m[i][j] += x[j];
}

// The bound lives in the matrix.
static void boundInside(std::vector<std::vector<int>> &m, int &columns, int rows) {
  for (int j = 0; j < columns; ++j) // refuses: bound-changes
    for (int i = 0; i < rows; ++i)
      m[i][j] += 1;
}

// There may be no first row.
static void sizedByFirst(Matrix &m, const Matrix &other, int columns) {
  for (int j = 0; j < columns; ++j) // refuses: may-be-absent
    for (std::size_t i = 0; i < other[0].size(); ++i)
      m[i][j] += 1;
}

// One less than the least number is none.
static void allButLast(Matrix &m, int rows, int columns) {
  for (int j = 0; j < columns; ++j) // refuses: may-be-absent
    for (int i = 0; i < rows - 1; ++i)
      m[i][j] += 1;
}

// Both write one element for all.
static void lastOfAll(const Matrix &m, std::vector<double> &out, int rows, int columns) {
  for (int j = 0; j < columns; ++j) // refuses: dependence
    for (int i = 0; i < rows; ++i)
      out[0] = m[i][j];
}

// Where an element is stored is not known.
static void histogram(const std::vector<std::vector<int>> &m, int rows, int columns) {
  std::vector<int> last(16);
  for (int j = 0; j < columns; ++j) // refuses: dependence
    for (int i = 0; i < rows; ++i)
      last[m[i][j] & 15] = j;
  std::printf("%d\n", last[3]);
}

// The inner index has the name of what the outer bound means.
static void shadowed(Matrix &m, int k, int rows) {
  for (int j = 0; j < k; ++j) // refuses: local-names
    for (int k = 0; k < rows; ++k)
      m[k][j] += 1;
}

// Its last value is looked at.
static double lastSum(const Matrix &m, std::vector<double> &out, int rows, int columns) {
  double sum;
  for (int j = 0; j < columns; ++j) { // refuses: dependence
    sum = 1;
    for (int i = 0; i < rows; ++i)
      sum += m[i][j];
    out[j] = sum;
  }
  sum = columns > 0 ? sum : 0;
  return sum;
}

// And here of what the sum is stored to.
static void shadowedTarget(const Matrix &m, Matrix &out, int i, int rows, int columns) {
  for (int j = 0; j < columns; ++j) { // refuses: local-names
    double sum = 0;
    for (int i = 0; i < rows; ++i)
      sum += m[i][j];
    out[i][j] = sum;
  }
}

struct Pair {
  double x, y;
  Pair &operator+=(const Pair &other) {
    std::printf("%g\n", x += other.x);
    return *this;
  }
};

// Adding says something.
static void addPairs(std::vector<std::vector<Pair>> &m, const Pair &by, int rows, int columns) {
  for (int j = 0; j < columns; ++j) // refuses: unknown-construct
    for (int i = 0; i < rows; ++i) {
      m[i][j] += by;
      m[i][j].y += 1;
    }
}

// How often the outer loop runs is asked once.
static int asked(int n) {
  std::printf("asked\n");
  return n;
}
static void askedOnce(Matrix &m, int rows, int columns) {
  for (int j = 0, end = asked(columns); j < end; ++j)
    for (int i = 0; i < rows; ++i)
      m[i][j] += 1;
}

// The factor may be an element of the matrix.
static void scaleBy(Matrix &m, const double &factor, int rows, int columns) {
  for (int j = 0; j < columns; ++j) // refuses: may-alias
    for (int i = 0; i < rows; ++i)
      m[i][j] *= factor;
}

// One store for all, which the caller sees.
static void storeThrough(const Matrix &m, double &sum, int rows, int columns) {
  for (int j = 0; j < columns; ++j) // refuses: dependence
    for (int i = 0; i < rows; ++i)
      sum += m[i][j];
}

// A pragma says how the loop is to be compiled.
static void told(Matrix &m, int rows, int columns) {
  for (int j = 0; j < columns; ++j) { // refuses: preprocessor
#pragma GCC ivdep
    for (int i = 0; i < rows; ++i)
      m[i][j] += 1;
  }
}

static volatile int ports[4][4];

// Every access is seen.
static void readPorts(std::vector<int> &sums) {
  for (int j = 0; j < 4; ++j) // refuses: volatile
    for (int i = 0; i < 4; ++i)
      sums[j] += ports[i][j];
}

// In the inner loop j is another one, at times.
static void hidesIndex(const Matrix &m, std::vector<double> &out, int w, int h) {
  for (int j = 0; j < w; ++j) { // refuses: local-names
    double sum = 0;
    for (int i = 0; i < h; ++i) {
      sum += m[i][j];
      if (m[i][j] > 2) {
        int j = i * 2;
        sum += j;
      }
    }
    out[j] = sum * 2;
  }
}
static void ofCase(int what, const Matrix &m, std::vector<float> &out, int w, int h) {
  switch (what) {
  case 1:
    out[1] = 2;
    for (int j = 0; j < w; ++j) { // refuses: scratch-row
      double sum = 0;
      for (int i = 0; i < h; ++i)
        sum += m[i][j];
      out[j] = static_cast<float>(sum);
    }
    break;
  default:
    out[0] = 3;
  }
}

// 256 places, that rows go to in turn.
static void mix(const std::vector<std::vector<int>> &in, std::vector<unsigned> &hash, int n, int m) {
  for (int i = 0; i < n; ++i) // refuses: dependence
    for (int j = 0; j < m; ++j)
      hash[static_cast<unsigned char>(i)] = hash[static_cast<unsigned char>(i)] * 31 + static_cast<unsigned>(in[j][i]);
}

int main() {
  const int n = 13;
  Matrix a(n, std::vector<double>(n)), b = a, c = a;
  std::vector<float> x(n * n), y(n * n), z;
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {
      a[i][j] = 0.1 * i - 0.7 * j;
      b[i][j] = 1.0 / (1 + i + j);
      x[i * n + j] = 0.3f * i;
      y[i * n + j] = 0.7f * j - 1;
    }
  auto show = [](const char *what, const Matrix &m) {
    for (const auto &row : m)
      for (double each : row)
        std::printf("%s %a\n", what, each);
  };
  show("product", product(a, b, n, n, n));
  for (double each : columnMeans(a, n, n))
    std::printf("mean %a\n", each);
  multiplyInto(a, b, c, n);
  show("into", c);
  Matrix twice = a;
  multiplyInto(twice, b, twice, n);
  show("in place", twice);
  std::vector<double> spread(n);
  centre(a, spread, n, n);
  centre(a, spread, n, -1);
  for (double each : spread)
    std::printf("spread %a\n", each);
  hidesIndex(a, spread, n, n);
  ofCase(1, a, y, n, n);
  std::printf("spread %a %a\n", spread[2], y[2]);
  for (int i = 0; i < Size; ++i)
    for (int j = 0; j < Size; ++j)
      weights[i][j] = table[i][j] = i * 0.25 + j;
  scaleColumns(nullptr);
  std::printf("%a\n", weights[3][4]);
  multiplyFlat(x, y, n, z);
  for (float each : z)
    std::printf("flat %a\n", each);
  covariance(a, c, n, n);
  covariance(c, c, n, n);
  show("covariance", c);
  triangular(a, b, n, n);
  triangular(b, b, n, n);
  show("triangular", b);
  smear(a, n, n);
  smearBack(a, n - 1, n);
  carry(a, spread, n, n);
  lowerTriangle(a, n);
  print(a, 2, 2);
  double *rows[] = {a[0].data(), a[0].data(), a[1].data()};
  rowPointers(rows, 3, n);
  copyColumns(weights, table);
  addFrom(a, a[2].data(), n, n);
  std::vector<std::vector<int>> numbers(4, std::vector<int>(4));
  boundInside(numbers, numbers[2][2], 3);
  sizedByFirst(a, b, n);
  allButLast(a, n, n);
  lastOfAll(a, spread, n, n);
  std::vector<int> order(4);
  orders(numbers, order, 4, 4);
  std::printf("%d\n", order[3]);
  histogram(numbers, 4, 4);
  show("all", a);
  std::printf("%a %a %d %a\n", sumOfAll(a, n, n), sumByColumns(a, n, n), firstNegative(a, n, n), checked(a, n, n));
  readPorts(numbers[0]);
  addTo(a, b[1], n, n);
  addTo(a, a[2], n, n);
  addShifted(a, b[1], n, n - 1);
  addShifted(a, a[2], n, n - 1);
  {
    Matrix one(20, std::vector<double>(20, 0.5)), two(20, std::vector<double>(20, 0.25));
    swapped(one, two, two[3], 9);
    std::vector<double> v(21, 1.5), w(21, 2.5);
    weighed(one, w, v, 20);
    weighed(one, v, v, 20);
    weighed(two, one[1], one[2], 10);
    std::printf("%a %a %a %a\n", two[3][2], v[3], v[18], one[2][4]);
  }
  totals(3, 4);
  pointedRows(a, n, n);
  largest(a, c, n, n);
  halves(a, spread, n, n);
  band(a, spread, n);
  emptyProduct({}, {}, c);
  if (n > 20)
    multiplyInto(a, b, c, n);
  symmetric(a, c, n);
  std::printf("%a\n", lastSum(a, spread, n, n));
  shadowed(a, n, n);
  shadowedTarget(a, c, 2, n, n);
  std::vector<std::vector<Pair>> pairs(2, std::vector<Pair>(2));
  addPairs(pairs, pairs[1][1], 2, 2);
  askedOnce(a, n, n);
  scaleBy(a, a[1][1], n, n);
  storeThrough(a, a[3][3], n, n);
  told(a, n, n);
  std::vector<unsigned> hash(256, 1);
  mix(std::vector<std::vector<int>>(3, std::vector<int>(600, 5)), hash, 600, 3);
  std::printf("%u\n", hash[7]);
}
