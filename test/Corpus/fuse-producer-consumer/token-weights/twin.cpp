// Leave alone: every argument is checked before the first is used: a bad one must leave the table
//   as it was.
// Function: parameterHash
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

static uint64_t mix(uint64_t state, const std::string &argument) {
  for (char c : argument)
    state = (state ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return state;
}

uint64_t parameterHash(const std::string &parameters, std::vector<uint64_t> &table) {
  std::vector<std::string> arguments;
  std::size_t begin = 0;
  while (begin < parameters.size()) {
    std::size_t end = parameters.find(' ', begin);
    if (end == std::string::npos)
      end = parameters.size();
    if (end > begin && parameters[begin] == '=')
      throw std::invalid_argument("a parameter without a name");
    if (end > begin)
      arguments.push_back(parameters.substr(begin, end - begin));
    begin = end + 1;
  }
  uint64_t state = 14695981039346656037u;
  for (const std::string &argument : arguments)
    table.push_back(state = mix(state, argument));
  return state;
}
