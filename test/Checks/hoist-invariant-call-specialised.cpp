// RUN: %check %s
// Parts of the library that the project specialises for its own types.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

static int counter;
[[gnu::noinline]] static int cost(int k) {
  int r = 0;
  for (int i = 0; i < 10; ++i)
    r += counter * k;
  return r;
}

struct Record {
  int a;
};
template <> struct std::allocator<Record> {
  using value_type = Record;
  allocator() = default;
  template <class U> allocator(const std::allocator<U> &) {}
  Record *allocate(std::size_t n) {
    ++counter;
    return static_cast<Record *>(std::malloc(n * sizeof(Record)));
  }
  void deallocate(Record *p, std::size_t) { std::free(p); }
  bool operator==(const allocator &) const { return true; }
  bool operator!=(const allocator &) const { return false; }
};
static int records(int n) {
  int total = 0;
  std::vector<Record> v;
  for (int i = 0; i < n; ++i) {
    total += cost(2); // refuses: opaque-call
    v.push_back(Record{i});
  }
  return total;
}

enum class Letter : char16_t {};
inline bool operator==(Letter a, Letter b) { return ++counter, char16_t(a) == char16_t(b); }
inline bool operator<(Letter a, Letter b) { return ++counter, char16_t(a) < char16_t(b); }
template <> struct std::char_traits<Letter> {
  using char_type = Letter;
  using int_type = unsigned;
  using off_type = long;
  using pos_type = long;
  using state_type = int;
  static void assign(char_type &a, const char_type &b) { a = b; }
  static char_type *assign(char_type *p, std::size_t n, char_type c) {
    for (std::size_t i = 0; i < n; ++i)
      p[i] = c;
    return p;
  }
  static int compare(const char_type *a, const char_type *b, std::size_t n) {
    ++counter;
    for (std::size_t i = 0; i < n; ++i)
      if (!(a[i] == b[i]))
        return a[i] < b[i] ? -1 : 1;
    return 0;
  }
  static char_type *move(char_type *a, const char_type *b, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i)
      a[i] = b[i];
    return a;
  }
  static char_type *copy(char_type *a, const char_type *b, std::size_t n) { return move(a, b, n); }
};
using Text = std::basic_string<Letter>;
static int same(const Text &a, const Text &b) {
  int r = 0;
  for (int i = 0; i < 3; ++i)
    r += a.compare(b) == 0;
  return r;
}
static int texts(const Text &a, const Text &b, int n) {
  int total = 0;
  for (int i = 0; i < n; ++i)
    total += same(a, b); // refuses: impure-callee
  return total;
}

int main() {
  Text a(3, Letter(65)), b(3, Letter(65));
  std::printf("%d %d %d\n", records(4), texts(a, b, 4), counter);
}
