// Leave alone: the vector is the caller's and appended to in many calls: an exact reserve in each
//   would make it quadratic.
// Function: vertexNames
#include <string>
#include <vector>

struct Vertex {
  int index;
  int group;
};

std::size_t vertexNames(const Vertex (&corners)[3], const std::string &prefix,
                        std::vector<std::string> &names) {
  for (const Vertex &v : corners)
    names.push_back(v.group < 0 ? prefix : prefix + static_cast<char>('a' + (v.index & 15)));
  return names.size();
}
