// Leave alone: the walk is done elsewhere, and gets the flags.
// Function: countComponents
#include <cstddef>
#include <vector>

using Adjacency = std::vector<std::vector<unsigned>>;

std::size_t walkFrom(std::size_t seed, const Adjacency &neighbours, std::vector<bool> &visited);

std::size_t countComponents(const Adjacency &neighbours) {
  std::vector<bool> visited(neighbours.size(), false);
  std::size_t components = 0;
  for (std::size_t seed = 0; seed < neighbours.size(); ++seed) {
    if (visited[seed])
      continue;
    visited[seed] = true;
    components += walkFrom(seed, neighbours, visited) > 0;
  }
  return components;
}
