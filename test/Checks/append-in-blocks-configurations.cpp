// RUN: %check %s
// FLAGS: -std=c++20 -O2 -DNDEBUG
// Where assertions are checked, they would miss what waits in the block.
#include <cassert>
#include <cstdio>
#include <vector>

static std::vector<int> watched(const std::vector<int> &in) {
  std::vector<int> out;
  std::size_t dropped = 0;
  for (std::size_t i = 0; i < in.size(); ++i) { // refuses: preprocessor
    assert(out.size() + dropped == i);
    const int x = in[i];
    dropped += x <= 0;
    if (x > 0)
      out.push_back(x);
  }
  return out;
}

static std::vector<int> unwatched(const std::vector<int> &in) {
  std::vector<int> out;
  for (int x : in) { // finds
    assert(x != 7);
    if (x > 0)
      out.push_back(x);
  }
  assert(out.size() <= in.size());
  return out;
}

int main() { std::printf("%zu %zu\n", watched({1, -2, 3}).size(), unwatched({1, -2, 3}).size()); }
