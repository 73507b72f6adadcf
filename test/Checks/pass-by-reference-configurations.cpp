// RUN: %check %s
// What a macro leaves out here may change the parameter elsewhere, or what the reference would be to.
#include <cstdio>
#include <string>
#include <vector>

#ifdef CHECKED
#define CHECKED_ONLY(...) __VA_ARGS__
#define FLUSH kept.clear();
#else
#define FLUSH
#define CHECKED_ONLY(...) (void)0
#endif
#define CHECKED_ASSERT(...) (void)0

static std::string kept;

static std::size_t flushed(std::string name) { // refuses: preprocessor
  FLUSH
  return name.size() + kept.size();
}

static std::size_t trimmed(std::string name) { // refuses: preprocessor
  CHECKED_ONLY(if (!name.empty()) name.pop_back());
  return name.size();
}

static std::size_t noted(std::string name, std::string &log) { // refuses: preprocessor
  CHECKED_ONLY(log += " seen");
  return name.size() + log.empty();
}

static std::size_t looked(std::string name) { // finds
  CHECKED_ASSERT(name.size() > 1 && !name.empty());
  return name.size();
}

#ifdef CHECKED
constexpr bool checked = true;
#else
constexpr bool checked = false;
#endif
static std::size_t cleared(std::string name) { // refuses: aliased-store
  if constexpr (checked)
    kept.clear();
  return name.size() + name.find('x');
}

// Elsewhere a map, whose elements cannot be asked for like that of a constant one.
using Values =
#ifdef CHECKED
    std::map<std::size_t, int>;
#else
    std::vector<int>;
#endif
static int firstOf(Values values) { return values[0]; } // refuses: preprocessor

int main() {
  std::string s = "abc";
  Values values;
  std::printf("%zu %zu %zu %zu\n", trimmed(s), noted(s, s), looked(s), flushed(kept));
  std::printf("%zu\n", cleared(kept));
#ifndef CHECKED
  values.push_back(3);
#endif
  std::printf("%d\n", firstOf(values));
}
