// RUN: %check %s
//
// A container deep inside one that is assigned, or changed by what a static
// call is made through.
#include <cstdint>
#include <cstdio>
#include <vector>

using Bytes = std::vector<std::uint8_t>;

static int fill(std::vector<std::vector<Bytes>> &cube, const std::vector<std::vector<Bytes>> &next,
                Bytes &row) {
  int n = 0;
  for (std::size_t i = 0; i < row.size(); ++i) { // refuses: resized
    row[i] = 9;
    cube = next;
    ++n;
  }
  return n;
}

struct Clock {
  static void tick() {}
};
static Bytes px(8);
static Clock cut() {
  px.resize(2);
  return {};
}
static int shrink() {
  int n = 0;
  for (std::size_t i = 0; i < px.size(); ++i) { // refuses: resized
    px[i] = 1;
    cut().tick();
    ++n;
  }
  return n;
}

int main() {
  std::vector<std::vector<Bytes>> cube(1, std::vector<Bytes>(1, Bytes(6, 1))), next = cube;
  next[0][0].resize(3);
  std::printf("%d %d\n", fill(cube, next, cube[0][0]), shrink());
}
