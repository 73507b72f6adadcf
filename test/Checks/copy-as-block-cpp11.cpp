// RUN: %check %s
// FLAGS: -std=c++11 -O2
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

static void characters(std::vector<char> &to, const std::string &s) {
  std::vector<char> made(s.size() + 1);
  for (std::size_t i = 0; i <= s.size(); ++i) // refuses: terminator
    made[i] = s[i];
  to = made;
}

int main() {
  std::vector<char> text;
  characters(text, "text");
  std::printf("%s\n", text.data());
}
