// RUN: %check %s
// Other names for what a call reads: chosen by an operator, bound in a callee, behind a
// cast of `this`, kept by a constructor or an element; and what has no name at all.
#include <cerrno>
#include <cmath>
#include <complex>
#include <cstdio>
#include <functional>
#include <list>
#include <new>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

static int cost(const int &x) {
  int r = 0;
  for (int i = 0; i < 10; ++i)
    r += x * i % 7;
  return r;
}
static std::size_t weight(const std::vector<int> &v) {
  std::size_t r = 0;
  for (std::size_t i = 0; i < v.size(); ++i)
    r += i + 1;
  return r;
}

static double slow(double x) {
  double r = 0;
  for (int i = 0; i < 10; ++i)
    r = r * 0.5 + x;
  return r;
}

static double chosenRead(int n, bool flag) {
  double x = 1, y = 2, total = 0;
  for (int i = 0; i < n; ++i) {
    total += slow(flag ? x : y); // varies
    x += 0.5;
  }
  return total;
}
static void bump(int &x) { ++x; }
static int chosenWrite(int n) {
  int x = 1, y = 2, total = 0;
  for (int i = 0; i < n; ++i) {
    total += cost(x); // refuses: aliased-store
    bump(i % 2 ? y : x);
  }
  return total + y;
}
static std::size_t chosenContainer(int n) {
  std::vector<int> even, odd;
  std::size_t total = 0;
  for (int i = 0; i < n; ++i) {
    total += weight(even); // refuses: aliased-store
    (i % 2 ? odd : even).push_back(i);
  }
  return total;
}
static double chosenSame(int n, bool flag, std::vector<double> &out) {
  double x = 1, y = 2;
  const double slowFlag = n > 0 ? slow(flag ? x : y) : 0.0;
  for (int i = 0; i < n; ++i)
    out[i] += slowFlag; // finds
  return out[0];
}

struct Params {
  double rate = 0.5;
};
static void decay(Params &p) {
  auto &rate = p.rate;
  rate *= 0.5;
}
static void boundInCallee(std::vector<double> &v) {
  Params p;
  for (double &x : v) {
    x *= slow(p.rate); // varies
    decay(p);
  }
}
class Grid {
  std::vector<int> cells_;

public:
  void add(int x) { cells_.push_back(x); }
  std::size_t weight() const {
    const auto &cells = cells_;
    std::size_t r = 0;
    for (std::size_t i = 0; i < cells.size(); ++i)
      r += i + 1;
    return r;
  }
};
static std::size_t boundToMember(int n) {
  Grid g;
  std::size_t total = 0;
  for (int i = 0; i < n; ++i) {
    total += g.weight(); // refuses: modified
    g.add(i);
  }
  return total;
}
static int inOrder(const std::list<int> &v) {
  int r = 0;
  for (const int &s : v)
    r = r * 2 + s;
  return r;
}
static int rangeInCallee(int n) {
  std::list<int> v{1, 2, 3};
  int total = 0;
  for (int i = 0; i < n; ++i) {
    total += inOrder(v); // refuses: modified
    v.reverse();
  }
  return total;
}

struct Base {
  int n = 1;
};
struct Derived : Base {
  void step() { static_cast<Base *>(this)->n += 1; }
};
static int castOfThis(int n) {
  Derived s{};
  int total = 0;
  for (int i = 0; i < n; ++i) {
    total += cost(s.n); // varies
    s.step();
  }
  return total;
}
struct Choosing {
  int n = 1;
  void step(Choosing *other, bool own) { (own ? this : other)->n += 1; }
};
static int choiceOfThis(int n) {
  Choosing s, t;
  int total = 0;
  for (int i = 0; i < n; ++i) {
    total += cost(s.n); // refuses: aliased-store
    s.step(&t, i != 1);
  }
  return total;
}
static std::size_t throughOptional(int n) {
  std::optional<std::vector<int>> o = std::vector<int>(2);
  std::size_t total = 0;
  for (int i = 0; i < n; ++i) {
    total += weight(*o); // refuses: modified
    o->push_back(i);
  }
  return total;
}

struct Kept {
  static Kept *last;
  int n;
  template <class T> explicit Kept(T t) : n(t) { last = this; }
};
Kept *Kept::last;
static int keptByTemplate(int n) {
  Kept s(1);
  int total = 0;
  for (int i = 0; i < n; ++i) {
    total += cost(s.n); // refuses: aliased-store
    Kept::last->n += 1;
  }
  return total;
}
struct Listed {
  static Listed *last;
  int n;
  Listed() : n(1) { last = this; }
};
Listed *Listed::last;
static int keptInVariant(int n) {
  std::variant<Listed, int> v;
  int total = 0;
  Listed *p = Listed::last;
  const Listed &s = std::get<Listed>(v);
  for (int i = 0; i < n; ++i) {
    total += cost(s.n); // refuses: aliased-store
    p->n += 1;
  }
  return total;
}
static int keptByElement(int n) {
  int x = 1, total = 0;
  std::vector<std::reference_wrapper<int>> refs;
  refs.emplace_back(x);
  for (int i = 0; i < n; ++i) {
    total += cost(x); // refuses: aliased-store
    refs[0].get() += 1;
  }
  return total;
}

[[gnu::pure, gnu::noinline]] static int declared(const int &x) { return cost(x); }
static int pureByWord(int n) {
  int x = 1, total = 0;
  for (int i = 0; i < n; ++i) {
    total += declared(x); // varies
    x += 1;
  }
  return total;
}
static int pureAndFixed(const std::vector<int> &v, int n) {
  int x = n, total = 0;
  const int declaredX = v.size() > 0 ? declared(x) : 0;
  for (std::size_t i = 0; i < v.size(); ++i)
    total += declaredX; // finds
  return total;
}

static int outOfRange(int k) {
  int r = 0;
  for (int i = 0; i < k; ++i)
    r += errno == ERANGE;
  return r;
}
static int readsErrno(std::vector<double> &v) {
  int total = 0;
  for (double &x : v) {
    x = std::exp(x);       
    total += outOfRange(3); // refuses: impure-callee
  }
  return total;
}
static double energy(const double *d, std::size_t n) {
  double s = 0;
  for (std::size_t i = 0; i < n; ++i)
    s += d[i] * d[i];
  return s;
}
static double partsOfComplex(std::vector<std::complex<double>> &v, const std::complex<double> &z, int n) {
  const double *d = reinterpret_cast<const double *>(v.data());
  double total = 0;
  for (int i = 0; i < n; ++i) {
    total += energy(d, 4); // refuses: aliased-store
    v[0] += z;
  }
  return total;
}
struct Item {
  int a, b;
};
struct Storage {
  alignas(Item) unsigned char bytes[sizeof(Item)];
};
static unsigned sum(const Storage &s) {
  Storage c = s;
  unsigned n = 0;
  for (unsigned i = 0; i < sizeof(Item); ++i)
    n += c.bytes[i] * (i + 1);
  return n;
}
static unsigned objectInBytes(const Storage &s, Item *p, Item *q, int n) {
  unsigned total = 0;
  for (int i = 0; i < n; ++i) {
    total += sum(s); // refuses: aliased-store
    std::swap(*p, *q);
  }
  return total;
}
std::vector<int> shared(3, 1);
extern std::vector<int> sharedToo __asm__("shared");
static int sumShared() {
  int s = 0;
  for (std::size_t i = 0; i < shared.size(); ++i)
    s += shared[i];
  return s;
}
static int twoNames(int n) {
  int total = 0;
  for (int i = 0; i < n; ++i) {
    total += sumShared(); // refuses: aliased-store
    sharedToo[0] += 1;
  }
  return total;
}
static int sumOfThree(const int *p) {
  int s = 0;
  for (int i = 0; i < 3; ++i)
    s += p[i];
  return s;
}
static int startsUnsigned(const int *p, int n) {
  int total = 0;
  for (int i = 0u; i < n; ++i)
    total += sumOfThree(p); // refuses: zero-trips
  return total;
}
static int gone;
struct Noisy {
  ~Noisy() { ++gone; }
};
struct Holder {
  Noisy n;
  int k;
  ~Holder() {}
};
static int costOfGone(int k) { return cost(gone * k); }
static int endedByHand(Holder *p, int n) {
  int total = 0;
  for (int i = 0; i < n; ++i) {
    total += costOfGone(3); // refuses: opaque-call
    p[i].~Holder();
  }
  return total;
}
static int made;
struct Counted {
  int x;
  Counted() : x(++made) {}
  Counted(int v) : x(v) {}
};
static int costOfMade(int k) { return cost(made * k); }
static int restOfArray(int n) {
  int total = 0;
  for (int i = 0; i < n; ++i) {
    total += costOfMade(2); // refuses: modified
    Counted row[3] = {Counted(i)};
    total += row[0].x;
  }
  return total;
}

int main() {
  std::vector<double> v(4, 1.0), w{1, 2, 10000, 3};
  std::printf("%g %d %zu %g\n", chosenRead(4, true), chosenWrite(4), chosenContainer(6), chosenSame(2, true, v));
  boundInCallee(v);
  std::printf("%g %zu %d\n", v[3], boundToMember(4), rangeInCallee(4));
  std::printf("%d %d %zu\n", castOfThis(4), choiceOfThis(4), throughOptional(4));
  std::printf("%d %d %d\n", keptByTemplate(4), keptInVariant(4), keptByElement(5));
  std::printf("%d %d\n", pureByWord(4), pureAndFixed({1, 2}, 3));
  errno = 0;
  std::printf("%d\n", readsErrno(w));
  std::vector<std::complex<double>> z(2, {1, 2});
  std::printf("%g\n", partsOfComplex(z, {1, 1}, 3));
  Storage s, t;
  Item *p = new (s.bytes) Item{1, 2}, *q = new (t.bytes) Item{3, 4};
  std::printf("%u %d\n", objectInBytes(s, p, q, 3), twoNames(3));
  int three[3] = {1, 2, 3};
  std::printf("%d %d\n", startsUnsigned(three, 2), startsUnsigned(nullptr, -1));
  Holder *h = static_cast<Holder *>(::operator new(4 * sizeof(Holder)));
  for (int i = 0; i < 4; ++i)
    new (h + i) Holder{};
  std::printf("%d %d\n", endedByHand(h, 4), restOfArray(4));
  ::operator delete(h);
}
