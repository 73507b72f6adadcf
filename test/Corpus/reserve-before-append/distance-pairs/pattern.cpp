// To find: n * n elements appended in a double loop.
// Function: pairDistances
// Model: OGDF, src/ogdf/energybased/PivotMDS.cpp, PivotMDS::getPivotDistanceMatrix (every pair of
//   pivot and node), https://github.com/ogdf/ogdf at 403b4df616
#include <cstddef>
#include <cstdlib>
#include <vector>

struct Node {
  int x, y;
};

struct Pair {
  Pair(unsigned a, unsigned b, long d) : from(a), to(b), distance(d) {}
  unsigned from, to;
  long distance;
};

std::vector<Pair> pairDistances(const std::vector<Node> &nodes) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (std::size_t j = 0; j < nodes.size(); ++j) {
      const long dx = nodes[i].x - static_cast<long>(nodes[j].x);
      const long dy = nodes[i].y - static_cast<long>(nodes[j].y);
      pairs.emplace_back(i, j, std::labs(dx) + std::labs(dy));
    }
  }
  return pairs;
}
