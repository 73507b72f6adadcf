// RUN: %check %s
// Neighbours whose index wraps around at the end.
#include <array>
#include <cstddef>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <vector>

static void differences(const std::vector<int> &x, std::vector<int> &edge) {
  const std::size_t n = x.size();
  for (std::size_t i = 0; i < n; ++i) // finds
    edge[i] = x[(i + 1) % n] - x[i];
}
static void fromBefore(const std::vector<int> &x, std::vector<int> &out) {
  const int n = static_cast<int>(x.size());
  for (int i = 0; i < n; ++i) { // finds
    // The one before the first is the last.
    out[i] = x[i] + x[(i + n - 1) % n];
  }
}
static void laplace(const std::vector<double> &u, std::vector<double> &next) {
  for (std::size_t i = 0; i < u.size(); ++i) { // finds
    const std::size_t left = (i + u.size() - 1) % u.size();
    const std::size_t right = (i + 1) % u.size();
    next[i] = u[left] - 2 * u[i] + u[right];
  }
}
static double shoelace(const double *x, const double *y, int corners) {
  double sum = 0;
  for (int i = 0; i < corners; ++i) // finds
    sum += x[i] * y[(i + 1) % corners] - x[(1 + i) % corners] * y[i];
  return sum;
}
static int onlyNext(const std::vector<int> &x, int n) {
  int sum = 0;
  for (int k = 0; k < n; ++k) // finds
    sum = sum * 3 + x[(k + 1) % n];
  return sum;
}
// In the words of the source: minus one first, and more in the index.
static int otherWords(const std::vector<int> &x, int n) {
  int sum = 0;
  for (int k = 0; k < n; ++k) // finds
    sum = sum * 3 + x[((k - 1 + n) % n)] * x[(n + k - 1) % n];
  return sum;
}
static void carried(const std::vector<float> &b, std::vector<float> &a) {
  const int n = static_cast<int>(b.size());
  int before = n - 1;
  for (int i = 0; i < n; ++i) { // finds
    a[i] = (b[i] + b[before]) * 0.5f;
    before = i;
  }
}
// Looked at behind the loop, and of another first value.
static int carriedOn(const std::vector<int> &b, std::vector<int> &a, int n) {
  int last = 2;
  for (int turn = 0; turn < 3; ++turn) {
    for (int i = 0; i < n; ++i) { // finds
      a[i] += b[last] + last;
      last = i;
    }
  }
  return last;
}
// A way out in the middle of it, and an exception.
static int firstDescent(const std::vector<int> &x) {
  const int n = static_cast<int>(x.size());
  for (int i = 0; i < n; ++i) { // finds
    if (x[i] == 99)
      throw std::out_of_range("99");
    if (x[(i + 1) % n] < x[i])
      return i;
  }
  return -1;
}
static void inElse(const std::vector<int> &x, std::vector<int> &out, bool plain, int n) {
  if (plain)
    out[0] = 1;
  else
    for (int i = 0; i < n; ++i) // finds
      out[i] = x[(i + 1) % n];
}

// Iterations that are not what they seem.
static int fromOne(const std::vector<int> &x, int n) {
  int sum = 0;
  for (int i = 1; i < n; ++i) // refuses: first-index
    sum += x[(i + 1) % n];
  return sum;
}
static int twoTypes(const std::vector<int> &x, unsigned n) {
  int sum = 0;
  for (std::size_t i = 0; i < n; ++i) // refuses: index-type
    sum += x[(i + 1) % n];
  return sum;
}
static int narrow(const std::vector<int> &x, unsigned char n) {
  int sum = 0;
  for (unsigned char i = 0; i < n; ++i) // refuses: index-type
    sum += x[(i + 1) % n];
  return sum;
}
static int mayWrap(const std::vector<int> &x, unsigned n) {
  int sum = 0;
  for (unsigned i = 0; i < n; ++i) // refuses: may-wrap
    sum += x[(i + n - 1) % n];
  return sum;
}
static int shrinking(const std::vector<int> &x, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: varying-bound
    sum += x[(i + 1) % n];
    --n;
  }
  return sum;
}
static int aliased(const std::vector<int> &x, int &n, int &out) {
  for (int i = 0; i < n; ++i) // refuses: aliased-store
    out += x[(i + 1) % n];
  return out;
}
static int asked = 0;
static int count() { return ++asked < 100 ? 3 : 0; }
static int calling(const std::vector<int> &x) {
  int sum = 0;
  for (int i = 0; i < count(); ++i) // refuses: effects
    sum += x[(i + 1) % count()];
  return sum;
}
static int sumBound(const std::vector<int> &x, int n, int m) {
  int sum = 0;
  for (int i = 0; i < n + m; ++i) // refuses: bound
    sum += x[(i + 1) % (n + m)];
  return sum;
}
// What may not stand there twice.
static int leaving(const std::vector<int> &x, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: jump
    if (x[i] == 0)
      break;
    sum += x[(i + 1) % n];
  }
  return sum;
}
static int skipping(const std::vector<int> &x, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: jump
    if (x[i] == 0)
      continue;
    sum += x[(i + 1) % n];
  }
  return sum;
}
static int keeping(const std::vector<int> &x, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: static-local
    static int turns = 0;
    sum += x[(i + 1) % n] + ++turns;
  }
  return sum;
}
static int lambdas(const std::vector<int> &x, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: unknown-construct
    auto first = [&] { return x[0]; };
    sum += first() + x[(i + 1) % n];
  }
  return sum;
}
static int local(const std::vector<int> &x, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: local-names
    struct Turn {
      int x;
    } turn{x[(i + 1) % n]};
    sum += turn.x;
  }
  return sum;
}
static int deduced(const std::vector<int> &x) {
  int sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) { // refuses: context
    const auto next = (i + 1) % x.size();
    sum += x[next] + static_cast<int>(sizeof(next));
  }
  return sum;
}
struct Names {
  int operator[](const char *) const { return 1; }
  int operator[](int i) const { return i + 2; }
};
static int overloaded(const Names &names, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: context
    sum += names[(i + 1) % n];
  return sum;
}
static int longBody(const std::vector<int> &x, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: long-body
    sum += x[(i + 1) % n];
    sum ^= 1;
    sum ^= 2;
    sum ^= 3;
    sum ^= 4;
    sum ^= 5;
    sum ^= 6;
    sum ^= 7;
    sum ^= 8;
    sum ^= 9;
    sum ^= 10;
    sum ^= 11;
    sum ^= 12;
  }
  return sum;
}
// What is carried is not always the index before.
static int shared(const std::vector<int> &x, int n) {
  int before = n - 1, sum = 0;
  int &name = before;
  for (int i = 0; i < n; ++i) { // refuses: shared
    sum += x[before] + name;
    before = i;
  }
  return sum;
}
static int setTwice(const std::vector<int> &x, int n) {
  int before = n - 1, sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: shared
    if (x[i] > 2)
      before = 0;
    sum += x[before];
    before = i;
  }
  return sum;
}
static int wide(const std::vector<int> &x, int n) {
  long before = n - 1;
  int sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: index-type
    sum += x[before];
    before = i;
  }
  return sum;
}
static int caught(const std::vector<int> &x, int n) {
  int before = n - 1;
  try {
    for (int i = 0; i < n; ++i) { // refuses: may-throw
      if (x.at(before) > 3)
        throw 1;
      before = i;
    }
  } catch (int) {
  }
  return before;
}
static int inLambda(const std::vector<int> &x, int n) {
  return [&x](int m) {
    int sum = 0;
    for (int i = 0; i < m; ++i) // refuses: lambda
      sum += x[(i + 1) % m];
    return sum;
  }(n);
}
static int configured(const std::vector<int> &x, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) { // refuses: preprocessor
#ifdef SQUARES
    sum += x[i];
#endif
    sum += x[(i + 1) % n];
  }
  return sum;
}
#define PLUS(X) +(X)
static int byMacro(const std::vector<int> &x, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: macro
    sum = x[(i + 1) % n] PLUS(sum);
  return sum;
}
// Nothing to say.
static int bySomethingElse(const std::vector<int> &x, int n, int m) {
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum += x[(i + 1) % m] + x[(i + 2) % n];
  return sum;
}
template <class T> static T generic(const std::vector<T> &x, int n) {
  T sum = 0;
  for (int i = 0; i < n; ++i)
    sum += x[(i + 1) % n];
  return sum;
}

static void print(const std::vector<int> &v) {
  for (int x : v)
    std::printf(" %d", x);
  std::puts("");
}

int main() {
  for (int n = 0; n < 6; ++n) {
    std::vector<int> x = {3, 1, 4, 1, 5};
    x.resize(n);
    std::vector<int> out(6);
    differences(x, out);
    print(out);
    fromBefore(x, out);
    print(out);
    std::vector<double> u(x.begin(), x.end()), next(6);
    laplace(u, next);
    std::printf("%g %g %g %g\n", next[0], next[1], next[4], shoelace(u.data(), next.data(), n));
    std::vector<float> b(x.begin(), x.end()), a(6);
    carried(b, a);
    std::printf("%g %g %g\n", a[0], a[1], a[4]);
    x.resize(6);
    std::printf("%d %d %d\n", onlyNext(x, n), otherWords(x, n), carriedOn(x, out, n));
    print(out);
    inElse(x, out, n == 3, n);
    print(out);
    std::printf("%d\n", firstDescent(x));
  }
  try {
    firstDescent({1, 2, 99});
  } catch (const std::out_of_range &e) {
    std::puts(e.what());
  }
  const std::vector<int> x = {3, 1, 4, 1, 5};
  int four = 4, sum = 0;
  std::printf("%d %d %d %d %d %d %d %d\n", fromOne(x, 4), twoTypes(x, 4), narrow(x, 4), mayWrap(x, 4), shrinking(x, 4),
              aliased(x, four, sum), calling(x), sumBound(x, 2, 2));
  std::printf("%d %d %d %d %d %d %d\n", leaving(x, 4), skipping(x, 4), keeping(x, 4), lambdas(x, 4) + local(x, 4), deduced(x),
              overloaded({}, 4), longBody(x, 4));
  std::printf("%d %d %d %d %d %d %d %d %d\n", shared(x, 4), setTwice(x, 4), wide(x, 4), caught(x, 4), inLambda(x, 4),
              configured(x, 4), byMacro(x, 4), bySomethingElse(x, 2, 3), generic(x, 3));
}
