// RUN: %check %s
//
// What a call returns, and what stands around it, may be an object.
#include <array>
#include <cstdio>
#include <stdexcept>
#include <vector>

static double inner(int m, int k) {
  double r = 0;
  for (int i = 1; i <= k; ++i)
    r += 100 / m;
  return r;
}

// A reference names an object, which changes.
static int &cell(int *a, int n) {
  int j = 0;
  for (int i = 0; i < n; ++i)
    ++j;
  return a[j];
}
static int throughReference() {
  int a[2] = {0, 1}, r = 0;
  for (int i = 0; i < 3; ++i) {
    r += cell(a, 1);
    a[1] += i;
  }
  return r;
}

// The object of a static call is evaluated, though it is not used.
static int calls;
struct Worker {
  static unsigned work(int k) {
    unsigned r = 0;
    for (int i = 0; i < k; ++i)
      r += 2;
    return r;
  }
};
static Worker next() {
  ++calls;
  return {};
}
static unsigned throughObject(int k) {
  unsigned r = 0;
  for (int i = 0; i < 4; ++i)
    r += next().work(k); // refuses: impure-callee
  return r;
}

// What the loop makes of an element may fail before the call.
struct Positive {
  int v;
  Positive(int x) : v(x) {
    if (x <= 0)
      throw std::runtime_error("not positive");
  }
};
static double madeFirst(const std::vector<int> &vs, int m) {
  double r = 0;
  for (Positive p : vs)
    r += inner(m, 3) + p.v; // refuses: exit-before
  return r;
}
static int check(int k) {
  if (!k)
    throw std::runtime_error("zero");
  return k;
}
static double initialisedFirst(int k) {
  int arr[2] = {1, 2};
  double r = 0;
  for (int q = check(k); int x : arr)
    r += inner(k, 3) + x + q; // refuses: exit-before
  return r;
}

// A bit-field is compared as another type than it has.
struct Bits {
  unsigned first : 3;
};
static double fromBitField(Bits b, int n, int m) {
  double r = 0;
  for (unsigned i = b.first; i < n; ++i) {
    r += inner(m, 3); // refuses: zero-trips
    if (r > 900)
      break;
  }
  return r;
}
static double fromFloat(int n, int m) {
  double r = 0;
  for (float x = 16777217; x <= n; x *= 2)
    r += inner(m, 3); // refuses: zero-trips
  return r;
}

// An element of an array that is an element.
struct Row : std::array<double, 3> {
  double norm() const {
    double s = 0;
    for (unsigned i = 0; i < 3; ++i)
      s += (*this)[i];
    return s;
  }
  void spread(std::vector<Row> &rows) {
    for (unsigned i = 0; i < rows.size(); ++i)
      rows[i][0] += norm(); // refuses: aliased-store
  }
};

// Assigning a container of containers writes what is in them.
static double norm(const double *row, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i)
    s += row[i];
  return s;
}
static double assignedWhole(std::vector<std::vector<double>> grid,
                            const std::vector<std::vector<double>> &other) {
  double r = 0;
  const double *row = grid[0].data();
  for (int i = 0; i < 2; ++i) {
    r += norm(row, 2); // refuses: aliased-store
    grid = other;
  }
  return r;
}

template <class Function> static void tell(Function F) {
  try {
    std::printf("%a\n", double(F()));
  } catch (const std::exception &E) {
    std::puts(E.what());
  }
}

int main() {
  tell([] { return throughReference(); });
  tell([] { return throughObject(5); });
  std::printf("%d\n", calls);
  tell([] { return madeFirst({0}, 0); });
  tell([] { return initialisedFirst(0); });
  tell([] { return fromBitField({2}, -1, 5); });
  tell([] { return fromFloat(16777216, 5); });
  std::vector<Row> rows(3);
  for (Row &r : rows)
    r.fill(1);
  rows[0].spread(rows);
  std::printf("%a %a\n", rows[0][0], rows[2][0]);
  tell([] { return assignedWhole({{1, 2}}, {{5, 6}}); });
}
