// To find: strings are collected in a vector that the next loop reads once.
// Function: parameterHash
// Model: LightGBM, src/io/config.cpp, Config::Str2Map (arguments split into a vector, then
//   trimmed one by one), https://github.com/microsoft/LightGBM at bae0b7ba95
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

uint64_t parameterHash(const std::string &parameters) {
  std::vector<std::string> arguments;
  std::size_t begin = 0;
  while (begin < parameters.size()) {
    std::size_t end = parameters.find(' ', begin);
    if (end == std::string::npos)
      end = parameters.size();
    if (end > begin)
      arguments.push_back(parameters.substr(begin, end - begin));
    begin = end + 1;
  }
  uint64_t state = 14695981039346656037u;
  for (const std::string &argument : arguments)
    state = mix(state, argument);
  return state;
}
