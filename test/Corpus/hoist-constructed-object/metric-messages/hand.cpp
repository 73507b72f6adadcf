// By hand: one stream, emptied in each turn: nothing sets flags or state that would stay.
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

std::vector<std::string> metricLines(int iteration, const std::vector<std::string> &names,
                                     const std::vector<double> &scores) {
  std::vector<std::string> lines;
  std::stringstream buffer;
  for (std::size_t k = 0; k < names.size() && k < scores.size(); ++k) {
    buffer.str(std::string());
    buffer << "Iteration:" << iteration << ", training " << names[k] << " : " << scores[k];
    lines.push_back(buffer.str());
  }
  return lines;
}
