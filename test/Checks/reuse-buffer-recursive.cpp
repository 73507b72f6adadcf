// RUN: %check %s
// Each call that is under way would keep its last buffer, here one for each level of the tree.
#include <cstdio>
#include <utility>
#include <vector>

struct Entry {
  std::size_t size;
  std::vector<Entry> below;
};

static std::size_t walk(const std::vector<Entry> &entries) {
  std::size_t sum = 0;
  for (const Entry &e : entries) {
    if (e.below.empty()) {
      std::vector<char> content(e.size); // refuses: recursive
      content[0] = 1;
      for (char c : content)
        sum += static_cast<std::size_t>(c);
    } else {
      sum += walk(e.below);
    }
  }
  return sum;
}

int main() { std::printf("%zu\n", walk({{3, {}}, {0, {{4, {}}}}})); }
