// Leave alone: its address is taken as a function of another type's table, so that the signature
//   must stay.
// Function: isColour
#include <string>
#include <vector>

namespace {

// #RRGGBB or #RRGGBBAA
bool isColour(const std::string colour) {
  if (colour.size() != 7 && colour.size() != 9)
    return false;
  if (colour[0] != '#')
    return false;
  for (size_t i = 1; i < colour.size(); ++i) {
    const char c = colour[i];
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')))
      return false;
  }
  return true;
}

} // namespace

typedef bool (*Validator)(std::string);

Validator colourValidator() { return isColour; }

int countColours(const std::vector<std::string> &attributes) {
  int count = 0;
  for (const auto &attribute : attributes)
    if (isColour(attribute))
      ++count;
  return count;
}
