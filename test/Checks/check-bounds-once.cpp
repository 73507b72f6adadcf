// RUN: %check %s
// at() in loops that count.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

using Table = std::vector<std::vector<int>>;

static std::vector<long> pairTotals(const Table &contacts, const std::vector<int> &weight) {
  std::vector<long> totals(contacts.size());
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    for (std::size_t j = 0; j < weight.size(); ++j) { // finds
      totals.at(i) += contacts.at(i).at(j) * weight.at(j); // by kind
    }
  }
  return totals;
}

struct Sprite {
  std::vector<std::uint8_t> indices;
  std::size_t width = 0;
};

static void remapRow(Sprite &sprite, std::size_t row, const std::array<std::uint8_t, 256> &map) {
  const std::size_t start = row * sprite.width;
  for (std::size_t x = 0; x < sprite.width; ++x) { // finds
    std::uint8_t &index = sprite.indices.at(start + x);
    if (index != 0)
      index = map.at(index);
  }
}

class Levels {
public:
  std::vector<std::uint8_t> own_, other_;
  // The bound is the size.
  void raise(int by) {
    for (std::size_t i = 0; i < own_.size(); i++) // finds
      own_.at(i) = static_cast<std::uint8_t>(own_.at(i) + by);
  }
  int sum(std::size_t count) const {
    int total = 0;
    if (count > 1)
      for (std::size_t i = 0; i < count; ++i) // refuses: may-be-gone
        total += own_.at(i) * other_.at(i);
    return total;
  }
  static constexpr std::size_t Most = 3;
  int first() const {
    int total = 0;
    for (std::size_t i = 0; i < Most; ++i) // finds
      total += own_.at(i);
    return total;
  }
};

static int sumOf(const Levels &levels, std::size_t count) {
  int total = 0;
  if (count > 1)
    for (std::size_t i = 0; i < count; ++i) // finds
      total += levels.own_.at(i) * levels.other_.at(i);
  return total;
}

static void blend(const std::vector<std::vector<std::uint8_t>> &in, std::vector<std::vector<std::uint8_t>> &out,
                  std::size_t width) {
  for (std::size_t y = 0; y < in.size(); ++y)
    for (std::size_t x = 0; x < width; ++x) // refuses: may-be-gone
      out.at(y).at(x) = static_cast<std::uint8_t>(in.at(y).at(x) / 2 + out.at(y).at(x) / 2);
}

// Some turns skip, and one index stays checked.
static std::size_t vowels(const std::string &text, const std::vector<int> &kinds, std::size_t end) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < end; ++i) { // finds
    if (text.at(i) == ' ')
      continue;
    if (text.at(i + 1) == '.')
      return count;
    count += kinds.at(text.at(i) & 7) == 1;
  }
  return count;
}

template <class Call> static void tried(const char *what, Call call) {
  try {
    call();
  } catch (const std::out_of_range &e) {
    std::printf("%s: %s\n", what, e.what());
  }
}

int main() {
  Table contacts{{1, 2, 3}, {4, 5, 6}, {7, 8}};
  tried("pairs", [&] { std::printf("%ld\n", pairTotals(contacts, {1, 2})[2]); });
  tried("pairs", [&] { pairTotals(contacts, {1, 2, 3}); });
  std::array<std::uint8_t, 256> map{};
  for (int i = 0; i < 256; ++i)
    map[i] = static_cast<std::uint8_t>(255 - i);
  Sprite sprite{{0, 1, 2, 3, 4}, 2};
  for (std::size_t row : {0, 1, 2, 9})
    tried("remap", [&] { remapRow(sprite, row, map); });
  for (int each : sprite.indices)
    std::printf("%d ", each);
  Levels levels{{1, 2, 3, 4}, {5, 6}};
  levels.raise(3);
  tried("sum", [&] { std::printf("%d\n", levels.sum(2)); });
  tried("sum", [&] { std::printf("%d\n", levels.sum(3)); });
  tried("sum", [&] { std::printf("%d\n", sumOf(levels, 2)); });
  tried("sum", [&] { std::printf("%d\n", sumOf(levels, 3)); });
  std::printf("%d %d\n", levels.own_[3], levels.first());
  std::vector<std::vector<std::uint8_t>> in{{8, 9, 10}, {1, 2}}, out{{0, 2, 4}, {6, 6, 6}};
  tried("blend", [&] { blend(in, out, 2); });
  tried("blend", [&] { blend(in, out, 3); });
  std::printf("%d %d %d\n", out[0][2], out[1][1], out[1][2]);
  tried("vowels", [&] { std::printf("%zu\n", vowels("a b", {1, 1, 1, 1, 1, 1, 1, 1}, 2)); });
  tried("vowels", [&] { vowels("a b", {1, 1, 1, 1, 1, 1, 1, 1}, 3); });
  tried("vowels", [&] { vowels("gab", {1, 1, 1}, 2); });
}
