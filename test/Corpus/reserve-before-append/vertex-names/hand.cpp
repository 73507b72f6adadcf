// By hand: reserve before the loop.
#include <string>
#include <vector>

struct Vertex {
  int index;
  int group;
};

std::vector<std::string> vertexNames(const std::vector<Vertex> &vertices, const std::string &prefix) {
  std::vector<std::string> names;
  names.reserve(vertices.size());
  for (const Vertex &v : vertices)
    names.push_back(v.group < 0 ? prefix : prefix + static_cast<char>('a' + (v.index & 15)));
  return names;
}
