// Leave alone: the map is a flat vector of pairs, whose elements move when an option is added.
// Function: collectPositional
#include <string>
#include <utility>
#include <vector>

struct FlatMap {
  std::vector<std::pair<std::string, std::vector<int>>> entries;
  std::vector<int> &operator[](const std::string &key) {
    for (auto &entry : entries)
      if (entry.first == key)
        return entry.second;
    entries.emplace_back(key, std::vector<int>());
    return entries.back().second;
  }
};

class TokenMap {
public:
  void collectPositional(const std::vector<std::string> &tokens);

private:
  FlatMap map_;
};

// Notes which tokens are no options, and how long the options are.
void TokenMap::collectPositional(const std::vector<std::string> &tokens) {
  int position = 0;
  for (const auto &token : tokens) {
    if (token.size() > 1 && token[0] == '-')
      map_[token].push_back(static_cast<int>(token.size()));
    else
      map_["__POSITIONAL__"].push_back(position);
    ++position;
  }
}
