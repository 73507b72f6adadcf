// RUN: %check %s
// From the heap, storage is aligned for any ordinary object; a variable for its own type only. Where no address is
// taken, nobody but the compiler can count on it.
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct Pair {
  double d[2];
};
struct Inside {
  std::pair<int, Pair> deep;
};
struct Aligned {
  alignas(16) double d[2];
};
struct Small {
  double d[1];
};
struct Named {
  std::string name;
  double x = 0, y = 0, z = 0;
};

static double sum(const std::vector<double> &in) {
  double s = 0;
  for (double x : in) {
    auto pair = std::make_unique<Pair>(); // finds
    pair->d[0] = x;
    auto inside = std::make_unique<Inside>(); // finds
    inside->deep.first = 2;
    auto aligned = std::make_unique<Aligned>(); // finds
    aligned->d[0] = x;
    auto small = std::make_unique<Small>(); // finds
    small->d[0] = x;
    auto named = std::make_unique<Named>(); // finds
    named->x = x;
    s += pair->d[0] + inside->deep.first + aligned->d[0] + small->d[0] + named->x;
  }
  return s;
}

int main() { std::printf("%g\n", sum({1, 2, 3})); }
