// RUN: %check %s
#include <cstdio>
#include <vector>

static std::vector<unsigned> next(const std::vector<unsigned> &in) {
  std::vector<unsigned> out;
  constexpr std::size_t blockSize = 32;
  unsigned block[blockSize];
  std::size_t filled = 0;
  for (unsigned x : in) { // finds
    block[filled] = (static_cast<void>(0u), x + 1);
    filled += x > 2;
    if (filled == blockSize) {
      out.insert(out.end(), block, block + filled);
      filled = 0;
    }
  }
  out.insert(out.end(), block, block + filled);
  return out;
}

int main() {
  for (unsigned x : next({5, 1, 9}))
    std::printf("%u ", x);
}
