// RUN: %check %s
// Legal in the instantiations that there are, but it is the template that would be changed.
#include <cstdio>
#include <string>
#include <vector>

template <class T> static std::size_t sizes(const std::vector<T> &all) {
  std::size_t total = 0;
  for (auto each : all) // refuses: template
    total += each.size();
  return total;
}

template <class T> struct Shelf {
  std::vector<T> all;
  std::size_t sizes() const {
    std::size_t total = 0;
    for (T each : all) // refuses: template
      total += each.size();
    return total;
  }
};

// Nobody instantiates it.
template <class T> std::size_t unused(const std::vector<T> &all) {
  std::size_t total = 0;
  for (auto each : all)
    total += each.size();
  return total;
}

int main() {
  const std::vector<std::string> words = {"a", "bc"};
  const std::vector<std::vector<int>> rows = {{1, 2}, {3}};
  std::printf("%zu %zu %zu\n", sizes(words), sizes(rows), Shelf<std::string>{words}.sizes());
}
