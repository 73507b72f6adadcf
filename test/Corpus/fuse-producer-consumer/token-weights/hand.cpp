// By hand: each argument is used as it is cut off.
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
  uint64_t state = 14695981039346656037u;
  std::string argument;
  std::size_t begin = 0;
  while (begin < parameters.size()) {
    std::size_t end = parameters.find(' ', begin);
    if (end == std::string::npos)
      end = parameters.size();
    if (end > begin) {
      argument.assign(parameters, begin, end - begin);
      state = mix(state, argument);
    }
    begin = end + 1;
  }
  return state;
}
