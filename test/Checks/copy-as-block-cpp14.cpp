// RUN: %check %s
// FLAGS: -std=c++14 -O2
// What the library has since C++17 and C++20 only.
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

constexpr int sum(int n) {
  int cells[8] = {};
  for (int i = 0; i < 8; ++i) // refuses: constexpr
    cells[i] = n;
  int all = 0;
  for (int i = 0; i < 8; ++i)
    all += cells[i];
  return all;
}
static_assert(sum(2) == 16, "at compile time");

// data() of a string that is not const came with C++17.
static std::string padded(const std::vector<char> &text, std::size_t width) {
  std::string line(width, ' ');
  for (std::size_t i = 0; i < text.size(); ++i) // finds
    line[width - text.size() + i] = text[i];
  return line;
}

int main() { std::printf("%s|\n%s|\n%d\n", padded({'a', 'b'}, 5).c_str(), padded({}, 1).c_str(), sum(1)); }
