// To find: an istringstream is built for each line of a table.
// Function: readParameters
// Model: Open Babel, src/charges/eem.cpp, EEMCharges::_loadParameters (a table read line by line
//   through a stringstream), https://github.com/openbabel/openbabel at 1afe81019b
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
  for (std::vector<std::string>::const_iterator line = lines.begin(); line != lines.end(); ++line) {
    if (line->empty() || (*line)[0] == '#')
      continue;
    std::istringstream in(*line);
    Parameter p;
    if (in >> p.symbol >> p.order >> p.a >> p.b)
      parameters.push_back(p);
  }
  return parameters;
}
