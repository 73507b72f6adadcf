// Leave alone: a path that is absolute takes a variable out of the map, maybe the very one.
// Function: absolutePaths
#include <map>
#include <string>
#include <vector>

using Variables = std::map<std::string, std::string>;

static bool isAbsolute(const std::string &path) { return !path.empty() && path[0] == '/'; }

std::vector<std::string> absolutePaths(const std::vector<std::string> &paths,
                                       Variables &variables) {
  std::vector<std::string> result;
  result.reserve(paths.size());
  for (const std::string &path : paths) {
    if (isAbsolute(path))
      variables.erase(path.substr(1));
    else
      result.push_back(variables.at("ProjectDirectory") + "/" + path);
  }
  return result;
}
