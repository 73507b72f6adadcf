// RUN: %check %s
// FLAGS: -std=c++20 -O2 -DNDEBUG
// Where assertions are checked, they would see elements that are not there yet.
#include <cassert>
#include <cstdio>
#include <vector>

static std::vector<int> watched(const std::vector<int> &in) {
  std::vector<int> out;
  for (std::size_t i = 0; i < in.size(); ++i) { // refuses: preprocessor
    assert(out.size() == i);
    out.push_back(in[i] * 2);
  }
  return out;
}

static std::vector<int> before(const std::vector<int> &in) {
  std::vector<int> out;
  assert((out.push_back(1), true));
  for (int x : in) // refuses: preprocessor
    out.push_back(x);
  return out;
}

static std::vector<int> unwatched(const std::vector<int> &in) {
  std::vector<int> out;
  for (std::size_t i = 0; i < in.size(); ++i) { // finds
    assert(i < in.size());
    out.push_back(in[i] * 2);
  }
  assert(out.size() == in.size());
  return out;
}

int main() { std::printf("%zu %zu %zu\n", watched({1, 2, 3}).size(), before({1, 2}).size(), unwatched({1, 2}).size()); }
