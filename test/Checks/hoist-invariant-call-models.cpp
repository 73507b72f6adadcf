// RUN: %check %s
// What the library's functions look at beside the elements, and code of the project
// that they run.
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <list>
#include <map>
#include <numeric>
#include <sstream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

static int counter;
[[gnu::noinline]] static int cost(int k) {
  int r = 0;
  for (int i = 0; i < 10; ++i)
    r += counter * k;
  return r;
}

// The links between the nodes.
using Position = std::list<int>::const_iterator;
static long steps(Position b, Position e) {
  long n = 0;
  for (; b != e; ++b)
    ++n;
  return n;
}
[[gnu::noinline]] static long between(Position b, Position e) { return std::distance(b, e); }
static long links(int rounds) {
  std::list<int> l{1, 2, 3};
  auto b = l.cbegin(), e = l.cend();
  long total = 0;
  for (int i = 0; i < rounds; ++i) {
    total += steps(b, e); // refuses: aliased-store
    l.push_back(i);
  }
  for (int i = 0; i < rounds; ++i) {
    total += between(b, e); // refuses: aliased-store
    l.push_back(i);
  }
  for (int i = 0; i < rounds; ++i) {
    total += std::accumulate(b, e, 0L) % 7; // refuses: aliased-store
    l.reverse();
  }
  for (int i = 0; i < rounds; ++i)
    total += i * between(b, e); // finds
  return total;
}

// What views lead to.
[[gnu::noinline]] static bool sorted(const std::vector<std::string_view> &v) {
  return std::is_sorted(v.begin(), v.end());
}
static int views(int n) {
  std::string text = "abcdef";
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < 6; ++i)
    words.push_back(std::string_view(text).substr(i, 1));
  int total = 0;
  for (int i = 0; i < n; ++i) {
    total += sorted(words); // refuses: aliased-store
    text[i] = 'z';
  }
  return total;
}

// Constructors, assignments and swaps.
struct Counted {
  int x;
  Counted() : x(++counter) {}
};
namespace lib {
struct Swapped {
  int x;
};
void swap(Swapped &a, Swapped &b) {
  ++counter;
  int t = a.x;
  a.x = b.x;
  b.x = t;
}
} // namespace lib
struct Assigned {
  int x;
  Assigned(int x = 0) : x(x) {}
  template <class T> Assigned &operator=(T &&t) {
    ++counter;
    x = t.x;
    return *this;
  }
};
struct Made {
  int x;
  Made(int x) : x(x) {}
  template <class T> Made(T &t) : x(t.x) { ++counter; }
};
struct Plain {
  int x;
};
static int made(int n) {
  std::vector<std::vector<Counted>> rows;
  std::vector<std::variant<Counted, int>> either;
  int total = 0;
  for (int i = 0; i < n; ++i) {
    total += cost(3); // refuses: opaque-call
    rows.emplace_back(5);
  }
  for (int i = 0; i < n; ++i) {
    total += cost(4); // refuses: opaque-call
    either.resize(i);
  }
  std::vector<lib::Swapped> swapped{{1}, {2}, {3}};
  for (int i = 0; i < n; ++i) {
    total += cost(2); // refuses: modified
    std::reverse(swapped.begin(), swapped.end());
  }
  std::vector<Assigned> assigned{{1}, {2}, {3}};
  std::list<Assigned> list(3);
  for (int i = 0; i < n; ++i) {
    total += cost(1); // refuses: opaque-call
    list.assign(assigned.begin(), assigned.end());
  }
  for (int i = 0; i < n; ++i) {
    total += cost(5); // refuses: opaque-call
    std::copy(list.begin(), list.end(), assigned.begin());
  }
  std::vector<Made> from{{1}, {2}, {3}}, to;
  for (int i = 0; i < n; ++i) {
    total += cost(6); // refuses: opaque-call
    to.insert(to.end(), from.begin(), from.end());
  }
  std::vector<Plain> plain{{1}, {2}, {3}};
  for (int i = 0; i < n; ++i) {
    total += cost(7); // finds
    std::reverse(plain.begin(), plain.end());
    plain.push_back({i});
  }
  return total;
}

// Comparisons.
namespace outer {
inline namespace v1 {
enum class Id { A, B, C };
}
inline bool operator<(Id a, Id b) { return ++counter, int(a) < int(b); }
} // namespace outer
enum class Key { A, B, C };
inline bool operator<(Key a, int b) { return ++counter, int(a) < b; }
inline bool operator<(int a, Key b) { return ++counter, a < int(b); }
struct Digit {
  int v;
  Digit(int x) : v(x % 10) { ++counter; }
  friend bool operator<(const Digit &a, const Digit &b) { return a.v < b.v; }
};
struct Traits : std::char_traits<char> {
  static int compare(const char *a, const char *b, std::size_t n) {
    return ++counter, std::char_traits<char>::compare(a, b, n);
  }
};
using View = std::basic_string_view<char, Traits>;
using ByDigit = std::map<int, int, std::less<Digit>>;
template <class Map, class Of> static int get(const Map &m, Of k) {
  int r = 0;
  for (int i = 0; i < 3; ++i)
    r += m.count(k);
  return r;
}
static int same(View a, View b) {
  int r = 0;
  for (int i = 0; i < 3; ++i)
    r += a == b;
  return r;
}
static int compared(int n) {
  std::map<outer::Id, int> ids{{outer::Id::A, 1}, {outer::Id::B, 2}};
  std::map<int, int, std::less<>> any{{0, 1}, {1, 2}};
  ByDigit digits{{0, 1}, {2, 2}};
  int total = 0;
  for (int i = 0; i < n; ++i)
    total += get(ids, outer::Id::B); // refuses: unknown-construct
  for (int i = 0; i < n; ++i)
    total += get(any, Key::B); // refuses: unknown-construct
  for (int i = 0; i < n; ++i)
    total += get(digits, 12); // refuses: unknown-construct
  for (int i = 0; i < n; ++i)
    total += same("Hello", "hello"); // refuses: impure-callee
  return total;
}

// Facets of wide streams.
static int wide(int n) {
  std::wostringstream os;
  std::ostringstream narrow;
  int total = 0;
  for (int i = 0; i < n; ++i) {
    total += cost(2); // refuses: opaque-call
    os << "text";
  }
  for (int i = 0; i < n; ++i) {
    total += cost(3); // finds
    narrow << "text";
  }
  return total + static_cast<int>(os.str().size() + narrow.str().size());
}

int main() {
  std::printf("%ld %d %d %d %d %d\n", links(3), views(3), made(3), compared(3), wide(2), counter);
}
