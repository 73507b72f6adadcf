// By hand: a pointer to the element, taken when the first token asks for it: elements of a map
//   stay where they are.
#include <string>
#include <unordered_map>
#include <vector>

class TokenMap {
public:
  void collectPositional(const std::vector<std::string> &tokens);

private:
  std::unordered_map<std::string, std::vector<int>> map_;
};

// Notes which tokens are no options, and how long the options are.
void TokenMap::collectPositional(const std::vector<std::string> &tokens) {
  int position = 0;
  std::vector<int> *lengths = nullptr, *positional = nullptr;
  for (const auto &token : tokens) {
    if (token.size() > 1 && token[0] == '-') {
      if (!lengths)
        lengths = &map_["__LENGTHS__"];
      lengths->push_back(static_cast<int>(token.size()));
    } else {
      if (!positional)
        positional = &map_["__POSITIONAL__"];
      positional->push_back(position);
    }
    ++position;
  }
}
