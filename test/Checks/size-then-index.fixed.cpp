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
  map.resize(count);
  int *to = map.data();
  for (std::size_t i = 0; i < count; ++i) { // finds
    short value;
    std::memcpy(&value, at + i * sizeof(short), sizeof(short));
    *to++ = value; // widened
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
  result.resize(groups.size() + 1);
  std::uint64_t *to = result.data() + 1;
  for (auto group = groups.cbegin(); group != groups.cend(); ++group) { // finds
    sum += group->used ? group->bins : 0;
    *to++ = sum;
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
  channels.red.resize(pixels.size());
  channels.green.resize(pixels.size());
  channels.blue.resize(pixels.size());
  std::uint8_t *toRed = channels.red.data();
  std::uint8_t *toGreen = channels.green.data();
  std::uint8_t *toBlue = channels.blue.data();
  for (const Rgb &pixel : pixels) { // finds
    *toRed++ = pixel.r;
    *toGreen++ = pixel.g;
    *toBlue++ = pixel.b;
  }
  return channels;
}

// A number that may be negative is asked first; `to` is taken.
static std::vector<long> squares(int n, long to) {
  std::vector<long> result;
  if (n > 0)
    result.resize(n);
  long *to2 = result.data();
  for (int i = 0; i < n; ++i) // finds
    *to2++ = to + i * i % 17;
  return result;
}

static std::vector<Rgb> grey(const std::vector<std::uint8_t> &values) {
  std::vector<Rgb> out;
  out.resize(values.size());
  Rgb *to = out.data();
  for (std::uint8_t v : values) // finds
    *to++ = {v, v, v};
  return out;
}

// Both ways store one.
static std::vector<int> signs(const std::vector<int> &v, int limit) {
  std::vector<int> out;
  out.resize(v.size());
  int *to = out.data();
  for (std::size_t i = 0, n = v.size(); i < n; ++i) { // finds
    if (v[i] > limit)
      *to++ = 1;
    else
      *to++ = v[i] < -limit ? -1 : 0;
  }
  return out;
}

static std::vector<double> both(const std::map<int, double> &values) {
  std::vector<double> flat;
  flat.resize(2 * values.size());
  double *to = flat.data();
  for (const auto &entry : values) { // finds
    *to++ = entry.first;
    *to++ = entry.second;
  }
  return flat;
}

#define ROWS 24
static std::vector<short> table(unsigned columns) {
  std::vector<short> cells;
  cells.resize(ROWS * static_cast<std::size_t>(columns));
  short *to = cells.data();
  for (int row = 0; row < ROWS; ++row) // finds
    for (unsigned column = 0; column < columns; ++column)
      *to++ = static_cast<short>(row * 7 + column);
  return cells;
}

static std::vector<long> products(int rows, int columns) {
  std::vector<long> all;
  if (rows > 0 && columns > 0)
    all.resize(static_cast<std::size_t>(rows) * columns);
  long *to = all.data();
  for (int row = 0; row < rows; ++row) // finds
    for (int column = 0; column < columns; ++column) {
      *to++ = row * 10L + column;
    }
  return all;
}

static std::vector<int> inclusive(int last) {
  std::vector<int> out;
  if (last >= 0)
    out.resize(static_cast<std::size_t>(last) + 1);
  int *to = out.data();
  for (int i = 0; i <= last; i++) // finds
    *to++ = i;
  return out;
}

static std::vector<unsigned> downwards(unsigned n) {
  std::vector<unsigned> out;
  out.resize(n);
  unsigned *to = out.data();
  for (unsigned i = n; i > 0; --i) // finds
    *to++ = i - 1;
  return out;
}

// What is converted fits, whatever it is.
static std::vector<double> wider(const std::vector<int> &v, float more) {
  std::vector<double> out;
  out.resize(3 * v.size());
  double *to = out.data();
  for (int x : v) { // finds
    *to++ = x;
    *to++ = more;
    *to++ = -7;
  }
  return out;
}

static const char *nameOf(const std::string &s) { return s.c_str(); }
static std::size_t pointers(const std::array<std::string, 3> &names) {
  std::vector<const char *> all;
  if (!names.empty()) {
    all.resize(names.size());
    const char **to = all.data();
    for (const std::string &name : names) // finds
      *to++ = nameOf(name);
  }
  std::size_t length = 0;
  for (const char *each : all)
    length += std::strlen(each);
  return length;
}

// The vector goes with the exception.
static std::vector<int> checked(const std::vector<int> &v) {
  std::vector<int> out;
  out.resize(v.size());
  int *to = out.data();
  for (int x : v) { // finds
    if (x < 0)
      throw x;
    *to++ = 2 * x;
  }
  return out;
}

static std::size_t rows(const std::vector<std::vector<int>> &lists) {
  std::size_t total = 0;
  for (const std::vector<int> &list : lists) {
    std::vector<int> row_values;
    std::vector<int> others_;
    row_values.resize(list.size());
    others_.resize(list.size());
    int *to_row_values = row_values.data();
    int *toOthers = others_.data();
    for (int x : list) { // finds
      *to_row_values++ = x < 0 ? -x : x;
      *toOthers++ = total == 0;
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
