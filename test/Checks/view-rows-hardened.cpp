// RUN: %check %s
// FLAGS: -std=c++17 -O2 -D_GLIBCXX_ASSERTIONS
#include <cstddef>
#include <cstdio>
#include <vector>

static void mark(std::vector<std::vector<char>> &rows) {
  for (std::size_t y = 0; y < rows.size(); ++y)
    for (std::size_t x = 0; x < rows[y].size(); ++x) // refuses: hardened
      rows[y][x] = 'x';
}

int main() {
  std::vector<std::vector<char>> rows(2, std::vector<char>(3));
  mark(rows);
  std::printf("%c\n", rows[1][2]);
}
