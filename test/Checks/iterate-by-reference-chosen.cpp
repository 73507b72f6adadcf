// RUN: %check %s
// The only instance here need not be the only one elsewhere: a header chooses the type.
#include "Inputs/name.h"
#include <cstdio>
#include <vector>

template <class T> static std::size_t total(const std::vector<T> &all) {
  std::size_t n = 0;
  for (T each : all) // refuses: template
    n += each.size();
  return n;
}

int main() { std::printf("%zu\n", total(std::vector<Name>{"abc", "de"})); }
