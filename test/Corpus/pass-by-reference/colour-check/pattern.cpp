// To find: a helper in an unnamed namespace takes a const string by value.
// Function: isColour
// Model: assimp, code/AssetLib/3MF/XmlSerializer.cpp, validateColorString (const std::string
//   color), https://github.com/assimp/assimp at 21bea12f12
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

int countColours(const std::vector<std::string> &attributes) {
  int count = 0;
  for (const auto &attribute : attributes)
    if (isColour(attribute))
      ++count;
  return count;
}
