// To find: a helper of the file takes two strings by value that it only reads.
// Function: valueOf
// Model: LightGBM, include/LightGBM/utils/common.h, GetFromParserConfig (config_str, key by
//   value), https://github.com/microsoft/LightGBM at bae0b7ba95
#include <cstddef>
#include <string>
#include <vector>

static std::string valueOf(std::string config, std::string key) {
  std::size_t at = config.find(key + "=");
  if (at == std::string::npos)
    return std::string();
  at += key.size() + 1;
  const std::size_t end = config.find(' ', at);
  return config.substr(at, end == std::string::npos ? end : end - at);
}

int countSet(const std::string &config, const std::vector<std::string> &keys) {
  int set = 0;
  for (const std::string &key : keys)
    set += !valueOf(config, key).empty();
  return set;
}
