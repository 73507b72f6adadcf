#include <cmath>
#include <string>
#include <vector>

void fill(std::vector<float> &out, double k) {
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] += static_cast<float>(std::exp(-k));
}

long total(const std::vector<std::string> &names) {
  long n = 0;
  for (auto name : names)
    n += static_cast<long>(name.size());
  return n;
}
