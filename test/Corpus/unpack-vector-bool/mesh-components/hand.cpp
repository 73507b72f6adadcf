// By hand: a byte for each flag.
#include <cstddef>
#include <vector>

using Adjacency = std::vector<std::vector<unsigned>>;

std::size_t countComponents(const Adjacency &neighbours) {
  std::vector<unsigned char> visited(neighbours.size(), false);
  std::vector<unsigned> queue;
  std::size_t components = 0;
  for (std::size_t seed = 0; seed < neighbours.size(); ++seed) {
    if (visited[seed])
      continue;
    ++components;
    visited[seed] = true;
    queue.push_back(static_cast<unsigned>(seed));
    while (!queue.empty()) {
      const unsigned vertex = queue.back();
      queue.pop_back();
      for (unsigned next : neighbours[vertex]) {
        if (next < visited.size() && !visited[next]) {
          visited[next] = true;
          queue.push_back(next);
        }
      }
    }
  }
  return components;
}
