// RUN: %check %s
// An assertion names the function it stands in, and comes back or not at all.
#include <cassert>
#include <cstdio>
#include <string>
#include <vector>

static std::size_t lengths(const std::vector<std::string> &words) {
  std::size_t n = 0;
  for (std::string word : words) { // finds
    assert(!word.empty());
    n += word.size();
  }
  return n;
}

// What is asserted changes the copy.
static bool pop(std::string &s) {
  s.pop_back();
  return true;
}
static std::size_t shortened(const std::vector<std::string> &words) {
  std::size_t n = 0;
  for (std::string word : words) { // refuses: not-const
    assert(pop(word));
    n += word.size();
  }
  return n;
}

int main() {
  const std::vector<std::string> words{"b", "a", "long enough to need memory of its own"};
  std::printf("%zu %zu\n", lengths(words), shortened(words));
}
