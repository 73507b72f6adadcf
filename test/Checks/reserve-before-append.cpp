// RUN: %check %s
// Vectors and strings that begin empty and grow by a count the loop's header knows.
#include <cstdio>
#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct Vertex {
  int index, group;
};

static std::vector<std::string> names(const std::vector<Vertex> &vertices, const std::string &prefix) {
  std::vector<std::string> names;
  for (const Vertex &v : vertices) // finds
    names.push_back(v.group < 0 ? prefix : prefix + static_cast<char>('a' + v.index));
  return names;
}

struct Pair {
  Pair(unsigned a, unsigned b, long d) : from(a), to(b), distance(d) {}
  unsigned from, to;
  long distance;
};

static std::vector<Pair> pairs(const std::vector<Vertex> &nodes) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < nodes.size(); ++i) { // finds
    for (std::size_t j = 0; j < nodes.size(); ++j)
      pairs.emplace_back(i, j, nodes[i].index - static_cast<long>(nodes[j].index));
  }
  return pairs;
}

// A number that may be negative is asked first.
static std::vector<int> squares(int n) {
  std::vector<int> result;
  for (int i = 0; i < n; ++i) // finds
    result.push_back(i * i % 17);
  return result;
}

// Two in each turn, one before and one behind.
static std::vector<double> path(const std::vector<double> &xs) {
  std::vector<double> out;
  out.push_back(0.0);
  for (auto it = xs.cbegin(); it != xs.cend(); ++it) { // finds
    out.push_back(*it);
    out.push_back(-*it);
  }
  out.push_back(1.0);
  return out;
}

struct Rgb {
  unsigned char r, g, b;
};
struct Channels {
  std::vector<unsigned char> red, green, blue;
};
static Channels split(const std::vector<Rgb> &pixels) {
  Channels channels;
  for (const Rgb &pixel : pixels) { // finds
    channels.red.push_back(pixel.r);
    channels.green.push_back(pixel.g);
    channels.blue.push_back(pixel.b);
  }
  return channels;
}

class Table {
public:
  void fill(const std::map<int, std::string> &values) {
    keys_.clear();
    for (const auto &entry : values) // finds
      keys_.push_back(entry.first);
  }
  std::vector<int> keys_;
};

static void copyTo(const std::list<int> &from, std::vector<long> &to) {
  to.clear();
  for (int x : from) // finds
    to.push_back(x);
}

static std::string masked(const std::string &text) {
  std::string result;
  for (char c : text) // finds
    result += c == ' ' ? '_' : c;
  return result;
}

// Both ways append one.
static std::vector<int> signs(const std::vector<int> &v, int limit) {
  std::vector<int> out;
  for (std::size_t i = 0, n = v.size(); i < n; ++i) { // finds
    if (v[i] > limit)
      out.push_back(1);
    else
      out.push_back(0);
  }
  return out;
}

static std::vector<std::unique_ptr<int>> boxes(const std::vector<int> &v) {
  std::vector<std::unique_ptr<int>> result;
  for (int x : v) // finds
    result.push_back(std::make_unique<int>(x));
  return result;
}

// Two of them, and one guard.
static std::pair<std::vector<int>, std::vector<int>> halves(int rows, int columns) {
  std::vector<int> even, odd;
  for (int row = 0; row < rows; ++row) // finds
    for (int column = 0; column < columns; ++column) {
      even.push_back(2 * column);
      odd.push_back(2 * column + 1);
    }
  return {even, odd};
}

static int one(bool wanted, const std::vector<int> &v) {
  std::vector<int> doubled;
  if (wanted)
    for (int x : v) // finds
      doubled.push_back(2 * x);
  return doubled.empty() ? 0 : doubled.back();
}

// Each turn of the outer loop has a vector of its own.
static std::size_t rows(const std::vector<std::vector<int>> &table) {
  std::size_t total = 0;
  for (const std::vector<int> &row : table) {
    std::vector<int> positive;
    for (int x : row) // finds
      positive.push_back(x < 0 ? -x : x);
    total += positive.size() + (positive.empty() ? 0 : positive.front());
  }
  return total;
}

static std::vector<int> upTo(unsigned n) {
  std::vector<int> out;
  for (unsigned i = 1; i <= n; ++i) // finds
    out.push_back(static_cast<int>(i));
  return out;
}

#define ROWS 24
enum { Columns = 16 };
static std::vector<int> fixed() {
  std::vector<int> out;
  for (int row = 0; row < ROWS; ++row) // finds
    for (int column = 0; column < Columns; ++column)
      out.push_back(row * column);
  return out;
}

// The product must not overflow on the way.
static std::vector<int> columns(int n) {
  std::vector<int> out;
  for (int i = 0; i < n; ++i) // finds
    for (int j = 0; j < 100000; ++j)
      out.push_back(j);
  return out;
}

static std::vector<int> inclusive(int last) {
  std::vector<int> out;
  for (int i = 0; i <= last; i++) // finds
    out.push_back(i);
  return out;
}

static std::vector<int> backwards(const std::vector<int> &v) {
  std::vector<int> out;
  for (int i = static_cast<int>(v.size()) - 1; i >= 0; --i) // finds
    out.push_back(v[i]);
  return out;
}

// What follows is counted with it, as long as nobody changes it meanwhile.
static std::vector<int> joined(const std::vector<int> &a, const std::vector<int> &b, bool twice) {
  std::vector<int> all;
  for (int x : a) // finds
    all.push_back(x);
  for (int x : b) // refuses: not-empty
    all.push_back(x);
  if (twice)
    all.push_back(0);
  return all;
}
static std::vector<int> grown(const std::vector<int> &a) {
  std::vector<int> all, more = a;
  for (int x : a) { // finds
    all.push_back(x);
    more.push_back(-x);
  }
  for (int x : more) // refuses: not-empty
    all.push_back(x);
  return all;
}

static std::vector<short> tail(const std::vector<int> &v, std::size_t offset) {
  std::vector<short> out;
  if (offset > v.size())
    return out;
  const std::size_t count = v.size() - offset;
  for (std::size_t i = 0; i < count; ++i) // finds
    out.push_back(static_cast<short>(v[offset + i]));
  return out;
}

static std::vector<int> tried(const std::vector<int> &v) {
  std::vector<int> out;
  try {
    for (int x : v) { // finds
      if (x < 0)
        throw x;
      out.push_back(x);
    }
  } catch (int x) {
    out.push_back(-x);
  }
  return out;
}

// Nothing is said where somebody has thought of it.
static std::vector<int> already(const std::vector<int> &v) {
  std::vector<int> out;
  out.reserve(v.size());
  for (int x : v)
    out.push_back(x + 1);
  return out;
}
// The second size is read only if there is something in the first.
static std::vector<int> shared_ = {1, 2, 3};
static std::vector<int> product(const std::vector<int> &a) {
  std::vector<int> out;
  for (int x : a) // finds
    for (int y : shared_)
      out.push_back(x * y);
  return out;
}
// A buffer that is used again and again.
static void show(const std::vector<int> &buffer) { std::printf("%zu\n", buffer.size()); }
static void batches(const std::vector<std::vector<int>> &table) {
  std::vector<int> buffer;
  for (const std::vector<int> &row : table) { // refuses: unknown-use
    buffer.clear();
    for (int x : row) // finds
      buffer.push_back(2 * x);
    show(buffer);
  }
}
// Constants that fit need no conversion.
static std::string blanks() {
  std::string text;
  for (int i = 0; i < 10000; ++i) { // finds
    text += ' ';
    text += "1234567";
  }
  text += "a last line.\n";
  return text;
}
static std::vector<char> many() {
  std::vector<char> out;
  for (int i = 0; i < 10000; ++i) // finds
    for (int j = 0; j < 300; ++j)
      out.push_back('x');
  return out;
}

int main() {
  const std::vector<Vertex> vertices = {{1, 0}, {2, -1}, {3, 4}};
  for (const std::string &name : names(vertices, "a prefix that is long enough for the heap"))
    std::puts(name.c_str());
  for (const Pair &p : pairs(vertices))
    std::printf("%u %u %ld\n", p.from, p.to, p.distance);
  std::printf("%zu %zu %zu\n", squares(5).size(), squares(0).size(), squares(-3).size());
  std::printf("%zu\n", path({1.5, 2.5}).size());
  std::printf("%d\n", split({{1, 2, 3}, {4, 5, 6}}).green[1]);
  Table table;
  table.fill({{1, "a"}, {5, "b"}});
  table.fill({{7, "a"}});
  std::vector<long> to = {9};
  copyTo({1, 2, 3}, to);
  std::printf("%d %ld %zu\n", table.keys_[0], to[2], to.size());
  std::puts(masked("a b c, and what is too long for a string without heap").c_str());
  std::printf("%d %d\n", signs({1, 5}, 3)[1], *boxes({4})[0]);
  std::printf("%d %zu\n", halves(2, 3).second[5], halves(-1, 3).first.size());
  std::printf("%d %zu %d %zu %zu\n", one(true, {4}), rows({{1, -2}, {}}), upTo(3)[2], inclusive(-1).size(),
              inclusive(4).size());
  std::printf("%zu %zu %zu\n", joined({1, 2}, {3}, true).size(), grown({1, 2}).size(), tried({1, -2, 3}).size());
  std::printf("%zu %zu\n", tail({1, 2}, 1).size(), tail({1, 2}, 3).size());
  std::printf("%zu\n", fixed().size() + columns(2).size());
  std::printf("%d %zu\n", backwards({1, 2})[0], already({1}).size());
  std::printf("%zu %zu\n", product({1, 2}).size(), product({}).size());
  batches({{65, 66}, {67}});
  std::printf("%zu %zu\n", blanks().size(), many().size());
}
