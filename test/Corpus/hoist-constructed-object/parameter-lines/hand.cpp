// By hand: one stream given a new text and a clear state in each turn.
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

std::vector<Parameter> readParameters(const std::vector<std::string> &lines) {
  std::vector<Parameter> parameters;
  std::istringstream in;
  for (std::vector<std::string>::const_iterator line = lines.begin(); line != lines.end(); ++line) {
    if (line->empty() || (*line)[0] == '#')
      continue;
    in.clear();
    in.str(*line);
    Parameter p;
    if (in >> p.symbol >> p.order >> p.a >> p.b)
      parameters.push_back(p);
  }
  return parameters;
}
