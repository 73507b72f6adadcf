// RUN: %check %s
// FLAGS: -std=c++20 -O2 -DNDEBUG
// Where assertions are checked, they name the buffer, or another variable.
#include <cassert>
#include <cstdio>
#include <string>
#include <vector>

using Lines = std::vector<std::string>;

static std::size_t twice(const Lines &in) {
  std::size_t n = 0;
  for (const std::string &s : in) {
    std::string line; // refuses: preprocessor
    line += s;
    assert(!line.empty());
    n += line.size();
  }
  for (const std::string &s : in) {
    std::string line; // refuses: preprocessor
    line += s;
    line += s;
    assert(!line.empty());
    n += line.size();
  }
  return n;
}

static std::size_t hidden(const Lines &in, const std::string &line) {
  std::size_t n = line.size();
  for (const std::string &s : in) {
    std::string line; // refuses: preprocessor
    line += s;
    assert(!line.empty());
    n += line.size();
  }
  return n;
}

static std::size_t elsewhere(const Lines &in) {
  std::size_t n = 0;
  for (const std::string &s : in) {
    std::string line; // finds
    line += s;
    assert(!s.empty() && n < 100);
    n += line.size();
  }
  return n;
}

int main() { std::printf("%zu %zu %zu\n", twice({"a", "bb"}), hidden({"a", "bb"}, ""), elsewhere({"a"})); }
