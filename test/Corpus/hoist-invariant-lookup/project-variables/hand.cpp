// By hand: one lookup, when the first relative path needs it, so that a missing key throws where
//   it did.
#include <map>
#include <string>
#include <vector>

using Variables = std::map<std::string, std::string>;

static bool isAbsolute(const std::string &path) { return !path.empty() && path[0] == '/'; }

std::vector<std::string> absolutePaths(const std::vector<std::string> &paths,
                                       const Variables &variables) {
  std::vector<std::string> result;
  result.reserve(paths.size());
  const std::string *directory = nullptr;
  for (const std::string &path : paths) {
    if (isAbsolute(path)) {
      result.push_back(path);
      continue;
    }
    if (!directory)
      directory = &variables.at("ProjectDirectory");
    result.push_back(*directory + "/" + path);
  }
  return result;
}
