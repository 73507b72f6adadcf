// Leave alone: the lines come from a stream and are gone once read.
// Function: joinLines
#include <istream>
#include <string>
#include <vector>

// All lines in one text, the delimiter after each.
std::string joinLines(std::istream &lines, const std::string &delimiter) {
  std::string text, line;
  while (std::getline(lines, line)) {
    text += line;
    text += delimiter;
  }
  return text;
}
