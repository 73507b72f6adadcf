// To find: a stringstream is built for each line of the log.
// Function: metricLines
// Model: LightGBM, src/boosting/gbdt.cpp, GBDT::OutputMetric (tmp_buf per metric),
//   https://github.com/microsoft/LightGBM at bae0b7ba95
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

std::vector<std::string> metricLines(int iteration, const std::vector<std::string> &names,
                                     const std::vector<double> &scores) {
  std::vector<std::string> lines;
  for (std::size_t k = 0; k < names.size() && k < scores.size(); ++k) {
    std::stringstream buffer;
    buffer << "Iteration:" << iteration << ", training " << names[k] << " : " << scores[k];
    lines.push_back(buffer.str());
  }
  return lines;
}
