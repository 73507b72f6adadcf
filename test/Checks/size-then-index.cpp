// RUN: %check %s
// New vectors that get one element after another, as often as the loop's header says.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <vector>

static std::vector<int> widened(const std::vector<char> &memory, std::size_t offset) {
  std::vector<int> map;
  if (offset > memory.size())
    return map;
  const char *at = memory.data() + offset;
  const std::size_t count = (memory.size() - offset) / sizeof(short);
  for (std::size_t i = 0; i < count; ++i) { // finds
    short value;
    std::memcpy(&value, at + i * sizeof(short), sizeof(short));
    map.push_back(value); // widened
  }
  return map;
}

struct Group {
  int bins;
  bool used;
};
// What is there already stays in front.
static std::vector<std::uint64_t> boundaries(const std::vector<Group> &groups) {
  std::vector<std::uint64_t> result;
  std::uint64_t sum = 0;
  result.push_back(sum);
  for (auto group = groups.cbegin(); group != groups.cend(); ++group) { // finds
    sum += group->used ? group->bins : 0;
    result.push_back(sum);
  }
  return result;
}

struct Rgb {
  std::uint8_t r, g, b;
};
struct Channels {
  std::vector<std::uint8_t> red, green, blue;
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

// A number that may be negative is asked first; `to` is taken.
static std::vector<long> squares(int n, long to) {
  std::vector<long> result;
  for (int i = 0; i < n; ++i) // finds
    result.push_back(to + i * i % 17);
  return result;
}

static std::vector<Rgb> grey(const std::vector<std::uint8_t> &values) {
  std::vector<Rgb> out;
  for (std::uint8_t v : values) // finds
    out.push_back({v, v, v});
  return out;
}

// Both ways store one.
static std::vector<int> signs(const std::vector<int> &v, int limit) {
  std::vector<int> out;
  for (std::size_t i = 0, n = v.size(); i < n; ++i) { // finds
    if (v[i] > limit)
      out.push_back(1);
    else
      out.push_back(v[i] < -limit ? -1 : 0);
  }
  return out;
}

static std::vector<double> both(const std::map<int, double> &values) {
  std::vector<double> flat;
  for (const auto &entry : values) { // finds
    flat.push_back(entry.first);
    flat.emplace_back(entry.second);
  }
  return flat;
}

#define ROWS 24
static std::vector<short> table(unsigned columns) {
  std::vector<short> cells;
  for (int row = 0; row < ROWS; ++row) // finds
    for (unsigned column = 0; column < columns; ++column)
      cells.push_back(static_cast<short>(row * 7 + column));
  return cells;
}

static std::vector<long> products(int rows, int columns) {
  std::vector<long> all;
  for (int row = 0; row < rows; ++row) // finds
    for (int column = 0; column < columns; ++column) {
      all.push_back(row * 10L + column);
    }
  return all;
}

static std::vector<int> inclusive(int last) {
  std::vector<int> out;
  for (int i = 0; i <= last; i++) // finds
    out.push_back(i);
  return out;
}

static std::vector<unsigned> downwards(unsigned n) {
  std::vector<unsigned> out;
  for (unsigned i = n; i > 0; --i) // finds
    out.push_back(i - 1);
  return out;
}

// What is converted fits, whatever it is.
static std::vector<double> wider(const std::vector<int> &v, float more) {
  std::vector<double> out;
  for (int x : v) { // finds
    out.emplace_back(x);
    out.emplace_back(more);
    out.emplace_back(-7);
  }
  return out;
}

static const char *nameOf(const std::string &s) { return s.c_str(); }
static std::size_t pointers(const std::array<std::string, 3> &names) {
  std::vector<const char *> all;
  if (!names.empty())
    for (const std::string &name : names) // finds
      all.push_back(nameOf(name));
  std::size_t length = 0;
  for (const char *each : all)
    length += std::strlen(each);
  return length;
}

// The vector goes with the exception.
static std::vector<int> checked(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) { // finds
    if (x < 0)
      throw x;
    out.push_back(2 * x);
  }
  return out;
}

static std::size_t rows(const std::vector<std::vector<int>> &lists) {
  std::size_t total = 0;
  for (const std::vector<int> &list : lists) {
    std::vector<int> row_values;
    std::vector<int> others_;
    for (int x : list) { // finds
      row_values.push_back(x < 0 ? -x : x);
      others_.push_back(total == 0);
    }
    total += row_values.size() + (row_values.empty() ? 0 : row_values.front()) + others_.size();
  }
  return total;
}

int main() {
  std::printf("%zu %d\n", widened({1, 0, 2, 0, 3}, 1).size(), widened({1, 0, 2, 0}, 0)[1]);
  std::printf("%zu\n", widened({}, 1).size());
  const std::vector<std::uint64_t> sums = boundaries({{3, true}, {4, false}, {5, true}});
  std::printf("%zu %d %d\n", sums.size(), static_cast<int>(sums[2]), static_cast<int>(sums[3]));
  std::printf("%d %zu\n", split({{1, 2, 3}, {4, 5, 6}}).green[1], boundaries({}).size());
  std::printf("%ld %zu %zu\n", squares(5, 2)[4], squares(0, 1).size(), squares(-4, 1).size());
  std::printf("%d %d\n", grey({7, 8})[1].g, signs({1, 5, -7}, 3)[2]);
  std::printf("%g %zu\n", both({{1, 2.5}, {3, 4.5}})[3], both({}).size());
  std::printf("%d %zu %zu\n", table(3)[71], table(0).size(), table(5).size());
  std::printf("%ld %zu %zu\n", products(2, 3)[4], products(-1, 3).size(), products(3, -1).size());
  std::printf("%d %zu %zu\n", inclusive(4)[4], inclusive(-1).size(), inclusive(-2).size());
  std::printf("%u %zu %zu\n", downwards(3)[0], downwards(0).size(), pointers({"a", "bc", "def"}));
  std::printf("%g\n", wider({1, 2}, 0.5f)[4]);
  try {
    std::printf("%zu\n", checked({1, 2}).size());
    std::printf("%zu\n", checked({1, -2, 3}).size());
  } catch (int x) {
    std::printf("thrown %d\n", x);
  }
  std::printf("%zu\n", rows({{1, -2}, {}, {3}}));
}
