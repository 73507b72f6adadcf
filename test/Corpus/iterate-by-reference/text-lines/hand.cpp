// By hand: const auto &.
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
  for (const auto &line : lines_) {
    if (line.size() > label.size() && line.compare(0, label.size(), label) == 0)
      count += line[label.size()] == ' ' ? 1 : 0;
  }
  return count;
}
