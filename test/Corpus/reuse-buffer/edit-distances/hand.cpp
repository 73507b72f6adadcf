// By hand: the row before the loop; every word fills it from the start.
// Flags: -std=c++14
#include <algorithm>
#include <string>
#include <vector>

// Edit distance of the pattern to each word.
std::vector<int> editDistances(const std::string &pattern, const std::vector<std::string> &words) {
  std::vector<int> distances(words.size());
  auto out = distances.begin();
  std::vector<int> row(pattern.size() + 1);
  for (const auto &word : words) {
    for (std::size_t j = 0; j < row.size(); ++j)
      row[j] = static_cast<int>(j);
    for (std::size_t i = 0; i < word.size(); ++i) {
      int diagonal = row[0];
      row[0] = static_cast<int>(i) + 1;
      for (std::size_t j = 0; j < pattern.size(); ++j) {
        const int cost = diagonal + (pattern[j] != word[i]);
        diagonal = row[j + 1];
        row[j + 1] = std::min({cost, row[j] + 1, diagonal + 1});
      }
    }
    *out++ = row.back();
  }
  return distances;
}
