// RUN: %check %s
// Where a size given before would be seen, or would be another one.
#include <cstdint>
#include <cstdio>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

static std::vector<int> filtered(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) // refuses: conditional
    if (x > 2)
      out.push_back(x);
  return out;
}
static std::vector<int> stopped(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) { // refuses: early-exit
    if (x == 0)
      break;
    out.push_back(x);
  }
  return out;
}
// The size is read while it grows.
static std::vector<int> numbered(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) // refuses: read-meanwhile
    out.push_back(x + static_cast<int>(out.size()));
  return out;
}
static std::vector<int> sums(const std::vector<int> &v) {
  std::vector<int> out;
  out.push_back(0);
  for (int x : v) // refuses: read-meanwhile
    out.push_back(out.back() + x);
  return out;
}
static std::vector<int> captured(const std::vector<int> &v) {
  std::vector<int> out;
  std::function<void(int)> add = [](int) {};
  for (int x : v) { // refuses: read-meanwhile
    add = [&out](int y) { out.push_back(y); };
    out.push_back(x);
  }
  return out;
}
static std::vector<int> inHeader(int n) {
  std::vector<int> out;
  for (int i = 0; i < n; out.push_back(1), ++i) // refuses: read-meanwhile
    out.push_back(i);
  return out;
}
static std::vector<int> seenBefore(const std::vector<int> &v) {
  std::vector<int> out;
  auto size = [&] { return static_cast<int>(out.size()); };
  for (int x : v) // refuses: not-empty
    out.push_back(x + size());
  return out;
}
// A member, a parameter, a global: others may look.
struct Table {
  std::vector<int> keys;
  int last() const { return keys.empty() ? 0 : keys.back(); }
  void fill(const std::vector<int> &v) {
    keys.clear();
    for (int x : v) // refuses: shared
      keys.push_back(x + last());
  }
};
static void copyTo(const std::vector<int> &v, std::vector<int> &to) {
  to.clear();
  for (int x : v) // refuses: shared
    to.push_back(x);
}
static int reused(const std::vector<int> &v) {
  std::vector<int> out(2, 1);
  const std::vector<int> *seen = &out;
  out.clear();
  int sum = 0;
  for (int x : v) { // refuses: not-empty
    sum += static_cast<int>(seen->size());
    out.push_back(x);
  }
  return sum;
}
// What the handler finds is what came before.
static std::size_t kept(const std::vector<int> &v) {
  std::vector<int> out;
  try {
    for (int x : v) { // refuses: may-throw
      if (x == 0)
        throw std::invalid_argument("zero");
      out.push_back(x);
    }
  } catch (const std::exception &) {
    return out.size();
  }
  return 0;
}
// A number that is read from a file, and elements that are not there.
static int next(int &left) {
  if (left-- <= 0)
    throw std::runtime_error("end of data");
  return left;
}
static std::vector<int> readAll(std::size_t claimed, int &left) {
  std::vector<int> out;
  for (std::size_t i = 0; i < claimed; ++i) // refuses: may-leave
    out.push_back(next(left));
  return out;
}

// The header says nearly how many.
static std::vector<int> fromTwo(int n) {
  std::vector<int> out;
  for (int i = 2; i < n; ++i) // refuses: not-exact
    out.push_back(i);
  return out;
}
static std::vector<int> cast(const std::vector<int> &v) {
  std::vector<int> out;
  for (int i = 0; i < static_cast<signed char>(v.size()); ++i) // refuses: not-exact
    out.push_back(v[i]);
  return out;
}
// Compared as an unsigned number, -1 is a large one.
static std::vector<int> negative(int n) {
  std::vector<int> out;
  for (unsigned i = 0; i < n; ++i) { // refuses: not-exact
    if (i > 20)
      std::printf("many\n");
    out.push_back(1);
  }
  return out;
}
// The number of the first loop does not say that of the second.
static std::vector<int> headed(int n, int m) {
  std::vector<int> out;
  for (int i = 0; i < n; ++i) { // refuses: not-exact
    out.push_back(-1);
    for (int j = 0; j < m; ++j)
      out.push_back(j);
  }
  return out;
}
static std::vector<int> moving(const std::vector<int> &v) {
  std::vector<int> out;
  for (auto it = v.begin(); it != v.end(); ++it) { // refuses: not-exact
    if (*it == 0 && it + 1 != v.end())
      ++it;
    out.push_back(*it);
  }
  return out;
}
static std::vector<int> wrapped(std::size_t n, std::size_t m) {
  std::vector<int> out;
  for (std::size_t i = 0; i < n; ++i) // refuses: may-wrap
    for (std::size_t j = 0; j < m; ++j)
      out.push_back(1);
  return out;
}
static std::vector<int> oneMore(std::size_t n) {
  std::vector<int> out;
  out.push_back(0);
  for (std::size_t i = 0; i < n; ++i) // refuses: may-wrap
    out.push_back(1);
  return out;
}
static std::vector<int> triangle(int n) {
  std::vector<int> out;
  for (int i = 0; i < n; ++i) // refuses: count-varies
    for (int j = 0; j < i; ++j)
      out.push_back(i * j);
  return out;
}
static std::vector<int> shrinking(std::vector<int> v) {
  std::vector<int> out;
  for (std::size_t i = 0; i < v.size(); ++i) { // refuses: count-varies
    out.push_back(v[i]);
    v.pop_back();
  }
  return out;
}
static std::vector<int> global_ = {1, 2, 3};
static int shrink(int x) {
  if (global_.size() > 1)
    global_.pop_back();
  return x;
}
static std::vector<int> shrinkingElsewhere() {
  std::vector<int> out;
  for (std::size_t i = 0; i < global_.size(); ++i) // refuses: count-varies
    out.push_back(shrink(1));
  return out;
}
static std::vector<int> aliased(std::vector<int> &v, std::vector<int> &w) {
  std::vector<int> out;
  for (std::size_t i = 0; i < v.size(); ++i) { // refuses: count-varies
    out.push_back(1);
    if (!w.empty())
      w.pop_back();
  }
  return out;
}

// Making an element runs code, or it cannot be assigned.
struct Loud {
  Loud() { std::puts("made"); }
  explicit Loud(int v) : value(v) {}
  int value = 0;
};
static std::size_t loud(const std::vector<int> &v) {
  std::vector<Loud> out;
  for (int x : v) // refuses: element-type
    out.push_back(Loud(x));
  return out.size();
}
struct Fixed {
  const int value;
};
static std::size_t fixed(const std::vector<int> &v) {
  std::vector<Fixed> out;
  for (int x : v) // refuses: element-type
    out.push_back({x});
  return out.size();
}
struct Noisy {
  int value;
  Noisy &operator=(int v) {
    std::puts("assigned");
    value = v;
    return *this;
  }
};
static std::size_t noisy(const std::vector<int> &v) {
  std::vector<Noisy> out;
  for (int x : v) // refuses: element-type
    out.push_back({x});
  return out.size();
}
static std::size_t texts(const std::vector<int> &v) {
  std::vector<std::string> out;
  for (int x : v) // refuses: element-type
    out.push_back(std::to_string(x));
  return out.size();
}
struct Meter {
  operator int() const { return 3; }
};
static int meters(const std::vector<Meter> &v) {
  std::vector<int> out;
  for (const Meter &m : v) // refuses: converted
    out.push_back(m);
  return out.empty() ? 0 : out[0];
}
static std::vector<bool> flags(const std::vector<int> &v) {
  std::vector<bool> out;
  for (int x : v)
    out.push_back(x > 0);
  return out;
}

// Look-alikes, macros, other configurations.
namespace own {
template <class T> struct vector {
  void push_back(const T &) { ++count; }
  void resize(std::size_t) { std::puts("resized"); }
  std::size_t count = 0;
};
} // namespace own
static std::size_t lookAlike(const std::vector<int> &v) {
  own::vector<int> out;
  for (int x : v)
    out.push_back(x);
  return out.count;
}
struct Derived : std::vector<int> {
  void resize(std::size_t) { std::puts("resized"); }
};
static std::size_t derived(const std::vector<int> &v) {
  Derived out;
  for (int x : v)
    out.push_back(x);
  return out.size();
}
#define APPEND(V, X) V.push_back(X)
static std::vector<int> byMacro(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) // refuses: macro
    APPEND(out, x);
  return out;
}
static std::vector<int> configured(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) { // refuses: preprocessor
#ifdef TWICE
    out.push_back(x);
#endif
    out.push_back(x);
  }
  return out;
}
static std::vector<int> parallel(int n) {
  int sum = 0;
#pragma omp simd
  for (int i = 0; i < n; ++i)
    sum += i;
  std::vector<int> out;
  for (int i = 0; i < n; ++i) // refuses: parallel-region
    out.push_back(i + sum);
  return out;
}
template <class T> static std::vector<T> generic(const std::vector<T> &v) {
  std::vector<T> out;
  for (const T &x : v)
    out.push_back(x);
  return out;
}
static std::size_t lambdas(const std::vector<int> &v) {
  auto copy = [](const auto &from, auto like) {
    std::vector<decltype(like)> out;
    for (const auto &x : from)
      out.push_back(x);
    return out.size();
  };
  return copy(v, 1) + copy(v, 'c');
}
static std::vector<int> commented(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) // refuses: comment
    out.push_back(/* twice */ 2 * x);
  return out;
}
static std::vector<int> formula(unsigned short a, unsigned short b, unsigned short c) {
  std::vector<int> out;
  for (unsigned i = 0; i < a; ++i) // refuses: long-count
    for (unsigned j = 0; j < b; ++j)
      for (unsigned k = 0; k < c; ++k) {
        out.push_back(0);
        out.push_back(1);
      }
  return out;
}
static std::vector<int> listed(std::vector<int> v) {
  std::vector<int> out;
  while (!v.empty()) {
    out.push_back(v.back());
    v.pop_back();
  }
  return out;
}
// The index has a second name.
static std::vector<int> third(const std::vector<int> &v) {
  std::vector<int> out;
  for (std::size_t i = 0, &r = i; i < v.size(); ++i) { // refuses: count-not-known
    out.push_back(v[i]);
    r += 1;
  }
  return out;
}
// The destructor of what the vector is a member of runs before the vector's own.
static int parsed(int i) {
  if (i == 3)
    throw std::runtime_error("bad");
  return i + 1;
}
struct Log {
  std::vector<int> lines;
  ~Log() { std::printf("log of %zu\n", lines.size()); }
};
struct Book {
  Log log;
};
static std::size_t logged() {
  Log log;
  for (int i = 0; i < 8; ++i) // refuses: shared
    log.lines.push_back(parsed(i));
  Book book;
  for (int i = 0; i < 8; ++i) // refuses: shared
    book.log.lines.push_back(parsed(i));
  return log.lines.size() + book.log.lines.size();
}
// A compiler warns of a conversion that the library makes quietly.
static std::size_t marks(const std::vector<int> &v) {
  std::vector<signed char> out;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: converted
    out.emplace_back(0xff);
  std::vector<unsigned> more;
  for (int x : v) // refuses: converted
    more.emplace_back(x);
  std::vector<int> halves;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: converted
    halves.emplace_back(0.5);
  return out.size() + more.size() + halves.size();
}

int main() {
  const std::vector<int> v = {3, 1, 0, 4};
  std::printf("%zu %zu %d %d\n", filtered(v).size(), stopped(v).size(), numbered(v)[3], sums(v)[4]);
  std::printf("%zu %zu %d\n", captured(v).size(), inHeader(2).size(), seenBefore(v)[3]);
  Table t;
  t.fill(v);
  std::vector<int> to = {1};
  copyTo(v, to);
  std::printf("%d %zu %d %zu\n", t.keys[3], to.size(), reused(v), kept(v));
  int left = 2;
  try {
    readAll(SIZE_MAX / 16, left);
  } catch (const std::exception &e) {
    std::puts(e.what());
  }
  std::printf("%zu %zu %zu\n", fromTwo(5).size(), cast(v).size(), negative(2).size());
  std::printf("%zu %zu %zu %zu\n", headed(3, -1).size(), moving(v).size(), wrapped(2, 3).size(), oneMore(2).size());
  std::vector<int> w = v;
  std::printf("%zu %zu %zu %zu\n", triangle(4).size(), shrinking(v).size(), shrinkingElsewhere().size(), aliased(w, w).size());
  std::printf("%zu %zu %zu %zu %d\n", loud(v), fixed(v), noisy(v), texts(v), meters({{}}));
  std::printf("%zu %zu %zu %zu %zu\n", flags(v).size(), lookAlike(v), derived(v), byMacro(v).size(), configured(v).size());
  std::printf("%zu %zu %zu %zu\n", parallel(2).size(), generic(v).size(), lambdas(v), commented(v).size());
  std::printf("%zu %zu\n", formula(1, 2, 3).size(), listed(v).size());
  std::printf("%zu %zu\n", third(v).size(), marks(v));
  try {
    logged();
  } catch (const std::exception &e) {
    std::puts(e.what());
  }
}
