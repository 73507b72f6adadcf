// RUN: %check %s
// Stores through what pointers and iterators lead to, addresses that are compared, and
// code that a copy runs or that another overload would be.
#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

using Words = std::vector<std::string>;
using Rows = std::vector<std::vector<int>>;

static void put(std::string *const &p) { *p = "long"; }
static void putIn(const std::vector<int>::iterator &at) { std::fill(at, at + 1, 100); }
static std::size_t stores() {
  Words v{"a", "b"};
  std::string *p = &v[0];
  std::size_t n = 0;
  for (std::string s : v) { // refuses: aliased-store
    put(p);
    n += s.size();
  }
  Rows rows{{1, 2, 3}, {4}};
  auto it = rows[0].begin();
  std::vector<int> once{0};
  for (std::vector<int> row : rows) { // refuses: aliased-store
    std::for_each(once.begin(), once.end(), [&](int) { std::fill(it, it + 1, 100); });
    n += row[0];
  }
  rows[0][0] = 1;
  for (std::vector<int> row : rows) { // refuses: aliased-store
    putIn(it);
    n += row[0];
  }
  return n;
}

static bool same(const std::string &a, const std::string &b) { return &a == &b; }
static int addresses() {
  Words v{"a", "b"};
  int n = 0;
  for (std::string s : v) // refuses: address-taken
    n += same(s, v[0]);
  for (std::string s : v) { // refuses: address-taken
    const std::string &r = s;
    n += &r == &v[0];
  }
  for (std::string s : v) // refuses: address-taken
    n += s.c_str() == v[0].c_str();
  return n;
}

struct Both {
  std::string text;
  int get() { return 1; }
  int get() const { return 2; }
  operator int() { return 1; }
  operator int() const { return 2; }
};
static int kind(int &) { return 1; }
static int kind(const int &) { return 2; }
static int overloads() {
  std::vector<std::optional<Both>> maybe(2, Both{"x"});
  Rows rows{{1}, {2}};
  std::vector<std::vector<Both>> all(2, std::vector<Both>(1));
  int n = 0;
  for (std::optional<Both> b : maybe) // refuses: not-const
    n += b->get();
  for (std::vector<int> row : rows) // refuses: not-const
    n += kind(*std::min_element(row.begin(), row.end()));
  for (std::vector<int> row : rows) // refuses: not-const
    n += std::any_of(row.begin(), row.end(), [](auto &x) { return kind(x) == 1; });
  for (std::vector<Both> row : all) // refuses: not-const
    for (int x : row)
      n += x;
  return n;
}

static int calls;
struct Hash {
  std::size_t operator()(int x) const noexcept { return ++calls, x; }
};
struct Traits : std::char_traits<char> {
  static char *copy(char *to, const char *from, std::size_t n) {
    ++calls;
    return std::char_traits<char>::copy(to, from, n);
  }
};
static std::size_t policies() {
  std::vector<std::unordered_set<int, Hash>> sets(2);
  sets[0].insert(1);
  std::vector<std::basic_string<char, Traits>> texts(2, "a text too long to stand in the object");
  std::size_t n = 0;
  for (auto set : sets) // refuses: copy-runs-code
    n += set.size();
  for (auto text : texts) // refuses: copy-runs-code
    n += text.size();
  return n + calls;
}

int main() {
  std::printf("%zu %d %d %zu\n", stores(), addresses(), overloads(), policies());
}
