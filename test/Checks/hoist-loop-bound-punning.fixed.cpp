// RUN: %check %s
// FLAGS: -std=c++20 -O2 -fno-strict-aliasing
// Without the aliasing rule one object may be read as another of the same size.
#include <cstdint>
#include <cstdio>
#include <vector>

struct Word {
  std::uint32_t bits;
};
struct Size {
  std::int32_t w, h;
};
[[gnu::noinline]] static int members(const Size &size, std::vector<Word> &out) {
  int steps = 0;
  for (int i = 0; i < size.w; ++i) { // refuses: may-alias
    out[i].bits = 2;
    ++steps;
  }
  return steps;
}
[[gnu::noinline]] static int elements(const Size &size, std::vector<std::int32_t> &out) {
  int steps = 0;
  for (int i = 0; i < size.w; ++i) { // refuses: may-alias
    out[i] = 2;
    ++steps;
  }
  return steps;
}
[[gnu::noinline]] static int same(const Size &size, std::vector<Size> &out) {
  int steps = 0;
  for (int i = 0, w = size.w; i < w; ++i) { // finds
    out[i].h = 2;
    ++steps;
  }
  return steps;
}

int main() {
  std::vector<Word> words(8, Word{5});
  std::vector<std::int32_t> numbers(8, 5);
  std::vector<Size> sizes(8, Size{5, 5});
  std::printf("%d ", members(*reinterpret_cast<Size *>(words.data()), words));
  std::printf("%d ", elements(*reinterpret_cast<Size *>(numbers.data()), numbers));
  std::printf("%d\n", same(sizes[0], sizes));
}
