// By hand: std::move: nothing reads the local afterwards.
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
      names.push_back(std::move(name));
    at = end + 1;
  }
  return names;
}
