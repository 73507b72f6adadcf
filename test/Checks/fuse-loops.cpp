// RUN: %check %s
// Sums over one range, in several loops.
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <vector>

typedef std::vector<double> Vector;

static double correlation(const Vector &x, const Vector &y) {
  const std::size_t n = x.size();
  double meanX = 0;
  for (std::size_t i = 0; i < n; ++i) // finds
    meanX += x[i];
  double meanY = 0;
  for (std::size_t i = 0; i < n; ++i)
    meanY += y[i];
  meanX /= static_cast<double>(n);
  meanY /= static_cast<double>(n);
  double both = 0, ofX = 0, ofY = 0;
  for (std::size_t i = 0; i < n; ++i) // finds
    both += (x[i] - meanX) * (y[i] - meanY);
  for (std::size_t i = 0; i < n; ++i)
    ofX += (x[i] - meanX) * (x[i] - meanX);
  for (std::size_t i = 0; i < n; ++i)
    ofY += (y[i] - meanY) * (y[i] - meanY);
  return both / std::sqrt(ofX * ofY);
}
// Bodies of several statements, with names of their own, questions and comments.
static float spread(const std::vector<float> &v, float low) {
  float above = 0, below = 0;
  int count = 0;
  for (std::size_t i = 0; i < v.size(); ++i) { // finds
    // How far above it is.
    const float over = v[i] - low;
    if (over > 0)
      above += over;
  }
  for (std::size_t i = 0; i < v.size(); ++i) {
    const float under = low - v[i];
    if (under > 0) {
      below += std::sqrt(under); // Less of it.
      ++count;
    }
  }
  return above - below / static_cast<float>(count + 1);
}
// One line each; products, differences, an array and a pointer.
static double moments(const std::array<double, 6> &a, const double *b, int first) {
  double sum = 0, rest = 100;
  for (int i = first; i < 6; i++) // finds
    sum += a[i];
  for (int i = first; i < 6; i++) rest -= b[i];
  return sum * rest;
}
// Members are read only.
struct Series {
  Vector values, weights;
  double factor = 2;
  double balance() const {
    double plain = 0;
    for (std::size_t i = 0; i < values.size(); ++i) // finds
      plain += values[i];
    double weighted = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
      weighted += values[i] * weights[i] * factor;
    return plain - weighted;
  }
};
// In a loop, of rows.
static double rows(const std::vector<Vector> &m, std::size_t n) {
  double result = 0;
  for (const Vector &row : m) {
    double sum = 0, squares = 0;
    for (std::size_t j = 0; j < n; ++j) // finds
      sum += row[j];
    for (std::size_t j = 0; j < n; ++j)
      squares += row[j] * row[j];
    result += squares - sum * sum;
  }
  return result;
}

// What one loop finds, the other needs.
static double deviation(const Vector &x, double start) {
  double mean = start, sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) // refuses: dependence
    mean += x[i] * 0.125;
  for (std::size_t i = 0; i < x.size(); ++i)
    sum += (x[i] - mean) * (x[i] - mean);
  return sum;
}
static double twice(const Vector &x) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) // refuses: dependence
    sum += x[i];
  for (std::size_t i = 0; i < x.size(); ++i)
    sum += x[i] * 0.5;
  return sum;
}
// Elements are stored, which the next loop may read.
static double running(Vector &x) {
  double sum = 0, product = 0;
  for (std::size_t i = 0; i < x.size(); ++i) { // refuses: not-a-sum
    sum += x[i];
    x[i] = sum;
  }
  for (std::size_t i = 0; i < x.size(); ++i)
    product += x[i];
  return sum - product;
}
static void result(const Vector &x, double &sum, double &square) {
  for (std::size_t i = 0; i < x.size(); ++i) // refuses: dependence
    sum += x[i];
  for (std::size_t i = 0; i < x.size(); ++i)
    square += x[i] * x[i];
}
static double known(const Vector &x, double **where) {
  double sum = 0, square = 0;
  *where = &sum;
  for (std::size_t i = 0; i < x.size(); ++i) // refuses: dependence
    sum += x[i];
  for (std::size_t i = 0; i < x.size(); ++i)
    square += x[i] * x[i];
  return square;
}
// Other ranges: a half of it, from elsewhere, of another vector, to a bound that the loop moves.
static double halves(const Vector &x) {
  double sum = 0, square = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    sum += x[i];
  for (std::size_t i = 0; i < x.size() / 2; ++i)
    square += x[i] * x[i];
  return sum * square;
}
static double later(const Vector &x) {
  double sum = 0, square = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    sum += x[i];
  for (std::size_t i = 1; i < x.size(); ++i)
    square += x[i] * x[i - 1];
  return sum * square;
}
static double others(const Vector &x, const Vector &y) {
  double sum = 0, square = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    sum += x[i];
  for (std::size_t i = 0; i < y.size(); ++i)
    square += y[i] * y[i];
  return sum * square;
}
static double shrinking(const Vector &x, int n) {
  double sum = 0, square = 0;
  for (int i = 0; i < n; ++i) { // refuses: bound-changes
    sum += x[i];
    if (x[i] > 3)
      --n;
  }
  for (int i = 0; i < n; ++i)
    square += x[i] * x[i];
  return sum * square;
}
static double count(const Vector &x, int limit) {
  double sum = 0, square = 0;
  int n = 0;
  for (int i = 0; i < limit; ++i) { // refuses: dependence
    sum += x[i];
    ++n;
  }
  for (int i = 0; i < limit; ++i)
    square += x[i] / n;
  return sum * square;
}
// Something happens in between, or may elsewhere.
static int calls;
static double noted(const Vector &x) {
  double sum = 0, square = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    sum += x[i];
  ++calls;
  for (std::size_t i = 0; i < x.size(); ++i)
    square += x[i] * x[i];
  return sum * square;
}
#define CHECKPOINT
static double checkpoint(const Vector &x) {
  double sum = 0, square = 0;
  for (std::size_t i = 0; i < x.size(); ++i) // refuses: between
    sum += x[i];
  CHECKPOINT
  for (std::size_t i = 0; i < x.size(); ++i)
    square += x[i] * x[i];
  return sum * square;
}
static double chosen(const Vector &x) {
  double sum = 0, square = 0;
  for (std::size_t i = 0; i < x.size(); ++i) // refuses: preprocessor
    sum += x[i];
#ifdef TRACE
  std::printf("%g\n", sum);
#endif
  for (std::size_t i = 0; i < x.size(); ++i)
    square += x[i] * x[i];
  return sum * square;
}
static double told(const Vector &x) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) // refuses: between
    sum += x[i];
  // And the squares.
  double square = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    square += x[i] * x[i];
  return sum * square;
}
static double started(const Vector &x) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    sum += x[i];
  double square = sum;
  for (std::size_t i = 0; i < x.size(); ++i)
    square += x[i] * x[i];
  return square;
}
// Names that would mean something else.
static double part = 2;
static double hidden(const Vector &x) {
  double sum = 0, square = 0;
  for (std::size_t i = 0; i < x.size(); ++i) { // refuses: names
    const double part = x[i] * 0.5;
    sum += part;
  }
  for (std::size_t i = 0; i < x.size(); ++i)
    square += x[i] * part;
  return sum * square;
}
static double declaredTwice(const Vector &x) {
  double sum = 0, square = 0;
  for (std::size_t i = 0; i < x.size(); ++i) { // refuses: names
    const double each = x[i] * 0.5;
    sum += each;
  }
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double each = x[i] * 0.25;
    square += each;
  }
  return sum * square;
}
static double declaredLater(const Vector &x) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) // refuses: names
    sum += x[i] * part;
  double part = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    part += x[i] * x[i];
  return sum * part;
}
// Left early, with loops, calls, output, volatile values.
static double until(const Vector &x) {
  double sum = 0, square = 0;
  for (std::size_t i = 0; i < x.size(); ++i) { // refuses: unknown-construct
    if (x[i] < 0)
      break;
    sum += x[i];
  }
  for (std::size_t i = 0; i < x.size(); ++i)
    square += x[i] * x[i];
  return sum * square;
}
static double skipping(const Vector &x) {
  double sum = 0, square = 0;
  for (std::size_t i = 0; i < x.size(); ++i) { // refuses: unknown-construct
    if (x[i] < 0)
      continue;
    sum += x[i];
  }
  for (std::size_t i = 0; i < x.size(); ++i)
    square += x[i] * x[i];
  return sum * square;
}
static double nested(const std::vector<Vector> &m) {
  double sum = 0, square = 0;
  for (std::size_t i = 0; i < m.size(); ++i) // refuses: inner-loop
    for (std::size_t j = 0; j < m[i].size(); ++j)
      sum += m[i][j];
  for (std::size_t i = 0; i < m.size(); ++i)
    square += m[i][0];
  return sum * square;
}
double measured(double x);
static double calling(const Vector &x) {
  double sum = 0, square = 0;
  for (std::size_t i = 0; i < x.size(); ++i) // refuses: call
    sum += measured(x[i]);
  for (std::size_t i = 0; i < x.size(); ++i)
    square += measured(x[i] * x[i]);
  return sum * square;
}
static double watched(const volatile double *x, int n) {
  double sum = 0, square = 0;
  for (int i = 0; i < n; ++i) // refuses: volatile
    sum += x[i];
  for (int i = 0; i < n; ++i)
    square += x[i] * 0.5;
  return sum * square;
}
static double throwing(const Vector &x) {
  double sum = 0, square = 0;
  for (std::size_t i = 0; i < x.size(); ++i) // refuses: call
    sum += x.at(i + 1 - 1);
  for (std::size_t i = 0; i < x.size(); ++i)
    square += x[i] * x[i];
  return sum * square;
}
// Compilers add integers up in vectors.
static long whole(const std::vector<int> &v) {
  long sum = 0, square = 0;
  for (std::size_t i = 0; i < v.size(); ++i)
    sum += v[i];
  for (std::size_t i = 0; i < v.size(); ++i)
    square += static_cast<long>(v[i]) * v[i];
  return sum * square;
}
static double mixed(const Vector &x, const std::vector<int> &v) {
  double sum = 0;
  long whole = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    sum += x[i];
  for (std::size_t i = 0; i < x.size(); ++i)
    whole += v[i];
  return sum * static_cast<double>(whole);
}
static double inLambda(const Vector &x) {
  auto Sums = [&] {
    double sum = 0, square = 0;
    for (std::size_t i = 0; i < x.size(); ++i) // refuses: lambda
      sum += x[i];
    for (std::size_t i = 0; i < x.size(); ++i)
      square += x[i] * x[i];
    return sum * square;
  };
  return Sums();
}

double measured(double x) { return ++calls + x; }

int main() {
  Vector x{1.5, -0.0, 3.25, 1e-300, 2, 0.1}, y{0.25, 4, -1, 1e10, 3, 0.3};
  std::printf("%a %a\n", correlation(x, y), correlation(y, x));
  std::printf("%a %a\n", spread({1, 2.5f, -3, 4}, 0.75f), spread({}, 1));
  const std::array<double, 6> a{1, 2, 3, 4, 5, 6.5};
  std::printf("%a %a\n", moments(a, y.data(), 0), moments(a, y.data(), 5));
  std::printf("%a %a\n", Series{x, y}.balance(), rows({x, y}, 5));
  double *where, sum = 1, square = 2;
  std::printf("%a %a %a\n", deviation(x, 1), twice(x), known(x, &where));
  result(x, sum, square);
  std::printf("%a %a %a %a %a\n", sum, square, halves(x), later(x), others(x, y));
  std::printf("%a %a %a %a %a %a\n", shrinking(x, 6), count(x, 6), noted(x), checkpoint(x), chosen(x), told(x));
  std::printf("%a %a %a %a %a\n", started(x), hidden(x), declaredTwice(x), declaredLater(x), until(x));
  std::printf("%a %a %a %a %a\n", skipping(x), nested({x, y}), calling(x), watched(y.data(), 6), throwing(x));
  std::printf("%ld %a %a %a\n", whole({1, 2, 3}), mixed(x, {1, 2, 3, 4, 5, 6}), inLambda(y), running(x));
}
