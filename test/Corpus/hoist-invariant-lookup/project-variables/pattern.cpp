// To find: a map is asked for the same constant key in every turn.
// Function: absolutePaths
// Model: cppcheck, lib/importproject.cpp, loadVisualStudioProperties
//   (variables.at("ProjectDir")), https://github.com/danmar/cppcheck at 72547b3a7d
#include <map>
#include <string>
#include <vector>

using Variables = std::map<std::string, std::string>;

static bool isAbsolute(const std::string &path) { return !path.empty() && path[0] == '/'; }

std::vector<std::string> absolutePaths(const std::vector<std::string> &paths,
                                       const Variables &variables) {
  std::vector<std::string> result;
  result.reserve(paths.size());
  for (const std::string &path : paths) {
    if (isAbsolute(path))
      result.push_back(path);
    else
      result.push_back(variables.at("ProjectDirectory") + "/" + path);
  }
  return result;
}
