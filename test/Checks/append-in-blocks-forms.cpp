// RUN: %check %s
#include <cstdio>
#include <vector>

static std::vector<unsigned> next(const std::vector<unsigned> &in) {
  std::vector<unsigned> out;
  for (unsigned x : in) // finds
    if (x > 2)
      out.push_back((static_cast<void>(0u), x + 1));
  return out;
}

int main() {
  for (unsigned x : next({5, 1, 9}))
    std::printf("%u ", x);
}
