// By hand: the expression is built once before the loop, if there is a line at all.
#include <regex>
#include <string>
#include <vector>

// The names among the inputs that are addresses, without their schemes.
std::vector<std::string> remoteInputs(const std::vector<std::string> &names) {
  std::vector<std::string> result;
  if (names.empty())
    return result;
  const std::regex scheme("^(https?|ftp|ssh):");
  std::smatch match;
  for (const std::string &name : names) {
    if (std::regex_search(name, match, scheme))
      result.push_back(match.suffix().str());
  }
  return result;
}
