// To find: the loop variable is a copy of a string that is only read.
// Function: countLabels
// Model: LightGBM, include/LightGBM/utils/text_reader.h, TextReader::JoinedLines (for (auto line
//   : lines_)), https://github.com/microsoft/LightGBM at bae0b7ba95
#include <cstddef>
#include <string>
#include <vector>

class TextReader {
public:
  std::vector<std::string> &lines() { return lines_; }
  std::size_t countLabels(const std::string &label) const;

private:
  std::vector<std::string> lines_;
};

std::size_t TextReader::countLabels(const std::string &label) const {
  std::size_t count = 0;
  for (auto line : lines_) {
    if (line.size() > label.size() && line.compare(0, label.size(), label) == 0)
      count += line[label.size()] == ' ' ? 1 : 0;
  }
  return count;
}
