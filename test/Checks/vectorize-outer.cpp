// RUN: %check %s
// Sums that each iteration of an outer loop makes by itself.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <vector>

typedef std::vector<std::vector<double>> Matrix;
typedef std::vector<double> Vector;

// A matrix and a vector: the result is a new object.
static Vector product(const Matrix &a, const Vector &x) {
  Vector y(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) { // finds
    double sum = 0;
    for (std::size_t j = 0; j < x.size(); ++j)
      sum += a[i][j] * x[j]; // One after the other.
    y[i] = sum;
  }
  return y;
}

// Rows one behind the other; the caller may give one vector twice.
static void productFlat(const std::vector<float> &a, const std::vector<float> &x, std::vector<float> &y, int rows, int columns) {
  for (int i = 0; i < rows; i++) { // finds
    float sum = 0.0f;
    for (int j = 0; j < columns; j++) {
      sum += a[i * columns + j] * x[j];
    }
    y[i] = sum;
  }
}

// Added to what is there; the result may be a row of the matrix.
static void addProduct(const Matrix &a, const Vector &x, Vector &y, int n) {
  for (int i = 0; i < n; i++) // finds
    for (int j = 0; j < n; j++)
      y[i] = y[i] + a[i][j] * x[j];
}

// Where there is no column, y may have no elements.
static Vector addTo(const Matrix &a, const Vector &x, Vector y, int rows, int columns) {
  for (int i = 0; i < rows; ++i) // finds
    for (int j = 0; j < columns; ++j)
      y[i] += a[i][j] * x[j];
  return y;
}

// Two inner loops, the second in need of the first.
static std::vector<double> spreads(const Matrix &m, int rows, int columns) {
  std::vector<double> spread(rows);
  for (int i = 0; i < rows; ++i) { // finds
    double mean = 0;
    for (int j = 0; j < columns; ++j)
      mean += m[i][j];
    mean /= columns;
    double squares = 0;
    for (int j = 0; j < columns; ++j)
      squares += (m[i][j] - mean) * (m[i][j] - mean);
    spread[i] = std::sqrt(squares / columns);
  }
  return spread;
}

// Every sum is made for a place, and places overlap.
static Vector convolve(const Vector &in, const Vector &weights) {
  if (in.size() < weights.size())
    return {};
  Vector out(in.size() - weights.size() + 1);
  for (std::size_t i = 0; i < out.size(); ++i) { // finds
    double sum = 0;
    for (std::size_t k = 0; k < weights.size(); ++k)
      sum += in[i + k] * weights[k];
    out[i] = sum;
  }
  return out;
}

// The last place counts.
static void average(const Vector &in, Vector &out, int width) {
  const int last = static_cast<int>(in.size()) - width;
  for (int i = 0; i <= last; ++i) { // finds
    double sum = 0;
    for (int k = 0; k < width; ++k)
      sum += in[i + k];
    out[i] = sum / width;
  }
}

// The index is compared with a size.
static int nearest(const Matrix &points, const Vector &to) {
  double best = 1e300;
  int where = -1;
  for (int i = 0; i < points.size(); ++i) { // finds
    double sum = 0;
    for (int k = 0; k < to.size(); ++k) {
      const double off = points[i][k] - to[k];
      sum += off * off;
    }
    if (sum < best) {
      best = sum;
      where = i;
    }
  }
  return where;
}

// Four pairs of points; the sum stands in front of all, as it once had to.
static Matrix distances(const Matrix &p) {
  Matrix d(p.size(), Vector(p.size()));
  const int n = static_cast<int>(p.size()), k = n ? static_cast<int>(p[0].size()) : 0;
  double sum;
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) { // finds
      sum = 0;
      for (int c = 0; c < k; ++c)
        sum += std::abs(p[i][c] - p[j][c]);
      d[i][j] = sum;
    }
  return d;
}

// Of a polynomial; the neighbours' places too.
static Vector horner(const Vector &factors, int n) {
  Vector values(n + 2);
  const int degree = static_cast<int>(factors.size());
  for (int i = 0; i < n; ++i) { // finds
    const double x = 0.25 * i;
    double value = 0;
    for (int k = 0; k < degree; ++k)
      value = value * x + factors[k];
    values[i + 1] = value + values[i] * 0;
  }
  return values;
}

// The least and the largest of each row.
static void ranges(const std::vector<std::array<float, 6>> &rows, std::vector<float> &widths) {
  for (std::size_t i = 0; i < rows.size(); ++i) { // finds
    float least = rows[i][0], largest = least;
    for (int k = 1; k < 6; ++k) {
      least = std::min(least, rows[i][k]);
      if (rows[i][k] > largest)
        largest = rows[i][k];
    }
    widths[i] = largest - least;
  }
}

// The rows of the transposed matrix; what they hold is added to in the order it was.
static void both(const Matrix &a, const Vector &x, int n) {
  Vector t(n), y(n);
  for (int i = 0; i < n; ++i) { // finds
    t[i] = 0;
    for (int j = 0; j < n; ++j)
      t[i] += a[i][j] * x[j];
    for (int j = 0; j < n; ++j)
      y[j] += a[i][j] * t[i];
  }
  for (double each : y)
    std::printf("both %a\n", each);
}

// The next row is read before it is stored to, side by side as well.
static void blur(Matrix &m, int n) {
  Vector sums(n);
  for (int i = 0; i < n; ++i) { // finds
    double sum = 0;
    for (int j = 0; j < n; ++j) {
      sum += m[i + 1][j];
      m[i][j] = sum;
    }
    sums[i] = sum;
  }
  std::printf("blur %a\n", sums[n - 1]);
}

// Every number of the bound's type is one of the index's.
static void wide(const Matrix &m, Vector sums, unsigned n, int from) {
  for (std::size_t i = 0; i < n; ++i) { // finds
    double sum = 0;
    for (unsigned j = 0; j < n; ++j)
      sum += m[i][j];
    sums[i] = sum;
  }
  for (long i = 0; i < from; ++i) { // finds
    double sum = 0;
    for (int j = 1; j < from; ++j)
      sum -= m[i][j];
    sums[i] += sum;
  }
  std::printf("wide %a\n", sums[1]);
}

// Comments stay where they are; elements further on are held, too.
static Vector commented(const Matrix &m, int n) {
  Vector sums(n + 1);
  double total;
  for (int i = 0; i < n; ++i) { // finds
    // Of one row.
    double /* its */ sum = /* from */ 0, more(1); // Both.
    total /* starts */ = i;
    for (int j = 0; j < n; ++j) { // Along it.
      sum += m[/* row */ i][j] * more;
      // Then those behind.
      total += m
          [i + 1]
          [j]; /* Done. */
    }
    if (sum > 0) // So far.
      sums[i] = sum;
    else
      sums[i] = -sum;
    sums[i] += total; // All.
  }
  for (int i = 0; i < n; ++i) // finds
    for (int j = 0; j < n; ++j)
      sums[i /* the next */ + 1] -= m[i][j]; // NOLINT
  return sums;
}

// A member is no row of another; the index is part of the value.
class Layer {
public:
  Layer(const Matrix &weights, const Vector &bias) : weights_(weights), bias_(bias), out_(bias.size()) {}
  const Vector &forward(const Vector &in, int count) {
    for (int i = 0; i < count; ++i) { // finds
      double sum = bias_[i] - 0.5 * i;
      for (int j = 0; j < count; ++j)
        sum += weights_[i][j] * in[j];
      out_[i] = std::tanh(sum) * (i + 1);
    }
    return out_;
  }

private:
  Matrix weights_;
  Vector bias_, out_;
};

// Only asking tells that the sums go into a row.
static void ownRow(Matrix m, int n, int row) {
  Vector &sums = m[row];
  for (int i = 0; i < n; ++i) { // finds
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += m[i][j];
    sums[i] = sum;
  }
  std::printf("row %a\n", sums[n - 1]);
}

// A row gets its sum once it has been read; the first one gets all others'.
static void borders(Matrix &m, int n) {
  for (int i = 0; i < n; ++i) { // finds
    double sum = 0;
    for (int j = 1; j < n; ++j)
      sum += m[i][j];
    m[i][0] = sum;
  }
  for (int i = 0; i < n; ++i) { // finds
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += m[i][j];
    m[0][i] = sum;
  }
}

struct Point {
  double x, y;
};

// Two sums for each; names are taken.
static std::vector<Point> forces(const std::vector<Point> &points, double sum2, double fours) {
  std::vector<Point> result(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) { // finds
    double x = 0, y1 = sum2;
    for (std::size_t j = 0; j < points.size(); ++j) {
      const double dx = points[j].x - points[i].x, dy = points[j].y - points[i].y;
      const double far = dx * dx + dy * dy + fours;
      x += dx / far;
      y1 += dy / far;
    }
    result[i].x = x;
    result[i].y = y1;
  }
  return result;
}

static const int Size = 21;
static double table[Size][Size], totals[Size];

// Arrays, of a size that is no multiple of four.
static void totalRows() {
  for (int i = 0; i < Size; ++i) // finds
    for (int j = 0; j < Size; ++j)
      totals[i] += table[i][j];
}

// --- Left alone -------------------------------------------------------------------------

// Integers are added up in any order by every compiler.
static void integers(const std::vector<std::vector<int>> &m, std::vector<int> &sums) {
  for (std::size_t i = 0; i < m.size(); ++i) {
    int sum = 0;
    for (std::size_t j = 0; j < 4; ++j)
      sum += m[i][j];
    sums[i] = sum;
  }
}

// One sum over all.
static double all(const Matrix &m, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      sum += m[i][j];
  return sum;
}

// Nothing waits.
static void scale(Matrix &m, const Vector &by, int n) {
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      m[i][j] = m[i][j] * 2 + static_cast<double>(i);
  (void)by;
}

// A sum of four is nothing to wait for.
static void few(const Matrix &m, Vector &sums, int n) {
  for (int i = 0; i < 4; ++i) {
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += m[i][j];
    sums[i] = sum;
  }
}

// Down the columns: interchange-loops knows better.
static Vector columnSums(const Matrix &m, int n) {
  Vector sums(n);
  for (int j = 0; j < n; ++j) {
    double sum = 0;
    for (int i = 0; i < n; ++i)
      sum += m[i][j];
    sums[j] = sum;
  }
  return sums;
}

// Each row starts from the sum of the one before.
static void running(const Matrix &m, Vector sums, int n) {
  for (int i = 0; i < n; ++i) { // refuses: dependence
    double sum = i > 0 ? sums[i - 1] : 0;
    for (int j = 0; j < n; ++j)
      sum += m[i][j];
    sums[i] = sum;
  }
  std::printf("running %a\n", sums[n - 1]);
}

// Solving by what has been solved.
static void solve(const Matrix &l, Vector x, int n) {
  for (int i = 0; i < n; ++i) { // refuses: dependence
    double sum = x[i];
    for (int j = 0; j < n; ++j)
      sum -= l[i][j] * x[j];
    x[i] = sum;
  }
  std::printf("solve %a\n", x[n - 1]);
}

// The sum of one iteration goes into the next.
static void decay(const Matrix &m, Vector out, int n) {
  double last = 0;
  for (int i = 0; i < n; ++i) { // refuses: dependence
    double sum = last;
    for (int j = 0; j < n; ++j)
      sum += m[i][j];
    last = sum / 2;
    out[i] = sum;
  }
  std::printf("decay %a\n", out[n - 1]);
}

// The weights change on the way: the next place needs them as they are then.
static void adapt(const Vector &in, Vector weights, int n) {
  Vector out(n);
  const int taps = static_cast<int>(weights.size());
  for (int i = 0; i < n; ++i) { // refuses: dependence
    double sum = 0;
    for (int k = 0; k < taps; ++k)
      sum += in[i + k] * weights[k];
    for (int k = 0; k < taps; ++k)
      weights[k] += sum;
    out[i] = sum;
  }
  std::printf("adapt %a\n", out[n - 1]);
}

// The next row is stored to a column ahead of where this one is read.
static void smear(Matrix &m, Vector sums, int n) {
  for (int i = 0; i < n; ++i) { // refuses: dependence
    double sum = 0;
    for (int j = 0; j < n; ++j) {
      sum += m[i + 1][j];
      m[i][j + 1] = sum;
    }
    sums[i] = sum;
  }
  std::printf("smear %a\n", sums[n - 1]);
}

// The row behind gets the sum before it is read.
static void carryDown(Matrix &m, int n) {
  for (int i = 0; i < n; ++i) { // refuses: dependence
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += m[i][j];
    m[i + 1][2] = sum;
  }
}

// Known by two names: the sums before are part of the next ones.
static void twoNames(const Matrix &m, Vector sums, int n) {
  Vector &same = sums;
  for (int i = 0; i < n; ++i) { // refuses: dependence
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += m[i][j] * sums[j];
    same[i] = sum;
  }
  std::printf("names %a\n", sums[n - 1]);
}

// In the destructor's time the rows may be gone, and there may be no turn.
class Report {
public:
  Report(const Matrix &rows, int count) : rows_(rows), count_(count) {}
  void sums(Vector &to) const {
    for (int i = 0; i < count_; ++i) { // refuses: may-be-gone
      double sum = 0;
      for (int j = 0; j < count_; ++j)
        sum += rows_[i][j];
      to[i] = sum;
    }
  }

private:
  Matrix rows_;
  int count_;
};

#define TAKE(what) sum += what

// The name of a macro may be another one's elsewhere.
static Vector byMacro(const Matrix &m, int n) {
  Vector sums(n);
  for (int i = 0; i < n; ++i) { // refuses: macro
    double sum = 0;
    for (int j = 0; j < n; ++j)
      TAKE(m[i][j]);
    sums[i] = sum;
  }
  return sums;
}

// A lambda may be called from anywhere.
static Vector inLambda(const Matrix &m, int n) {
  Vector sums(n);
  auto add = [&] {
    for (int i = 0; i < n; ++i) {
      double sum = 0;
      for (int j = 0; j < n; ++j)
        sum += m[i][j];
      sums[i] = sum;
    }
  };
  add();
  return sums;
}

// The array may be one of the rows.
static void arrayOf(const std::vector<std::array<float, 6>> &rows, std::array<float, 6> &sums) {
  for (int i = 0; i < rows.size() && i < 6; ++i)
    sums[i] += 1;
  const int count = std::min(static_cast<int>(rows.size()), 6);
  for (int i = 0; i < count; ++i) { // refuses: may-alias
    float sum = 0;
    for (int k = 0; k < 6; ++k)
      sum += rows[i][k];
    sums[i] = sum;
  }
}

// How far the inner loop goes depends on the outer one.
static Vector triangle(const Matrix &m, int n) {
  Vector sums(n);
  for (int i = 0; i < n; ++i) { // refuses: triangular
    double sum = 0;
    for (int j = 0; j <= i; ++j)
      sum += m[i][j];
    sums[i] = sum;
  }
  return sums;
}

// Every row has a length of its own.
static Vector ragged(const Matrix &m) {
  Vector sums(m.size());
  for (std::size_t i = 0; i < m.size(); ++i) { // refuses: triangular
    double sum = 0;
    for (std::size_t j = 0; j < m[i].size(); ++j)
      sum += m[i][j];
    sums[i] = sum;
  }
  return sums;
}

// The bound is one of the numbers that are stored.
static void boundInside(const Matrix &m, std::vector<int> &counts, int &rows) {
  for (int i = 0; i < rows; ++i) { // refuses: bound-changes
    double sum = 0;
    for (int j = 0; j < 4; ++j)
      sum += m[i][j];
    counts[i] = static_cast<int>(sum);
  }
}

// The first iteration is another one.
static Vector fromSecond(const Matrix &m, int n) {
  Vector sums(n);
  for (int i = 1; i < n; ++i) { // refuses: first-index
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += m[i][j] - m[i - 1][j];
    sums[i] = sum;
  }
  return sums;
}

// A short index may come round before it gets to the bound.
static void narrow(const Matrix &m, Vector &sums, int n) {
  for (short i = 0; i < n; ++i) { // refuses: index-type
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += m[i][j];
    sums[i] = sum;
  }
}

// The last number of a type has none behind it.
static void toTheLast(const Matrix &m, Vector &sums, int last) {
  for (long i = 0; i <= last; ++i) { // refuses: index-type
    double sum = 0;
    for (int j = 0; j < 4; ++j)
      sum += m[i][j];
    sums[i] = sum;
  }
}

// Less than nothing is more than anything there.
static void mixed(const Matrix &m, Vector &sums, int n) {
  for (std::size_t i = 0; i < n; ++i) { // refuses: index-type
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += m[i][j];
    sums[i] = sum;
  }
}

// The pointers may lead into one array.
static void pointers(const double *a, const double *x, double *y, int n) {
  for (int i = 0; i < n; ++i) { // refuses: may-alias
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += a[i * n + j] * x[j];
    y[i] = sum;
  }
}

// The factor may be an element of what is stored to.
static void scaled(const Vector &a, const double &factor, Vector &y, int n) {
  for (int i = 0; i < n; ++i) { // refuses: may-alias
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += a[i * n + j] * factor;
    y[i] = sum;
  }
}

// Rows behind pointers: two may be one.
static void rowPointers(double **m, int n) {
  for (int i = 0; i < n; ++i) { // refuses: rows-may-alias
    double sum = 0;
    for (int j = 1; j < n; ++j)
      sum += m[i][j];
    m[i][0] = sum;
  }
}

// It leaves a row early.
static Vector untilNegative(const Matrix &m, int n) {
  Vector sums(n);
  for (int i = 0; i < n; ++i) { // refuses: unknown-construct
    double sum = 0;
    for (int j = 0; j < n; ++j) {
      if (m[i][j] < 0)
        break;
      sum += m[i][j];
    }
    sums[i] = sum;
  }
  return sums;
}

// Each sum is seen when it is made.
static void report(const Matrix &m, int n) {
  for (int i = 0; i < n; ++i) { // refuses: call
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += m[i][j];
    std::printf("%a\n", sum);
  }
}

// It throws where a row is too short, after other rows than now.
static Vector checked(const Matrix &m, int n) {
  Vector sums(n);
  for (int i = 0; i < n; ++i) { // refuses: call
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += m[i].at(j);
    sums[i] = sum;
  }
  return sums;
}

// All share one.
static Vector counted(const Matrix &m, int n) {
  Vector sums(n);
  for (int i = 0; i < n; ++i) { // refuses: unknown-construct
    static double total;
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += m[i][j];
    total += sum;
    sums[i] = total;
  }
  return sums;
}

static volatile double port[4];

// Every read is seen.
static Vector readPort(int n) {
  Vector sums(n);
  for (int i = 0; i < n; ++i) { // refuses: volatile
    double sum = 0;
    for (int j = 0; j < 4; ++j)
      sum += port[j];
    sums[i] = sum;
  }
  return sums;
}

// Five times as much would be too much.
static Vector long_(const Matrix &m, int n) {
  Vector sums(n);
  for (int i = 0; i < n; ++i) { // refuses: long-body
    double a = 0, b = 0;
    for (int j = 0; j < n; ++j) {
      a += m[i][j];
      b += m[i][j] * 2;
      a *= 0.5;
      b *= 0.25;
    }
    a += 1;
    b += 2;
    if (a < b)
      sums[i] = a;
    else
      sums[i] = b;
  }
  return sums;
}

// A pragma says how the loop is to be compiled.
static Vector told(const Matrix &m, int n) {
  Vector sums(n);
  for (int i = 0; i < n; ++i) { // refuses: preprocessor
    double sum = 0;
#pragma GCC ivdep
    for (int j = 0; j < n; ++j)
      sum += m[i][j];
    sums[i] = sum;
  }
  return sums;
}

// Two of them store to one element.
static void shared(const Matrix &m, Vector out, int n) {
  for (int i = 0; i < n; ++i) { // refuses: dependence
    double sum = 0;
    for (int j = 0; j < n; ++j) {
      sum += m[i][j];
      out[i % 2] += sum;
    }
  }
  std::printf("shared %a\n", out[1]);
}

// The sum is looked at behind the loop: there is only one.
static double lastSum(const Matrix &m, Vector sums, int n) {
  double sum;
  for (int i = 0; i < n; ++i) {
    sum = 1;
    for (int j = 0; j < n; ++j)
      sum += m[i][j];
    sums[i] = sum;
  }
  return n > 0 ? sum : 0;
}

int main() {
  const int n = 11;
  Matrix m(n + 1, Vector(n + 1)), other = m;
  Vector x(n + 1), y(n + 1);
  std::vector<float> flat(n * n), in(n), out(n);
  std::vector<std::vector<int>> numbers(4, std::vector<int>(4, 3));
  std::vector<int> counts(n);
  for (int i = 0; i <= n; ++i) {
    x[i] = 0.37 * i - 1;
    for (int j = 0; j <= n; ++j)
      other[i][j] = m[i][j] = 1.0 / (1 + i + j) - 0.1 * (i % 3);
  }
  for (int i = 0; i < n * n; ++i)
    flat[i] = 0.3f * static_cast<float>(i % 7) - 1;
  for (int i = 0; i < n; ++i)
    in[i] = 0.7f * static_cast<float>(i);
  auto show = [](const char *what, const auto &v) {
    for (auto each : v)
      std::printf("%s %a\n", what, static_cast<double>(each));
  };
  show("product", product(m, x));
  show("none", product({}, x));
  productFlat(flat, in, out, n, n);
  productFlat(flat, in, in, n, n);
  productFlat(flat, in, out, -5, n);
  show("flat", out);
  show("one vector", in);
  addProduct(m, x, y, n);
  addProduct(m, x, x, n);
  addProduct(other, x, other[2], n);
  addProduct(other, other[1], y, 3);
  show("row", other[2]);
  show("added", y);
  show("to", addTo(m, x, y, n, n));
  show("to nothing", addTo(m, x, {}, n, 0));
  show("spread", spreads(m, n, n));
  show("convolved", convolve(x, {0.5, 0.25, 1}));
  show("convolved", convolve({1}, {0.5, 0.25, 1}));
  average(x, y, 3);
  average(x, x, 2);
  average({}, x, 2);
  show("average", y);
  show("average", x);
  std::printf("nearest %d %d\n", nearest(m, m[7]), nearest({}, x));
  for (const auto &row : distances(m))
    show("distance", row);
  show("horner", horner({1, -0.5, 0.125}, n));
  std::vector<std::array<float, 6>> six(n);
  for (int i = 0; i < n * 6; ++i)
    six[i / 6][i % 6] = static_cast<float>(i * i % 17);
  six[2][3] = NAN;
  ranges(six, out);
  ranges({}, out);
  show("range", out);
  both(m, x, n);
  blur(other, n);
  wide(m, y, n, -n);
  wide(m, y, 3, n);
  show("commented", commented(m, n));
  Layer layer(m, x);
  show("layer", layer.forward(y, n));
  show("layer", layer.forward(layer.forward(y, n), n));
  ownRow(m, n, 2);
  ownRow(m, n, n);
  borders(other, n);
  std::vector<Point> points(n);
  for (int i = 0; i < n; ++i)
    points[i] = {m[i][2], m[3][i]};
  for (const Point &each : forces(points, 0.25, 0.01))
    std::printf("force %a %a\n", each.x, each.y);
  for (int i = 0; i < Size; ++i)
    for (int j = 0; j < Size; ++j)
      table[i][j] = i * 0.25 - j;
  totalRows();
  show("total", totals);

  integers(numbers, counts);
  std::printf("all %a\n", all(m, n));
  scale(other, x, n);
  few(m, y, n);
  show("columns", columnSums(m, n));
  running(m, y, n);
  solve(m, x, n);
  decay(m, x, n);
  adapt(Vector(2 * n, 0.5), {0.5, 0.25}, n);
  carryDown(other, n);
  twoNames(m, x, n);
  Report(other, n).sums(y);
  show("macro", byMacro(m, n));
  show("lambda", inLambda(m, n));
  smear(other, y, n);
  arrayOf(six, six[1]);
  show("triangle", triangle(m, n));
  show("ragged", ragged(m));
  int rows = 3;
  boundInside(m, counts, rows);
  show("second", fromSecond(m, n));
  narrow(m, y, n);
  mixed(m, y, n);
  toTheLast(m, y, n - 1);
  Vector square(n * n, 0.5);
  pointers(square.data(), x.data(), y.data(), n);
  scaled(square, x[1], y, n);
  double *pointed[] = {m[0].data(), m[1].data(), m[1].data()};
  rowPointers(pointed, 3);
  show("until", untilNegative(m, n));
  report(m, 2);
  show("checked", checked(m, n));
  show("counted", counted(m, n));
  show("port", readPort(2));
  show("long", long_(m, n));
  show("told", told(m, n));
  shared(m, y, n);
  std::printf("last %a\n", lastSum(m, y, n));
  show("y", y);
  show("other", other[3]);
}
