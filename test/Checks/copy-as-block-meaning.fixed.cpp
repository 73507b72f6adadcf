// RUN: %check %s
// Where the order of the stores, a name for what is overwritten, or a number of its own kind decides.
#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <vector>

using Bytes = std::vector<std::uint8_t>;

// The first element spreads.
static void spread(Bytes &v) {
  for (std::size_t i = 1; i < v.size(); ++i) // refuses: overlap
    v[i] = v[i - 1];
}
// The same through two names.
static void shift(const Bytes &from, Bytes &to, std::size_t by) {
  for (std::size_t i = 0; i + by < from.size(); ++i)
    to[i + by] = from[i];
  for (std::size_t i = 0; i < from.size() - by; ++i) // refuses: overlap
    to[i + by] = from[i];
}
static void pointers(const char *from, char *to, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) // refuses: overlap
    to[i] = from[i];
}
static void intoSpan(std::span<const int> from, std::span<int> to) {
  for (std::size_t i = 0; i < from.size(); ++i) // refuses: overlap
    to[i] = from[i];
}
static void rowsOfOne(std::vector<Bytes> &rows, std::size_t a, std::size_t b) {
  for (std::size_t i = 0; i < 4; ++i) // refuses: overlap
    rows[a][i] = rows[b][i];
  // finds
  std::copy_n(rows[a + 1].begin(), 4, rows[a].begin());
}
static void rowsOfTwo(std::vector<Bytes> &rows, const Bytes &row, std::size_t n) {
  // The row may be one of them.
  for (std::size_t y = 0; y < rows.size(); ++y)
    for (std::size_t x = 0; x < n; ++x) // refuses: overlap
      rows[y][x + 1] = row[x];
}

// The value is one of the elements, and not what is stored.
static void brighten(Bytes &v) {
  if (v.empty())
    return;
  const std::uint8_t &middle = v[v.size() / 2];
  for (auto it = v.begin(); it != v.end(); ++it) // refuses: may-change
    *it = static_cast<std::uint8_t>(middle + 1);
}
// It is what is stored: overwriting it changes nothing.
static void flatten(Bytes &v) {
  if (v.empty())
    return;
  const std::uint8_t &middle = v[v.size() / 2];
  // finds
  std::fill(v.begin(), v.end(), middle);
}
// One byte of a number: the number itself is another after the first store.
static void bytesOf(std::int32_t &number, unsigned char *bytes, int n) {
  for (int i = 0; i < n; ++i) // refuses: may-change
    bytes[i] = number;
}
// The bound, and the pointer, may be among what is overwritten.
struct Block {
  std::uint8_t *bytes;
  unsigned size;
  void zero() {
    for (unsigned i = 0; i < size; ++i) // refuses: may-change
      bytes[i] = 0;
  }
};
static void zero(std::vector<int> &v, int &n) {
  for (int i = 0; i < n; ++i) // refuses: may-change
    v[i] = 0;
}
static void zeroTo(std::vector<int> &v, int n) {
  // finds
  std::fill_n(v.begin(), n, 0);
}
static int theirs;
static void zeroPointer(int *p) {
  for (int i = 0; i < theirs; ++i) // refuses: may-change
    p[i] = 0;
}

// Counts that are not what they look like.
static long counts(std::vector<int> &v, const std::vector<int> &w, int n, unsigned m) {
  for (unsigned i = 0; i < n; ++i) // refuses: count
    v[i] = w[i];
  for (std::uint8_t i = 0; i < n; ++i) // refuses: count
    v[i] = 1;
  for (unsigned i = 0; i < m; ++i) // refuses: index
    v[i + m] = 2;
  // finds
  std::fill_n(v.begin(), n, 3);
  for (int i = 1; i != n; ++i) // refuses: count
    v[i] = 4;
  for (int i = 1; i <= n; ++i) // refuses: overlap
    v[i] = w[i - 1];
  // finds
  if (n >= 1)
    std::fill_n(v.data() + 1, n, 8);
  // finds
  if (n < 2)
    std::fill(v.data() + n, v.data() + 2, 5);
  int cells[4] = {};
  for (int i = n - 3; i < 1; ++i) // refuses: index
    cells[i - n + 3] = 1;
  const int low = n - 4;
  for (int i = low; i < 0; ++i) // refuses: count
    cells[i - low] = 1;
  // finds
  if (n > 0)
    std::copy_n(cells, n, v.begin());
  return v[0];
}

static int asked;
static int limit() { return ++asked, 3; }
struct Settings {
  int level;
};
static void bounds(std::vector<int> &v, const Settings *settings) {
  // Null, as long as there are no elements.
  // finds
  if (!v.empty())
    std::fill(v.begin(), v.end(), settings->level);
  if (v.empty())
    return;
  for (int i = 0; i < limit(); ++i) // refuses: call
    v[i] = 1;
  for (int i = 0, n = limit(); i < n; ++i) // refuses: call
    v[i] = 1;
  for (auto it = v.begin(); it != v.end(); ++it) // refuses: no-guard
    *it = settings->level;
  for (int i = 3; i < 2; ++i) // refuses: count
    v[i] = 0;
}

static std::vector<int> bothOfThem[2] = {std::vector<int>(2, 1), std::vector<int>(2, 2)};
static std::vector<int> &row() { return bothOfThem[++asked % 2]; }
static int bothRows() {
  for (int &each : row()) // refuses: call
    each = 5;
  for (int i = 0; i < 2; ++i) // refuses: call
    row()[i] = 6;
  return row()[0] * 10 + row()[1];
}

// What is not a plain element.
struct Celsius {
  int degrees = 0;
  static int assigned;
  Celsius &operator=(const Celsius &other) {
    degrees = other.degrees;
    ++assigned;
    return *this;
  }
};
int Celsius::assigned = 0;
struct Kelvin {
  int degrees;
};
static int assign(std::vector<Celsius> &v, const std::vector<Celsius> &w, std::vector<Kelvin> &k) {
  for (std::size_t i = 0; i < w.size(); ++i)
    v[i] = w[i];
  // finds
  std::fill(k.begin(), k.end(), Kelvin{3});
  return Celsius::assigned;
}
struct Traced : std::vector<int> {
  int &operator[](std::size_t i) { return ++reads, std::vector<int>::operator[](i); }
  int reads = 0;
};
namespace own {
template <typename T> struct vector {
  T cells[4] = {};
  int writes = 0;
  T &operator[](std::size_t i) { return ++writes, cells[i]; }
  std::size_t size() const { return 4; }
};
} // namespace own
static int look(Traced &traced, own::vector<int> &mine) {
  for (std::size_t i = 0; i < traced.size(); ++i)
    traced[i] = 1;
  for (std::size_t i = 0; i < mine.size(); ++i)
    mine[i] = 1;
  return traced.reads + mine.writes;
}
static int flags(std::vector<bool> &bits) {
  for (std::size_t i = 0; i < bits.size(); ++i)
    bits[i] = true;
  return static_cast<int>(bits.size());
}

// Values with more to them.
static int calls;
static int next() { return ++calls; }
struct Limits {
  static const int Top = 9;
};
struct Setting {
  int value;
  operator int() { return value + ++calls; }
  operator int() const { return value; }
};
class Base {};
class Derived : Base {
public:
  static void link(std::vector<Base *> &to, const std::vector<Derived *> &from, Derived *last) {
    for (std::size_t i = 0; i < from.size(); ++i)
      to[i] = from[i];
    for (std::size_t i = 0; i < to.size(); ++i) // refuses: value
      to[i] = last;
  }
};
struct Color {
  Color(int level = 0) : level(level) {}
  int level;
};
static int overloaded(int) { return 1; }
static int overloaded(double) { return 2; }
static int convert(std::vector<int> &v, std::vector<Color> &colors, Setting setting, double x,
                   std::vector<double> &d, int (**functions)(int)) {
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: value
    v[i] = setting;
  for (std::size_t i = 0; i < colors.size(); ++i) // refuses: value
    colors[i] = 7;
  // finds
  std::fill(colors.begin(), colors.end(), Color(8));
  for (std::size_t i = 0; i < d.size(); ++i) // refuses: value
    d[i] = x * x;
  // finds
  if (d.size() > 0)
    std::fill(d.begin(), d.end(), -1);
  for (int i = 0; i < 2; ++i) // refuses: value
    functions[i] = &overloaded;
  return colors[0].level + functions[1](1) + overloaded(1.5);
}
// The bytes of what the value is, through a view.
static int shown;
static void show(std::span<unsigned char> bytes) {
  for (unsigned char &byte : bytes) // refuses: may-change
    byte = shown;
}
static void values(std::vector<int> &v, std::vector<const char *> &names) {
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: value
    v[i] = next();
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: value
    v[i] = Limits::Top;
  // finds
  std::fill(names.begin(), names.end(), nullptr);
  for (std::size_t i = 0; i < names.size(); ++i) // refuses: value
    names[i] = "none";
  for (std::size_t i = 0; i < v.size(); ++i)
    v[i] = static_cast<int>(i);
}

// Watched by others.
static void watched(volatile unsigned char *port, std::vector<int> &v, std::atomic<int> &level) {
  for (int i = 0; i < 4; ++i) // refuses: volatile
    port[i] = 0;
  for (int i = 0; i < 4; ++i) // refuses: unknown-construct
    v[i] = level;
}
static void parallel(std::vector<int> &v) {
#pragma omp parallel for
  for (int i = 0; i < 4; ++i) // refuses: openmp
    v[i] = 7;
}
static void hinted(std::vector<int> &v, std::vector<int> &w) {
#pragma clang loop vectorize(enable)
  for (int i = 0; i < 4; ++i) // refuses: preprocessor
    v[i] = 7;
  auto fill = [&] {
    for (int i = 0; i < 4; ++i) // refuses: lambda
      w[i] = 8;
  };
  fill();
}
#define EACH(i, n) for (int i = 0; i < n; ++i)
#define ZERO(v, i) v[i] = 0
static void macros(std::vector<int> &v) {
  EACH(i, 2) // refuses: macro
    v[i] = 1;
  for (int i = 2; i < 3; ++i) // refuses: preprocessor
    ZERO(v, i);
}
static void jumps(std::vector<int> &v, bool again) {
restart:
  for (int i = 0; i < 2; ++i) // refuses: goto
    v[i] = again;
  if (again) {
    again = false;
    goto restart;
  }
}

// A question in front must not take another's else, nor stand alone where there is none.
static int branches(Bytes &v, const std::string &text, std::size_t at, bool yes) {
  if (yes) {
    // finds
    if (text.size() - at > 0)
      std::copy_n(text.data() + at, text.size() - at, v.begin());
  } else
    v[0] = 1;
  // finds
  std::copy(text.begin(), text.end(), v.begin());
  int other = 3;
  // finds
  // Blank, not zero.
  // as in the file
  std::fill_n(v.begin(), 4, ' ');
  return other;
}

int main() {
  Bytes a = {1, 2, 3, 4, 5, 6, 7, 8}, b = a;
  spread(a);
  shift(b, b, 1);
  shift(a, b, 2);
  char text[] = "abcdef";
  pointers(text, text + 1, 5);
  std::array<int, 5> five = {1, 2, 3, 4, 5};
  intoSpan(std::span(five).first(4), std::span(five).last(4));
  std::vector<Bytes> rows(3, Bytes(6, 4));
  rows[1][0] = 9;
  rowsOfOne(rows, 1, 1);
  rowsOfOne(rows, 0, 1);
  rowsOfTwo(rows, rows[2], 5);
  brighten(a);
  flatten(b);
  std::int32_t number = 0x01020304;
  bytesOf(number, reinterpret_cast<unsigned char *>(&number), 4);
  std::uint8_t raw[4] = {1, 2, 3, 4};
  Block{raw, 3}.zero();
  std::vector<int> v(24, 5), w(24, 6);
  zero(v, v[2]);
  zeroTo(w, -3);
  zeroTo(w, 3);
  theirs = 2;
  zeroPointer(&theirs);
  std::printf("%ld\n", counts(v, w, 3, 2) + counts(v, w, 0 + 4, 0));
  std::vector<Celsius> c(3), d(3);
  std::vector<Kelvin> k(2);
  Traced traced;
  traced.resize(3);
  own::vector<int> mine;
  std::vector<bool> bits(9);
  std::vector<const char *> names(2);
  std::printf("%d %d %d\n", assign(c, d, k), look(traced, mine), flags(bits));
  values(v, names);
  bounds(v, reinterpret_cast<const Settings *>(&number));
  std::vector<int> none;
  bounds(none, nullptr);
  std::vector<Base *> bases(1);
  Derived derived;
  Derived::link(bases, {&derived}, &derived);
  std::vector<Color> colors(2);
  std::vector<double> numbers(2);
  int (*functions[2])(int);
  std::printf("%d\n", convert(v, colors, {5}, 1.5, numbers, functions));
  shown = 0x0102;
  show(std::span(reinterpret_cast<unsigned char *>(&shown), 2));
  std::printf("%d %d %g %d\n", shown, calls, numbers[1], asked);
  volatile unsigned char port[4];
  std::atomic<int> level{2};
  watched(port, v, level);
  parallel(v);
  hinted(v, w);
  macros(v);
  jumps(v, true);
  std::printf("%d\n", branches(b, "text", 2, true) + branches(b, "", 0, false));
  for (int x : a)
    std::printf("%d ", x);
  for (int x : b)
    std::printf("%d ", x);
  for (int x : v)
    std::printf("%d ", x);
  for (int x : w)
    std::printf("%d ", x);
  for (const Bytes &row : rows)
    for (int x : row)
      std::printf("%d ", x);
  std::printf("%s %d %d %d %s %d\n", text, five[4], number, raw[2], names[1], bothRows());
}
