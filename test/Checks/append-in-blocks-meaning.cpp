// RUN: %check %s
// Where elements that come later, or a value that is computed without its test, would be seen.
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <utility>
#include <vector>

// The vector has a second name.
static std::vector<int> distinct(const std::vector<int> &a) {
  std::vector<int> out;
  const std::vector<int> &seen = out;
  for (int x : a) // refuses: shared
    if (seen.empty() || seen.back() != x)
      out.push_back(x);
  return out;
}
static std::vector<int> distinctByCall(const std::vector<int> &a) {
  std::vector<int> out;
  auto &seen = std::as_const(out);
  for (int x : a) // refuses: shared
    if (seen.empty() || seen.back() != x)
      out.push_back(x);
  return out;
}
// What is reserved is there to be read as soon as it is filled.
static std::vector<int> rising(const std::vector<int> &a) {
  std::vector<int> out;
  out.reserve(a.size());
  auto first = out.begin();
  bool any = false;
  for (int x : a) { // refuses: shared
    if (!any || *first < x)
      out.push_back(x);
    any = true;
  }
  return out;
}
// In the second turn there is an iterator from the first.
static std::size_t again(const std::vector<int> &a) {
  std::vector<int> out;
  out.reserve(2 * a.size() + 1);
  out.push_back(0);
  const int *last = &a.front();
  for (int turn = 0; turn < 2; ++turn) {
    for (int x : a) // refuses: shared
      if (*last < x)
        out.push_back(x);
    last = out.data() + out.size() - 1;
  }
  return out.size();
}
static std::vector<int> taken(std::vector<int> &&room, const std::vector<int> &a) {
  const int *first = room.data();
  std::vector<int> out(std::move(room));
  out.clear();
  for (std::size_t i = 0; i < a.size(); ++i) { // refuses: shared
    if (i == 0 || *first < a[i])
      out.push_back(static_cast<int>(i));
  }
  return out;
}
static std::vector<int> passed(std::vector<int> out, const std::vector<int> &a) {
  for (int x : a) // refuses: shared
    if (x > 2)
      out.push_back(x);
  return out;
}

static std::vector<int> named(const std::vector<int> &a) {
  std::vector<int> out;
  out.reserve(a.size() + 1);
  int *first = &out.emplace_back(-1);
  for (int x : a) // refuses: shared
    if (*first < x)
      out.push_back(x);
  return out;
}
// A number that is read in front, or in a loop around, leads nowhere.
static std::size_t counted(const std::vector<std::vector<int>> &rows) {
  std::vector<int> out;
  out.reserve(rows.size());
  out.push_back(0);
  std::size_t sum = out.back();
  for (const std::vector<int> &row : rows) { // refuses: read-meanwhile
    sum += out.size();
    for (int x : row) // finds
      if (x > 2)
        out.push_back(x);
    if (out.empty())
      out.push_back(1);
  }
  return sum + out.size();
}

// In other configurations something else follows.
static void show(const std::vector<int> &v) { std::printf("%zu\n", v.size()); }
static std::vector<int> shown(const std::vector<int> &a) {
  std::vector<int> out;
  for (int x : a) // refuses: preprocessor
    if (x > 0)
      out.push_back(x);
#ifdef VERBOSE
  show(out);
#endif
  return out;
}

// Where a virtual base lies, the object says.
struct Base {
  virtual ~Base() = default;
};
struct Derived : virtual Base {
  int n = 0;
};
static std::vector<Base *> living(const std::vector<Derived *> &all, const std::vector<char> &alive) {
  std::vector<Base *> out;
  for (std::size_t i = 0; i < all.size(); ++i) { // refuses: hazard
    Derived *d = all[i];
    if (alive[i] != 0)
      out.push_back(d);
  }
  return out;
}

// An enumeration has the values of its enumerators' bits.
enum Color { Red, Green, Blue };
enum Tone : int { Dark, Light };
static std::size_t colors(int n) {
  std::vector<Color> out;
  for (int x = 0; x < n; ++x) // refuses: hazard
    if (x < 3)
      out.push_back(static_cast<Color>(x));
  return out.size();
}
static std::size_t tones(int n) {
  std::vector<Tone> out;
  for (int x = 0; x < n; ++x) // finds
    if (x < 2)
      out.push_back(static_cast<Tone>(x));
  return out.size();
}

// Computing leaves errno and flags, or is not defined.
static std::vector<double> roots(const std::vector<double> &a) {
  std::vector<double> out;
  for (double x : a) // refuses: errno-observed
    if (x >= 0)
      out.push_back(std::sqrt(x));
  return out;
}
static std::vector<double> inverse(const std::vector<double> &a) {
  std::vector<double> out;
  for (double x : a) // refuses: hazard
    if (x != 0)
      out.push_back(1 / x);
  return out;
}
static std::vector<float> narrowed(const std::vector<double> &a) {
  std::vector<float> out;
  for (double x : a) // refuses: hazard
    if (x < 1e30)
      out.push_back(x);
  return out;
}
static std::size_t absolute(const std::vector<double> &a) {
  std::vector<int> out;
  for (double x : a) { // finds
    const bool large = std::fabs(x) > 1;
    const int sign = x < 0 ? -1 : 1;
    if (large)
      out.push_back(sign);
  }
  return out.size();
}
static std::vector<double> halved(const std::vector<double> &a) {
  std::vector<double> out;
  for (double x : a) // refuses: errno-observed
    if (x > 0)
      out.push_back(x / 2 + 1);
  return out;
}

// Computing takes long where nobody wants the value.
static unsigned slow(unsigned n) {
  unsigned s = 0;
  for (unsigned i = 0; i < n; ++i)
    s ^= i * s + 1;
  return s;
}
static std::size_t small(const std::vector<unsigned> &a) {
  std::vector<unsigned> out;
  for (unsigned x : a) // refuses: slow-value
    if (x < 10)
      out.push_back(slow(x));
  return out.size();
}
static unsigned mixed(unsigned x) { return (x ^ 5) * 7; }
static std::size_t hashed(const std::vector<unsigned> &a) {
  std::vector<unsigned> out;
  for (unsigned x : a) // finds
    if (x < 10)
      out.push_back(mixed(x));
  return out.size();
}

// A compiler warns of a conversion that the library makes quietly.
static std::size_t marks(const std::vector<int> &a) {
  std::vector<signed char> out;
  for (int x : a) // refuses: converted
    if (x > 0)
      out.emplace_back(0xff);
  return out.size();
}

// A test that is no number by itself, and one of two parts.
struct Answer {
  int value;
  explicit operator bool() const { return value > 0; }
};
static std::size_t answers(const std::vector<Answer> &a) {
  std::vector<int> out;
  for (int i = 0; i < static_cast<int>(a.size()); ++i) // refuses: not-bool
    if (a[i])
      out.push_back(i);
  return out.size();
}
static std::size_t listed(const std::vector<int> &a) {
  std::vector<int> out;
  for (int x : a) // refuses: not-bool
    if (static_cast<void>(a), x > 0)
      out.push_back(x);
  return out.size();
}

int main() {
  std::printf("%zu %zu\n", distinct({3, 3, 5, 5}).size(), distinctByCall({3, 3, 5, 5}).size());
  std::printf("%zu %zu\n", rising({3, 3, 1, 5}).size(), again({1, 2, 3}));
  std::printf("%zu %zu\n", taken({9, 8, 7, 6}, {3, 3, 5}).size(), passed({1}, {2, 3}).size());
  std::printf("%zu %zu\n", named({1, -2}).size(), counted({{1, 3}, {}, {4, 5}}));
  show(shown({1, -1, 2}));
  std::vector<Derived *> all{new Derived, new Derived};
  delete all[1];
  std::printf("%zu\n", living(all, {1, 0}).size());
  delete all[0];
  std::printf("%zu %zu\n", colors(10), tones(10));
  errno = 0;
  roots({4, -1});
  std::printf("errno %d\n", errno);
  std::printf("%zu %zu %zu\n", inverse({4, 0}).size(), narrowed({4, 1e300}).size(), halved({4, 0}).size());
  std::printf("%zu\n", absolute({1, -4, 0.5}));
  std::printf("%zu %zu %zu\n", small({4, 40000}), hashed({4, 40000}), marks({1, 2}));
  std::printf("%zu %zu\n", answers({{1}, {0}}), listed({1, 0}));
}
