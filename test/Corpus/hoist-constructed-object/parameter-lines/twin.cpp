// Leave alone: the stream goes on living: it is kept for the second pass.
// Function: readParameters
// Flags: -std=c++14
#include <memory>
#include <sstream>
#include <string>
#include <vector>

struct Parameter {
  std::string symbol;
  int order = 0;
  double a = 0;
  double b = 0;
};

std::vector<std::shared_ptr<std::istringstream>> readParameters(const std::vector<std::string> &lines) {
  std::vector<std::shared_ptr<std::istringstream>> parameters;
  parameters.reserve(lines.size());
  for (std::vector<std::string>::const_iterator line = lines.begin(); line != lines.end(); ++line) {
    if (line->empty() || (*line)[0] == '#')
      continue;
    auto in = std::make_shared<std::istringstream>(*line);
    Parameter p;
    if (*in >> p.symbol >> p.order)
      parameters.push_back(in);
  }
  return parameters;
}
