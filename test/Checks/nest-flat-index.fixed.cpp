// RUN: %check %s
// Rows and columns that are divided out of one index.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <vector>

static void gradient(std::vector<unsigned> &field, unsigned width) {
  const unsigned cells = static_cast<unsigned>(field.size());
  // Counting takes less time than dividing, and leaves rows that compilers make vectors of.
  for (unsigned i = 0, y = 0; i < cells; ++y) {
    const unsigned columns = std::min(width, cells - i);
    for (unsigned x = 0; x < columns; ++x, ++i) { // finds
      field[i] += x * y;
    }
  }
}
// A width that may be negative: asked.
static void table(int side, std::vector<int> &out) {
  const int points = static_cast<int>(out.size());
  // Counting takes less time than dividing, and leaves rows that compilers make vectors of.
  if (side > 0) {
    for (int v = 0, row = 0; v < points; ++row) {
      const int columns = std::min(side, points - v);
      for (int column = 0; column < columns; ++column, ++v) { // finds
        out[v] = row * side + (side - 1 - column);
      }
    }
  } else {
    for (int v = 0; v < points; ++v) { // finds
      const int column = v % side, row = v / side;
      out[v] = row * side + (side - 1 - column);
    }
  }
}
// Without variables, and a constant width.
static std::size_t inPlace(const std::vector<std::array<int, 8>> &rows, std::size_t n) {
  constexpr std::size_t width = 8;
  std::size_t sum = 0;
  // Counting takes less time than dividing, and leaves rows that compilers make vectors of.
  for (std::size_t k = 0, row = 0; k < n; ++row) {
    const std::size_t columns = std::min(width, n - k);
    for (std::size_t column = 0; column < columns; ++column, ++k) // finds
      sum = sum * 3 + static_cast<std::size_t>(rows[row][column]);
  }
  return sum;
}
// Only one of the two; iterations that are skipped, and a way out.
static int columnsOnly(const std::vector<int> &v, unsigned width, unsigned n) {
  int sum = 0;
  // Counting takes less time than dividing, and leaves rows that compilers make vectors of.
  for (unsigned i = 0; i < n;) {
    const unsigned columns = std::min(width, n - i);
    for (unsigned x = 0; x < columns; ++x, ++i) { // finds
      if (x == 0)
        continue;
      if (v[i] < 0)
        return sum;
      sum += v[i] * static_cast<int>(x);
    }
  }
  return sum;
}
static unsigned rowsOnly(const std::vector<int> &v, unsigned width, unsigned n) {
  unsigned sum = 0;
  // Counting takes less time than dividing, and leaves rows that compilers make vectors of.
  for (unsigned i = 0, row = 0; i < n; ++row) {
    const unsigned columns = std::min(width, n - i);
    for (unsigned column = 0; column < columns; ++column, ++i) // finds
      sum = sum * 7 + static_cast<unsigned>(v[row]);
  }
  return sum;
}
// The names mean something else in front of the loop; the rows' variable changes.
static int named(int width, int x) {
  int sum = 0;
  // Counting takes less time than dividing, and leaves rows that compilers make vectors of.
  if (width > 0) {
    for (int i = 0, row = 0; i < x; ++row) {
      const int columns = std::min(width, x - i);
      for (int column = 0; column < columns; ++column, ++i) { // finds
        const int x = column;
        int y = row;
        y += 2;
        sum = sum * 5 + x * y;
      }
    }
  } else {
    for (int i = 0; i < x; ++i) { // finds
      const int x = i % width;
      int y = i / width;
      y += 2;
      sum = sum * 5 + x * y;
    }
  }
  return sum;
}
// Divided only where another test holds: a width of 0 is asked for, too.
static int sometimes(unsigned width, unsigned n) {
  unsigned sum = 0;
  // Counting takes less time than dividing, and leaves rows that compilers make vectors of.
  if (width > 0) {
    for (unsigned i = 0, row = 0; i < n; ++row) {
      const unsigned columns = std::min(width, n - i);
      for (unsigned column = 0; column < columns; ++column, ++i) { // finds
        if (i % 2 != 0 && n > 20)
          sum = sum * 3 + row;
      }
    }
  } else {
    for (unsigned i = 0; i < n; ++i) { // finds
      if (i % 2 != 0 && n > 20)
        sum = sum * 3 + i / width;
    }
  }
  return static_cast<int>(sum);
}
static unsigned twice(unsigned width, unsigned n) {
  unsigned sum = 0;
  // Counting takes less time than dividing, and leaves rows that compilers make vectors of.
  for (unsigned i = 0; i < n;) {
    const unsigned columns = std::min(width, n - i);
    for (unsigned x = 0; x < columns; ++x, ++i) { // finds
      sum += x + 2 * x + i / (width + 1);
    }
  }
  return sum;
}

static int leaving(int width, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: jump
    if (i % width == 4)
      break;
    ++sum;
  }
  return sum;
}
static int growing(int width, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: varying
    sum += i % width;
    ++width;
  }
  return sum;
}
static int shrinking(int width, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: varying
    sum += i % width;
    --n;
  }
  return sum;
}
static void aliased(const int &width, std::vector<int> &out, int n) {
  for (int i = 0; i < n; ++i) // refuses: aliased-store
    out[i] = i % width;
}
static int fromOne(int width, int n) {
  int sum = 0;
  for (int i = 1; i < n; ++i) // refuses: first-index
    sum += i % width;
  return sum;
}
static int twoTypes(int width, std::size_t n) {
  int sum = 0;
  for (std::size_t i = 0; i < n; ++i) // refuses: index-type
    sum += static_cast<int>(i % width);
  return sum;
}
static int narrow(unsigned char width, unsigned char n) {
  int sum = 0;
  for (unsigned char i = 0; i < n; ++i) // refuses: index-type
    sum += i % width;
  return sum;
}
static int asked = 3;
static int ask() { return ++asked; }
static int effects(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: effects
    sum += i % ask();
  return sum;
}
static int twoWidths(int width, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: width
    sum += i % (width + 1);
  return sum;
}
static int keeping(int width, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: static-local
    static int turns = 0;
    sum += i % width + ++turns;
  }
  return sum;
}
static int local(int width, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: local-names
    struct Turn {
      int x;
    } turn{i % width};
    sum += turn.x;
  }
  return sum;
}
static unsigned lambdas(unsigned width, unsigned n) {
  unsigned sum = 0;
  std::function<unsigned()> last;
  for (unsigned i = 0; i < n; ++i) { // refuses: unknown-construct
    const unsigned x = i % width;
    last = [x] { return x; };
    sum += last();
  }
  return sum;
}
static unsigned inLambda(unsigned width) {
  return [](unsigned w) {
    unsigned sum = 0;
    for (unsigned i = 0; i < 20; ++i) // refuses: index-type
      sum += i % w;
    return sum;
  }(width);
}
static unsigned inLambdaToo(unsigned width, unsigned n) {
  return [](unsigned w, unsigned m) {
    unsigned sum = 0;
    for (unsigned i = 0; i < m; ++i) // refuses: lambda
      sum += i % w;
    return sum;
  }(width, n);
}
static constexpr unsigned constant(unsigned width, unsigned n) {
  unsigned sum = 0;
  for (unsigned i = 0; i < n; ++i) // refuses: constant-expression
    sum += i % width;
  return sum;
}
static unsigned configured(unsigned width, unsigned n) {
  unsigned sum = 0;
  for (unsigned i = 0; i < n; ++i) { // refuses: preprocessor
#ifdef ROWS
    sum += i / width;
#endif
    sum += i % width;
  }
  return sum;
}
#define PLUS(X) +(X)
static unsigned byMacro(unsigned width, unsigned n) {
  unsigned sum = 0;
  for (unsigned i = 0; i < n; ++i) // refuses: macro
    sum = i % width PLUS(sum);
  return sum;
}
// Nothing to say.
static unsigned backwards(unsigned width, unsigned n) {
  unsigned sum = 0;
  for (unsigned i = n; i > 0; --i)
    sum = sum * 3 + i % width;
  return sum;
}
template <class T> static T generic(T width, T n) {
  T sum = 0;
  for (T i = 0; i < n; ++i)
    sum += i % width;
  return sum;
}

int main() {
  for (unsigned n : {0u, 1u, 3u, 4u, 7u, 12u, 23u}) {
    for (unsigned width : {1u, 4u, 5u, 30u}) {
      std::vector<unsigned> field(n, 1);
      gradient(field, width);
      std::vector<int> out(n), v(32, 2);
      v[9] = -1;
      unsigned sum = 0;
      for (unsigned x : field)
        sum = sum * 3 + x;
      int other = 0;
      for (int side : {static_cast<int>(width), -static_cast<int>(width)}) {
        table(side, out);
        for (int x : out)
          other = other % 1000 * 3 + x;
      }
      std::printf("%u %d %d %u %d %d %u\n", sum, other, columnsOnly(v, width, n), rowsOnly(v, width, n) % 1000,
                  named(static_cast<int>(width), static_cast<int>(n) % 7), sometimes(width, n) % 1000, twice(width, n));
    }
  }
  std::printf("%d\n", sometimes(0, 10));
  std::vector<std::array<int, 8>> rows(4);
  rows[2][3] = 5;
  std::printf("%zu %zu\n", inPlace(rows, 20), inPlace(rows, 0));
  std::vector<int> out(9);
  aliased(4, out, 9);
  std::printf("%d %d %d %d %d %d %d %d %d %d\n", leaving(5, 9), growing(5, 9), shrinking(5, 9), out[5], fromOne(4, 9),
              twoTypes(4, 9), narrow(4, 9), effects(9), twoWidths(3, 9), keeping(4, 9) + local(4, 9));
  std::printf("%u %u %u %u %u %u %u %u\n", lambdas(4, 9), inLambda(4), inLambdaToo(4, 9), constant(4, 9), configured(4, 9),
              byMacro(4, 9), backwards(4, 9), generic(4u, 9u));
}
