// RUN: %check %s
// The number of turns changes in a call that is not looked into.
#include <cstdio>
#include <memory>
#include <vector>

static std::vector<std::size_t> shrinking(std::size_t n) {
  std::vector<std::unique_ptr<int>> open(n);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < open.size(); ++i) { // refuses: count-varies
    out.push_back(i);
    if (i % 2)
      open.pop_back();
  }
  return out;
}

int main() { std::printf("%zu\n", shrinking(6).size()); }
