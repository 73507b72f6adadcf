// RUN: %check %s
// Stores through what pointers and iterators lead to, addresses that are compared, and
// code that a copy runs or that another overload would be.
#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
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

// Through what the library gives for an object: references, iterators, views, copies.
static int cells(const Rows &rows, const int *cursor) {
  int n = 0;
  for (std::vector<int> row : rows) // refuses: address-taken
    for (const int &cell : row)
      n += &cell == cursor;
  for (std::vector<int> row : rows) { // refuses: address-taken
    auto it = row.cbegin();
    n += &*it == cursor;
  }
  for (const std::vector<int> row : rows) // refuses: address-taken
    n += std::any_of(row.begin(), row.end(), [&](const int &cell) { return &cell == cursor; });
  for (const std::vector<int> row : rows) { // refuses: address-taken
    auto [first, last] = std::minmax_element(row.begin(), row.end());
    n += &*first == cursor || &*last == cursor;
  }
  for (std::vector<int> row : rows) // refuses: address-taken
    for (auto at = row.cbegin(); at != row.cend(); ++at)
      n += at.operator->() == cursor;
  for (const std::vector<int> &row : rows) // finds
    for (auto at = row.cbegin(); at != row.cend(); ++at)
      n += *at == *cursor;
  for (const std::vector<int> &row : rows) // finds
    n += std::count_if(row.begin(), row.end(), [&](const int &cell) { return cell > *cursor; });
  for (const std::vector<int> &row : rows) { // finds
    auto at = std::find(row.begin(), row.end(), *cursor);
    n += at != row.end();
  }
  return n;
}

static bool isAt(std::string_view text, const char *cursor) { return text.data() == cursor; }
static bool isLong(std::string_view text) { return text.substr(1).size() > 3 || text[0] == 'x'; }
static std::string twice(const std::string &s) { return s + s; }
struct Pointed {
  const std::string &text;
  int at;
};
struct Letters {
  const char *begin;
};
static Letters lettersOf(const std::string &s) { return {s.data()}; }
static int views(const Words &words, const char *cursor, const std::string *other) {
  int n = 0;
  for (std::string word : words) { // refuses: address-taken
    std::string_view view = word;
    n += view.data() == cursor;
  }
  for (std::string word : words) // refuses: address-taken
    n += isAt(word, cursor);
  for (std::string word : words) { // refuses: address-taken
    const std::string &least = std::min<std::string>(word, words[0]);
    n += &least == other;
  }
  for (std::string word : words) { // refuses: address-taken
    Pointed pointed{word, 1};
    n += &pointed.text == other;
  }
  for (std::string word : words) // refuses: address-taken
    n += lettersOf(word).begin == cursor;
  for (std::string word : words) // refuses: address-taken
    n += &word.c_str()[0] == cursor;
  for (std::string word : words) { // refuses: not-const
    std::pair<const std::string &, int> pair(word, 1);
    n += &pair.first == other;
  }
  for (std::string word : words) { // refuses: address-taken
    std::vector<std::string_view> all;
    all.push_back(word);
    n += all[0].data() == cursor;
  }
  for (const std::string &word : words) { // finds
    std::string_view view = word;
    n += view.size() > 2 && view.find('x') != view.npos;
  }
  for (const std::string &word : words) // finds
    n += isLong(word);
  for (const std::string &word : words) // finds
    n += std::max(word, words[0]).size() + twice(word).size();
  for (const std::string &word : words) { // finds
    const std::string &same = word;
    n += same.size();
  }
  return n;
}

struct Cell {
  std::string text;
  int value = 0;
  bool isAt(const int *cursor) const { return &value == cursor; }
  const int &get() const { return value; }
  bool isLess(const Cell &other) const { return value < other.value; }
  bool operator==(const Cell &other) const { return this == &other; }
};
static int parts(const std::vector<std::pair<std::string, int>> &all, const std::vector<Cell> &cells,
                 const std::string *name, const int *cursor) {
  int n = 0;
  for (const std::pair<std::string, int> one : all) // refuses: address-taken
    n += &std::get<0>(one) == name;
  for (const std::pair<std::string, int> one : all) { // refuses: address-taken
    const auto &[text, number] = one;
    n += &text == name && number;
  }
  for (Cell cell : cells) // refuses: address-taken
    n += cell.isAt(cursor);
  for (Cell cell : cells) // refuses: address-taken
    n += &cell.get() == cursor;
  for (Cell cell : cells) // refuses: address-taken
    n += cell == cells[0];
  for (Cell cell : cells) // refuses: unknown-use
    n += std::count(cells.begin(), cells.end(), cell);
  for (const std::pair<std::string, int> &one : all) // finds
    n += std::get<0>(one).size() + std::get<1>(one);
  for (const Cell &cell : cells) // finds
    n += cell.isLess(cells[0]) + cell.get();
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
  Rows rows{{1, 2}, {3}};
  Words words{"first", "second"};
  std::vector<std::pair<std::string, int>> all{{"b", 1}, {"a", 2}};
  std::vector<Cell> some{{"one", 1}, {"two", 2}};
  std::printf("%d %d %d\n", cells(rows, &rows[0][1]), views(words, words[1].data(), &words[1]),
              parts(all, some, &all[1].first, &some[1].value));
  std::printf("%zu %d %d %zu\n", stores(), addresses(), overloads(), policies());
}
