// RUN: %check %s
// Sums that each iteration of an outer loop makes by itself.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <vector>

typedef std::vector<std::vector<double>> Matrix;
typedef std::vector<double> Vector;

// A matrix and a vector: the result is a new object.
static Vector product(const Matrix &a, const Vector &x) {
  Vector y(a.size());
  // Four iterations at a time: no sum waits for another.
  const std::size_t fours = a.size() / 4 * 4;
  for (std::size_t i = 0; i < fours; i += 4) {
    double sum = 0, sum2 = 0, sum3 = 0, sum4 = 0;
    for (std::size_t j = 0; j < x.size(); ++j) {
      sum += a[i][j] * x[j];
      sum2 += a[i + 1][j] * x[j];
      sum3 += a[i + 2][j] * x[j];
      sum4 += a[i + 3][j] * x[j];
    }
    y[i] = sum;
    y[i + 1] = sum2;
    y[i + 2] = sum3;
    y[i + 3] = sum4;
  }
  for (std::size_t i = fours; i < a.size(); ++i) { // finds
    double sum = 0;
    for (std::size_t j = 0; j < x.size(); ++j)
      sum += a[i][j] * x[j]; // One after the other.
    y[i] = sum;
  }
  return y;
}

// Rows one behind the other; the caller may give one vector twice.
static void productFlat(const std::vector<float> &a, const std::vector<float> &x, std::vector<float> &y, int rows, int columns) {
  // Four iterations at a time: no sum waits for another.
  const bool apart = &a != &y && &x != &y;
  const int fours = apart ? rows / 4 * 4 : 0;
  for (int i = 0; i < fours; i += 4) {
    float sum = 0.0f, sum2 = 0.0f, sum3 = 0.0f, sum4 = 0.0f;
    for (int j = 0; j < columns; j++) {
      sum += a[i * columns + j] * x[j];
      sum2 += a[(i + 1) * columns + j] * x[j];
      sum3 += a[(i + 2) * columns + j] * x[j];
      sum4 += a[(i + 3) * columns + j] * x[j];
    }
    y[i] = sum;
    y[i + 1] = sum2;
    y[i + 2] = sum3;
    y[i + 3] = sum4;
  }
  for (int i = fours; i < rows; i++) { // finds
    float sum = 0.0f;
    for (int j = 0; j < columns; j++) {
      sum += a[i * columns + j] * x[j];
    }
    y[i] = sum;
  }
}

// Added to what is there; the result may be a row of the matrix.
static void addProduct(const Matrix &a, const Vector &x, Vector &y, int n) {
  // Four iterations at a time: no sum waits for another.
  const bool apart = (std::less<>()(&y, a.data()) || std::greater_equal<>()(&y, a.data() + a.size())) &&
      &y != &x;
  const int fours = apart ? n / 4 * 4 : 0;
  for (int i = 0; i < fours; i += 4) {
    double sum = y[i], sum2 = y[i + 1], sum3 = y[i + 2], sum4 = y[i + 3];
    for (int j = 0; j < n; j++) {
      sum = sum + a[i][j] * x[j];
      sum2 = sum2 + a[i + 1][j] * x[j];
      sum3 = sum3 + a[i + 2][j] * x[j];
      sum4 = sum4 + a[i + 3][j] * x[j];
    }
    y[i] = sum;
    y[i + 1] = sum2;
    y[i + 2] = sum3;
    y[i + 3] = sum4;
  }
  for (int i = fours; i < n; i++) // finds
    for (int j = 0; j < n; j++)
      y[i] = y[i] + a[i][j] * x[j];
}

// Where there is no column, y may have no elements.
static Vector addTo(const Matrix &a, const Vector &x, Vector y, int rows, int columns) {
  // Four iterations at a time: no sum waits for another.
  const int fours = columns > 0 ? rows / 4 * 4 : 0;
  for (int i = 0; i < fours; i += 4) {
    double sum = y[i], sum2 = y[i + 1], sum3 = y[i + 2], sum4 = y[i + 3];
    for (int j = 0; j < columns; ++j) {
      sum += a[i][j] * x[j];
      sum2 += a[i + 1][j] * x[j];
      sum3 += a[i + 2][j] * x[j];
      sum4 += a[i + 3][j] * x[j];
    }
    y[i] = sum;
    y[i + 1] = sum2;
    y[i + 2] = sum3;
    y[i + 3] = sum4;
  }
  for (int i = fours; i < rows; ++i) // finds
    for (int j = 0; j < columns; ++j)
      y[i] += a[i][j] * x[j];
  return y;
}

// Two inner loops, the second in need of the first.
static std::vector<double> spreads(const Matrix &m, int rows, int columns) {
  std::vector<double> spread(rows);
  // Four iterations at a time: no sum waits for another.
  const int fours = rows / 4 * 4;
  for (int i = 0; i < fours; i += 4) {
    double mean = 0, mean2 = 0, mean3 = 0, mean4 = 0;
    for (int j = 0; j < columns; ++j) {
      mean += m[i][j];
      mean2 += m[i + 1][j];
      mean3 += m[i + 2][j];
      mean4 += m[i + 3][j];
    }
    mean /= columns;
    mean2 /= columns;
    mean3 /= columns;
    mean4 /= columns;
    double squares = 0, squares2 = 0, squares3 = 0, squares4 = 0;
    for (int j = 0; j < columns; ++j) {
      squares += (m[i][j] - mean) * (m[i][j] - mean);
      squares2 += (m[i + 1][j] - mean2) * (m[i + 1][j] - mean2);
      squares3 += (m[i + 2][j] - mean3) * (m[i + 2][j] - mean3);
      squares4 += (m[i + 3][j] - mean4) * (m[i + 3][j] - mean4);
    }
    spread[i] = std::sqrt(squares / columns);
    spread[i + 1] = std::sqrt(squares2 / columns);
    spread[i + 2] = std::sqrt(squares3 / columns);
    spread[i + 3] = std::sqrt(squares4 / columns);
  }
  for (int i = fours; i < rows; ++i) { // finds
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
  // Four iterations at a time: no sum waits for another.
  const std::size_t fours = out.size() / 4 * 4;
  for (std::size_t i = 0; i < fours; i += 4) {
    double sum = 0, sum2 = 0, sum3 = 0, sum4 = 0;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      sum += in[i + k] * weights[k];
      sum2 += in[i + 1 + k] * weights[k];
      sum3 += in[i + 2 + k] * weights[k];
      sum4 += in[i + 3 + k] * weights[k];
    }
    out[i] = sum;
    out[i + 1] = sum2;
    out[i + 2] = sum3;
    out[i + 3] = sum4;
  }
  for (std::size_t i = fours; i < out.size(); ++i) { // finds
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
  // Four iterations at a time: no sum waits for another.
  const int fours = (last + 1) / 4 * 4;
  for (int i = 0; i < fours; i += 4) {
    double sum = 0, sum2 = 0, sum3 = 0, sum4 = 0;
    for (int k = 0; k < width; ++k) {
      sum += in[i + k];
      sum2 += in[i + 1 + k];
      sum3 += in[i + 2 + k];
      sum4 += in[i + 3 + k];
    }
    out[i] = sum / width;
    out[i + 1] = sum2 / width;
    out[i + 2] = sum3 / width;
    out[i + 3] = sum4 / width;
  }
  for (int i = fours; i <= last; ++i) { // finds
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
  // Four iterations at a time: no sum waits for another.
  const int fours = static_cast<int>(points.size() / 4 * 4);
  for (int i = 0; i < fours; i += 4) {
    double sum = 0, sum2 = 0, sum3 = 0, sum4 = 0;
    for (int k = 0; k < to.size(); ++k) {
      const double off = points[i][k] - to[k];
      sum += off * off;
      const double off2 = points[i + 1][k] - to[k];
      sum2 += off2 * off2;
      const double off3 = points[i + 2][k] - to[k];
      sum3 += off3 * off3;
      const double off4 = points[i + 3][k] - to[k];
      sum4 += off4 * off4;
    }
    if (sum < best) {
      best = sum;
      where = i;
    }
    if (sum2 < best) {
      best = sum2;
      where = i + 1;
    }
    if (sum3 < best) {
      best = sum3;
      where = i + 2;
    }
    if (sum4 < best) {
      best = sum4;
      where = i + 3;
    }
  }
  for (int i = fours; i < points.size(); ++i) { // finds
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
  for (int i = 0; i < n; ++i) {
    // Four iterations at a time: no sum waits for another.
    const int fours = n / 4 * 4;
    for (int j = 0; j < fours; j += 4) {
      sum = 0;
      double sum2 = 0, sum3 = 0, sum4 = 0;
      for (int c = 0; c < k; ++c) {
        sum += std::abs(p[i][c] - p[j][c]);
        sum2 += std::abs(p[i][c] - p[j + 1][c]);
        sum3 += std::abs(p[i][c] - p[j + 2][c]);
        sum4 += std::abs(p[i][c] - p[j + 3][c]);
      }
      d[i][j] = sum;
      d[i][j + 1] = sum2;
      d[i][j + 2] = sum3;
      d[i][j + 3] = sum4;
    }
    for (int j = fours; j < n; ++j) { // finds
      sum = 0;
      for (int c = 0; c < k; ++c)
        sum += std::abs(p[i][c] - p[j][c]);
      d[i][j] = sum;
    }
  }
  return d;
}

// Of a polynomial; the neighbours' places too.
static Vector horner(const Vector &factors, int n) {
  Vector values(n + 2);
  const int degree = static_cast<int>(factors.size());
  // Four iterations at a time: no sum waits for another.
  const int fours = n / 4 * 4;
  for (int i = 0; i < fours; i += 4) {
    const double x = 0.25 * i;
    const double x2 = 0.25 * (i + 1);
    const double x3 = 0.25 * (i + 2);
    const double x4 = 0.25 * (i + 3);
    double value = 0, value2 = 0, value3 = 0, value4 = 0;
    for (int k = 0; k < degree; ++k) {
      value = value * x + factors[k];
      value2 = value2 * x2 + factors[k];
      value3 = value3 * x3 + factors[k];
      value4 = value4 * x4 + factors[k];
    }
    values[i + 1] = value + values[i] * 0;
    values[i + 2] = value2 + values[i + 1] * 0;
    values[i + 3] = value3 + values[i + 2] * 0;
    values[i + 4] = value4 + values[i + 3] * 0;
  }
  for (int i = fours; i < n; ++i) { // finds
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
  // Four iterations at a time: no result waits for another.
  const std::size_t fours = rows.size() / 4 * 4;
  for (std::size_t i = 0; i < fours; i += 4) {
    float least = rows[i][0], largest = least;
    float least2 = rows[i + 1][0], largest2 = least2;
    float least3 = rows[i + 2][0], largest3 = least3;
    float least4 = rows[i + 3][0], largest4 = least4;
    for (int k = 1; k < 6; ++k) {
      least = std::min(least, rows[i][k]);
      if (rows[i][k] > largest)
        largest = rows[i][k];
      least2 = std::min(least2, rows[i + 1][k]);
      if (rows[i + 1][k] > largest2)
        largest2 = rows[i + 1][k];
      least3 = std::min(least3, rows[i + 2][k]);
      if (rows[i + 2][k] > largest3)
        largest3 = rows[i + 2][k];
      least4 = std::min(least4, rows[i + 3][k]);
      if (rows[i + 3][k] > largest4)
        largest4 = rows[i + 3][k];
    }
    widths[i] = largest - least;
    widths[i + 1] = largest2 - least2;
    widths[i + 2] = largest3 - least3;
    widths[i + 3] = largest4 - least4;
  }
  for (std::size_t i = fours; i < rows.size(); ++i) { // finds
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
  // Four iterations at a time: no sum waits for another.
  const int fours = n / 4 * 4;
  for (int i = 0; i < fours; i += 4) {
    t[i] = 0;
    t[i + 1] = 0;
    t[i + 2] = 0;
    t[i + 3] = 0;
    double sum = t[i], sum2 = t[i + 1], sum3 = t[i + 2], sum4 = t[i + 3];
    for (int j = 0; j < n; ++j) {
      sum += a[i][j] * x[j];
      sum2 += a[i + 1][j] * x[j];
      sum3 += a[i + 2][j] * x[j];
      sum4 += a[i + 3][j] * x[j];
    }
    t[i] = sum;
    t[i + 1] = sum2;
    t[i + 2] = sum3;
    t[i + 3] = sum4;
    for (int j = 0; j < n; ++j) {
      y[j] += a[i][j] * t[i];
      y[j] += a[i + 1][j] * t[i + 1];
      y[j] += a[i + 2][j] * t[i + 2];
      y[j] += a[i + 3][j] * t[i + 3];
    }
  }
  for (int i = fours; i < n; ++i) { // finds
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
  // Four iterations at a time: no sum waits for another.
  const int fours = n / 4 * 4;
  for (int i = 0; i < fours; i += 4) {
    double sum = 0, sum2 = 0, sum3 = 0, sum4 = 0;
    for (int j = 0; j < n; ++j) {
      sum += m[i + 1][j];
      m[i][j] = sum;
      sum2 += m[i + 2][j];
      m[i + 1][j] = sum2;
      sum3 += m[i + 3][j];
      m[i + 2][j] = sum3;
      sum4 += m[i + 4][j];
      m[i + 3][j] = sum4;
    }
    sums[i] = sum;
    sums[i + 1] = sum2;
    sums[i + 2] = sum3;
    sums[i + 3] = sum4;
  }
  for (int i = fours; i < n; ++i) { // finds
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
  // Four iterations at a time: no sum waits for another.
  const std::size_t fours = n / 4 * 4;
  for (std::size_t i = 0; i < fours; i += 4) {
    double sum = 0, sum2 = 0, sum3 = 0, sum4 = 0;
    for (unsigned j = 0; j < n; ++j) {
      sum += m[i][j];
      sum2 += m[i + 1][j];
      sum3 += m[i + 2][j];
      sum4 += m[i + 3][j];
    }
    sums[i] = sum;
    sums[i + 1] = sum2;
    sums[i + 2] = sum3;
    sums[i + 3] = sum4;
  }
  for (std::size_t i = fours; i < n; ++i) { // finds
    double sum = 0;
    for (unsigned j = 0; j < n; ++j)
      sum += m[i][j];
    sums[i] = sum;
  }
  // Four iterations at a time: no sum waits for another.
  const long fours2 = from / 4 * 4;
  for (long i = 0; i < fours2; i += 4) {
    double sum = 0, sum_2 = 0, sum_3 = 0, sum_4 = 0;
    for (int j = 1; j < from; ++j) {
      sum -= m[i][j];
      sum_2 -= m[i + 1][j];
      sum_3 -= m[i + 2][j];
      sum_4 -= m[i + 3][j];
    }
    sums[i] += sum;
    sums[i + 1] += sum_2;
    sums[i + 2] += sum_3;
    sums[i + 3] += sum_4;
  }
  for (long i = fours2; i < from; ++i) { // finds
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
  // Four iterations at a time: no sum waits for another.
  const int fours = n / 4 * 4;
  for (int i = 0; i < fours; i += 4) {
    double sum = 0, more(1);
    double sum2 = 0, more2(1);
    double sum3 = 0, more3(1);
    double sum4 = 0, more4(1);
    total = i;
    double total2 = i + 1, total3 = i + 2, total4 = i + 3;
    for (int j = 0; j < n; ++j) {
      sum += m[i][j] * more;
      total += m
          [i + 1]
          [j];
      sum2 += m[i + 1][j] * more2;
      total2 += m
          [i + 2]
          [j];
      sum3 += m[i + 2][j] * more3;
      total3 += m
          [i + 3]
          [j];
      sum4 += m[i + 3][j] * more4;
      total4 += m
          [i + 4]
          [j];
    }
    if (sum > 0)
      sums[i] = sum;
    else
      sums[i] = -sum;
    if (sum2 > 0)
      sums[i + 1] = sum2;
    else
      sums[i + 1] = -sum2;
    if (sum3 > 0)
      sums[i + 2] = sum3;
    else
      sums[i + 2] = -sum3;
    if (sum4 > 0)
      sums[i + 3] = sum4;
    else
      sums[i + 3] = -sum4;
    sums[i] += total;
    sums[i + 1] += total2;
    sums[i + 2] += total3;
    sums[i + 3] += total4;
  }
  for (int i = fours; i < n; ++i) { // finds
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
  // Four iterations at a time: no sum waits for another.
  const int fours2 = n / 4 * 4;
  for (int i = 0; i < fours2; i += 4) {
    double sum5 = sums[i + 1];
    double sum5_2 = sums[i + 2];
    double sum5_3 = sums[i + 3];
    double sum5_4 = sums[i + 4];
    for (int j = 0; j < n; ++j) {
      sum5 -= m[i][j];
      sum5_2 -= m[i + 1][j];
      sum5_3 -= m[i + 2][j];
      sum5_4 -= m[i + 3][j];
    }
    sums[i + 1] = sum5;
    sums[i + 2] = sum5_2;
    sums[i + 3] = sum5_3;
    sums[i + 4] = sum5_4;
  }
  for (int i = fours2; i < n; ++i) // finds
    for (int j = 0; j < n; ++j)
      sums[i /* the next */ + 1] -= m[i][j]; // NOLINT
  return sums;
}

// A member is no row of another; the index is part of the value.
class Layer {
public:
  Layer(const Matrix &weights, const Vector &bias) : weights_(weights), bias_(bias), out_(bias.size()) {}
  const Vector &forward(const Vector &in, int count) {
    // Four iterations at a time: no sum waits for another.
    const int fours = &in != &out_ ? count / 4 * 4 : 0;
    for (int i = 0; i < fours; i += 4) {
      double sum = bias_[i] - 0.5 * i;
      double sum2 = bias_[i + 1] - 0.5 * (i + 1);
      double sum3 = bias_[i + 2] - 0.5 * (i + 2);
      double sum4 = bias_[i + 3] - 0.5 * (i + 3);
      for (int j = 0; j < count; ++j) {
        sum += weights_[i][j] * in[j];
        sum2 += weights_[i + 1][j] * in[j];
        sum3 += weights_[i + 2][j] * in[j];
        sum4 += weights_[i + 3][j] * in[j];
      }
      out_[i] = std::tanh(sum) * (i + 1);
      out_[i + 1] = std::tanh(sum2) * (i + 2);
      out_[i + 2] = std::tanh(sum3) * (i + 3);
      out_[i + 3] = std::tanh(sum4) * (i + 4);
    }
    for (int i = fours; i < count; ++i) { // finds
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
  // Four iterations at a time: no sum waits for another.
  const bool apart = std::less<>()(&sums, m.data()) || std::greater_equal<>()(&sums, m.data() + m.size());
  const int fours = apart ? n / 4 * 4 : 0;
  for (int i = 0; i < fours; i += 4) {
    double sum = 0, sum2 = 0, sum3 = 0, sum4 = 0;
    for (int j = 0; j < n; ++j) {
      sum += m[i][j];
      sum2 += m[i + 1][j];
      sum3 += m[i + 2][j];
      sum4 += m[i + 3][j];
    }
    sums[i] = sum;
    sums[i + 1] = sum2;
    sums[i + 2] = sum3;
    sums[i + 3] = sum4;
  }
  for (int i = fours; i < n; ++i) { // finds
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += m[i][j];
    sums[i] = sum;
  }
  std::printf("row %a\n", sums[n - 1]);
}

// A row gets its sum once it has been read; the first one gets all others'.
static void borders(Matrix &m, int n) {
  // Four iterations at a time: no sum waits for another.
  const int fours = n / 4 * 4;
  for (int i = 0; i < fours; i += 4) {
    double sum = 0, sum2 = 0, sum3 = 0, sum4 = 0;
    for (int j = 1; j < n; ++j) {
      sum += m[i][j];
      sum2 += m[i + 1][j];
      sum3 += m[i + 2][j];
      sum4 += m[i + 3][j];
    }
    m[i][0] = sum;
    m[i + 1][0] = sum2;
    m[i + 2][0] = sum3;
    m[i + 3][0] = sum4;
  }
  for (int i = fours; i < n; ++i) { // finds
    double sum = 0;
    for (int j = 1; j < n; ++j)
      sum += m[i][j];
    m[i][0] = sum;
  }
  // Four iterations at a time: no sum waits for another.
  const int fours2 = n / 4 * 4;
  for (int i = 0; i < fours2; i += 4) {
    double sum = 0, sum_2 = 0, sum_3 = 0, sum_4 = 0;
    for (int j = 0; j < n; ++j) {
      sum += m[i][j];
      sum_2 += m[i + 1][j];
      sum_3 += m[i + 2][j];
      sum_4 += m[i + 3][j];
    }
    m[0][i] = sum;
    m[0][i + 1] = sum_2;
    m[0][i + 2] = sum_3;
    m[0][i + 3] = sum_4;
  }
  for (int i = fours2; i < n; ++i) { // finds
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
  // Four iterations at a time: no sum waits for another.
  const std::size_t fours2 = points.size() / 4 * 4;
  for (std::size_t i = 0; i < fours2; i += 4) {
    double x = 0, y1 = sum2;
    double x2 = 0, y1_2 = sum2;
    double x3 = 0, y1_3 = sum2;
    double x4 = 0, y1_4 = sum2;
    for (std::size_t j = 0; j < points.size(); ++j) {
      const double dx = points[j].x - points[i].x, dy = points[j].y - points[i].y;
      const double far = dx * dx + dy * dy + fours;
      x += dx / far;
      y1 += dy / far;
      const double dx2 = points[j].x - points[i + 1].x, dy2 = points[j].y - points[i + 1].y;
      const double far2 = dx2 * dx2 + dy2 * dy2 + fours;
      x2 += dx2 / far2;
      y1_2 += dy2 / far2;
      const double dx3 = points[j].x - points[i + 2].x, dy3 = points[j].y - points[i + 2].y;
      const double far3 = dx3 * dx3 + dy3 * dy3 + fours;
      x3 += dx3 / far3;
      y1_3 += dy3 / far3;
      const double dx4 = points[j].x - points[i + 3].x, dy4 = points[j].y - points[i + 3].y;
      const double far4 = dx4 * dx4 + dy4 * dy4 + fours;
      x4 += dx4 / far4;
      y1_4 += dy4 / far4;
    }
    result[i].x = x;
    result[i + 1].x = x2;
    result[i + 2].x = x3;
    result[i + 3].x = x4;
    result[i].y = y1;
    result[i + 1].y = y1_2;
    result[i + 2].y = y1_3;
    result[i + 3].y = y1_4;
  }
  for (std::size_t i = fours2; i < points.size(); ++i) { // finds
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
  // Four iterations at a time: no sum waits for another.
  const int fours = Size / 4 * 4;
  for (int i = 0; i < fours; i += 4) {
    double sum = totals[i];
    double sum2 = totals[i + 1];
    double sum3 = totals[i + 2];
    double sum4 = totals[i + 3];
    for (int j = 0; j < Size; ++j) {
      sum += table[i][j];
      sum2 += table[i + 1][j];
      sum3 += table[i + 2][j];
      sum4 += table[i + 3][j];
    }
    totals[i] = sum;
    totals[i + 1] = sum2;
    totals[i + 2] = sum3;
    totals[i + 3] = sum4;
  }
  for (int i = fours; i < Size; ++i) // finds
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
