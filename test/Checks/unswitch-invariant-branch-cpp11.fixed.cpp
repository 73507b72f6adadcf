// RUN: %check %s
// FLAGS: -std=c++11 -O2 -Wall -Wextra -Wshadow -Werror
#include <cstdio>
#include <string>
#include <vector>

// The operators are other functions than in C++20.
static int count(const std::vector<int> &values, const std::string &mode) {
  int n = 0;
  const bool isMax = !values.empty() && mode == "max";
  const bool isMin = !values.empty() && "min" == mode;
  for (int value : values) {
    if (!isMax) // finds
      n += value;
    else if (isMin)
      --n;
  }
  return n;
}

int main() { std::printf("%d %d\n", count({1, 2}, "max"), count({1, 2}, "min")); }
