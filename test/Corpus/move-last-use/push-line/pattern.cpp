// To find: a local string is copied into a vector as its last use in each turn.
// Function: splitNames
// Model: tinyobjloader, tiny_obj_loader.h, LoadObj (names.push_back(str) of a local str),
//   https://github.com/tinyobjloader/tinyobjloader at b5346fac92
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

// Splits at blanks; a name in quotes may hold blanks itself.
std::vector<std::string> splitNames(const std::string &line) {
  std::vector<std::string> names;
  std::size_t at = 0;
  while (at < line.size()) {
    const bool quoted = line[at] == '"';
    const std::size_t begin = quoted ? at + 1 : at;
    std::size_t end = line.find(quoted ? '"' : ' ', begin);
    if (end == std::string::npos)
      end = line.size();
    std::string name = line.substr(begin, end - begin);
    if (quoted)
      name.append(" (quoted)");
    if (!name.empty())
      names.push_back(name);
    at = end + 1;
  }
  return names;
}
