// RUN: %check %s
// FLAGS: -std=c++20 -O2 -DNDEBUG
// An ordinary assertion stops nothing; what may change the bound elsewhere does.
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

[[maybe_unused]] static bool grow(std::vector<std::uint8_t> &values) {
  values.push_back(1);
  return true;
}

static void plain(std::uint8_t *out, const std::vector<std::uint8_t> &values) {
  for (std::size_t i = 0, size = values.size(); i < size; ++i) { // finds
    assert(i < values.size());
    out[i] = std::uint8_t(i);
  }
}

static void growing(std::uint8_t *out, std::vector<std::uint8_t> &values) {
  for (std::size_t i = 0; i < values.size(); ++i) { // refuses: preprocessor
    assert(i > 9 || grow(values));
    out[i] = std::uint8_t(i);
  }
}

int main() {
  std::uint8_t out[20];
  std::vector<std::uint8_t> values{1, 2};
  plain(out, values);
  growing(out, values);
  std::printf("%d\n", out[1]);
}
