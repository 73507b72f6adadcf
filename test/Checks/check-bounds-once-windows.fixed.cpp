// RUN: %check %s
// Where a header of Windows may define min and max as macros, the library's are named in parentheses.
#ifdef _WIN32
#include <Windows.h>
#endif
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <vector>

static long weighted(const std::vector<int> &values, const std::vector<int> &weights, std::size_t count) {
  long total = 0;
  const std::size_t checked = (std::min)({count, values.size(), weights.size()});
  for (std::size_t i = 0; i < checked; ++i) // finds
    total += long(values[i]) * weights[i];
  for (std::size_t i = checked; i < count; ++i) // finds
    total += long(values.at(i)) * weights.at(i);
  return total;
}

int main() { std::printf("%ld\n", weighted({1, 2, 3}, {4, 5, 6}, 3)); }
