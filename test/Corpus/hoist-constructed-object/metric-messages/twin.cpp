// Leave alone: the precision set for one metric must not stay for the next.
// Function: metricLines
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

std::vector<std::string> metricLines(int iteration, const std::vector<std::string> &names,
                                     const std::vector<double> &scores) {
  std::vector<std::string> lines;
  for (std::size_t k = 0; k < names.size() && k < scores.size(); ++k) {
    std::stringstream buffer;
    if (names[k].size() % 3 == 0)
      buffer.precision(12);
    buffer << "Iteration:" << iteration << ", training " << names[k] << " : " << scores[k];
    lines.push_back(buffer.str());
  }
  return lines;
}
