// To find: the inner loop of a shortest path table indexes two nested rows anew in each turn.
// Function: relaxAll
// Model: OGDF, include/ogdf/graphalg/ShortestPathAlgorithms.h, floydWarshall_SPAP,
//   https://github.com/ogdf/ogdf at 403b4df616
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
      for (std::size_t j = 0; j < n; ++j) {
        if (distance[k][j] == Unreachable)
          continue;
        long long through = static_cast<long long>(distance[i][k]) + distance[k][j];
        if (through < distance[i][j])
          distance[i][j] = static_cast<int>(through);
      }
    }
  return true;
}
