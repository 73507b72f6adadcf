// To find: a string grows by whole lines whose lengths are all known.
// Function: joinLines
// Model: LightGBM, include/LightGBM/utils/text_reader.h, TextReader::JoinedLines,
//   https://github.com/microsoft/LightGBM at bae0b7ba95
#include <istream>
#include <string>
#include <vector>

// All lines in one text, the delimiter after each.
std::string joinLines(const std::vector<std::string> &lines, const std::string &delimiter) {
  std::string text;
  for (size_t i = 0; i < lines.size(); ++i) {
    text += lines[i];
    text += delimiter;
  }
  return text;
}
