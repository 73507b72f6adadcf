// By hand: the length added up first, then one reserve.
#include <istream>
#include <string>
#include <vector>

// All lines in one text, the delimiter after each.
std::string joinLines(const std::vector<std::string> &lines, const std::string &delimiter) {
  std::string text;
  size_t length = lines.size() * delimiter.size();
  for (const std::string &line : lines)
    length += line.size();
  text.reserve(length);
  for (size_t i = 0; i < lines.size(); ++i) {
    text += lines[i];
    text += delimiter;
  }
  return text;
}
