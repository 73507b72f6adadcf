// To find: strings are appended to a vector whose final size is known.
// Function: vertexNames
// Model: tinyobjloader, tiny_obj_loader.h, exportGroupsToShape (shape->mesh.indices.push_back),
//   https://github.com/tinyobjloader/tinyobjloader at b5346fac92
#include <string>
#include <vector>

struct Vertex {
  int index;
  int group;
};

std::vector<std::string> vertexNames(const std::vector<Vertex> &vertices, const std::string &prefix) {
  std::vector<std::string> names;
  for (const Vertex &v : vertices)
    names.push_back(v.group < 0 ? prefix : prefix + static_cast<char>('a' + (v.index & 15)));
  return names;
}
