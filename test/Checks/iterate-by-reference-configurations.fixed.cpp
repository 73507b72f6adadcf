// RUN: %check %s
// FLAGS: -std=c++20 -O2 -DNDEBUG
// Code that is there in some configurations only.
#include <cassert>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

using Words = std::vector<std::string>;

[[maybe_unused]] static bool check(std::string &s) { return !s.empty(); }
#define LOG(x) static_cast<void>(0)
#define LENGTH static_cast<int>(word.size())
static std::size_t dropped(const Words &words, const std::vector<std::pair<std::string, int>> &pairs) {
  std::size_t n = 0;
  for (std::string word : words) { // refuses: preprocessor
#ifdef SHOUT
    word += "!";
#endif
    n += word.size();
  }
  for (std::string word : words) { // refuses: preprocessor
    assert(check(word));
    n += word.size();
  }
  for (auto [name, value] : pairs) { // refuses: preprocessor
    LOG(name += "!");
    n += name.size() + value;
  }
  for (std::string word : words) // refuses: preprocessor
    n += LENGTH;
  return n;
}

// What is walked may change, too.
static std::size_t cleared(Words &words) {
  std::size_t n = 0;
  for (std::string word : words) { // refuses: preprocessor
    LOG(words[0].clear());
    n += word.size();
  }
  return n;
}

#define TWICE(x) ((x) + (x))
struct Named {
  std::string name;
};
static std::size_t kept(const std::vector<Named> &all) {
  std::size_t n = 0;
  for (const Named &name : all) { // finds
    assert(n < 1000);
    n += TWICE(name.name.size()); // the name of it
  }
  return n;
}
static std::size_t keptNot(const Words &words) {
  std::size_t n = 0;
  for (std::string word : words) { // refuses: preprocessor
    LOG(n);
    n += word.size();
  }
  return n;
}

#ifdef SHOUT
constexpr bool shouting = true;
#else
constexpr bool shouting = false;
#endif
static std::size_t branched(Words &words) {
  std::size_t n = 0;
  for (std::string word : words) { // refuses: aliased-store
    if constexpr (shouting)
      words[0] = "c";
    n += word.size();
  }
  return n;
}

int main() {
  Words words{"b", "a"};
  std::printf("%zu %zu %zu\n", dropped(words, {{"c", 1}}), kept({{"one"}}) + keptNot(words), cleared(words));
  std::printf("%zu\n", branched(words));
}
