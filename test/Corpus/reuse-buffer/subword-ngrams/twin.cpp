// Leave alone: the string is moved into the list of substrings.
// Function: ngramHashes
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

static uint32_t hash(const std::string &text) {
  uint32_t h = 2166136261u;
  for (char c : text)
    h = (h ^ static_cast<uint8_t>(c)) * 16777619u;
  return h;
}

// Hashes of all sequences of minimum to maximum letters of a word in UTF-8.
std::vector<std::string> ngramHashes(const std::string &word, int minimum, int maximum) {
  std::vector<std::string> hashes;
  hashes.reserve(word.size());
  for (size_t i = 0; i < word.size(); i++) {
    std::string ngram;
    if ((word[i] & 0xC0) == 0x80)
      continue;
    int n = 1;
    for (size_t j = i; j < word.size() && n <= maximum; n++) {
      ngram.push_back(word[j++]);
      while (j < word.size() && (word[j] & 0xC0) == 0x80)
        ngram.push_back(word[j++]);
    }
    if (n >= minimum && hash(ngram) % 2)
      hashes.push_back(std::move(ngram));
  }
  return hashes;
}
