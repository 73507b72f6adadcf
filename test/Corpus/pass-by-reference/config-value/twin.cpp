// Leave alone: the parameter is the helper's own working copy.
// Function: valueOf
#include <cstddef>
#include <string>
#include <vector>

static std::string valueOf(std::string config, std::string key) {
  for (char &c : config)
    c = c == '\t' ? ' ' : c;
  key += '=';
  std::size_t at = config.find(key);
  if (at == std::string::npos)
    return std::string();
  at += key.size();
  const std::size_t end = config.find(' ', at);
  return config.substr(at, end == std::string::npos ? end : end - at);
}

int countSet(const std::string &config, const std::vector<std::string> &keys) {
  int set = 0;
  for (const std::string &key : keys)
    set += !valueOf(config, key).empty();
  return set;
}
