// To find: operator[] with a fixed key for each token of the command line.
// Function: collectPositional
// Model: Vowpal Wabbit, vowpalwabbit/config/src/options_cli.cc, parse_token_map_with_current_info
//   (m_map["__POSITIONAL__"]), https://github.com/VowpalWabbit/vowpal_wabbit at 872fd8da03
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
  for (const auto &token : tokens) {
    if (token.size() > 1 && token[0] == '-')
      map_["__LENGTHS__"].push_back(static_cast<int>(token.size()));
    else
      map_["__POSITIONAL__"].push_back(position);
    ++position;
  }
}
