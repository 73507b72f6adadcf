// By hand: rows i and k as pointers, distance to k in a local where it cannot change.
#include <cstddef>
#include <limits>
#include <vector>

constexpr int Unreachable = std::numeric_limits<int>::max();

bool relaxAll(std::vector<std::vector<int>> &distance) {
  const std::size_t n = distance.size();
  for (const auto &row : distance)
    if (row.size() != n)
      return false;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i) {
      if (distance[i][k] == Unreachable)
        continue;
      const int *via = distance[k].data();
      int *row = distance[i].data();
      if (row == via) {
        for (std::size_t j = 0; j < n; ++j) {
          if (via[j] == Unreachable)
            continue;
          long long through = static_cast<long long>(row[k]) + via[j];
          if (through < row[j])
            row[j] = static_cast<int>(through);
        }
        continue;
      }
      // Only at j == k could the distance to the pivot change, and there the turns before it
      // must not see it.
      for (std::size_t part = 0; part < 2; ++part) {
        const long long toPivot = row[k];
        const std::size_t end = part ? n : k + 1;
        for (std::size_t j = part ? k + 1 : 0; j < end; ++j) {
          long long through = toPivot + via[j];
          if (via[j] != Unreachable && through < row[j])
            row[j] = static_cast<int>(through);
        }
      }
    }
  return true;
}
