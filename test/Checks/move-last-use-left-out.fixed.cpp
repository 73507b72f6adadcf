// RUN: %check %s
// FLAGS: -std=c++17 -DNDEBUG
// Another name of what is moved, in an assertion that is left out here.
#include <cassert>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

static void byAnotherName(std::vector<std::string> &out, const std::string &in) {
  std::string s = in + "abcdefghijklmnopqrstuvwxyz";
  [[maybe_unused]] const std::string &name = s;
  out.push_back(s); // refuses: preprocessor
  assert(name.size() > in.size());
}

static void compared(std::vector<std::string> &out, const std::string &in) {
  std::string s = in + "abcdefghijklmnopqrstuvwxyz";
  [[maybe_unused]] const std::string &name = s;
  out.push_back(s); // refuses: preprocessor
  assert(name != in);
}

static void byNone(std::vector<std::string> &out, const std::string &in) {
  std::string s = in + "abcdefghijklmnopqrstuvwxyz";
  out.push_back(std::move(s)); // finds
  assert(in.size() < 100);
}

int main() {
  std::vector<std::string> out;
  byAnotherName(out, "q");
  byNone(out, "r");
  compared(out, "s");
  std::printf("%zu %zu\n", out[0].size(), out[1].size());
}
