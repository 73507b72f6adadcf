// RUN: %check %s
// A branch that is not compiled here makes another instance for other types, or other targets.
#include <cstdio>
#include <string>
#include <vector>

struct Loud : std::string {
  using std::string::string;
  Loud(const Loud &other) : std::string(other) { std::puts("copied"); }
};
template <class T> static std::size_t total(const std::vector<T> &all) {
  std::size_t n = 0;
  for (T each : all) // refuses: template
    n += each.size();
  return n;
}
template <class T> static std::size_t ofSize(T) {
  if constexpr (sizeof(T) == 8)
    return total(std::vector<std::string>{"abc"});
  else
    return total(std::vector<Loud>{"abc"});
}

int main() { std::printf("%zu\n", ofSize(1L)); }
