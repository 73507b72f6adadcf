// RUN: %check %s
// A reference to a character may lead into anything.
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

static int add(std::vector<std::string> &names, int k) {
  std::string name = "ab" + std::to_string(k);
  const std::byte &first = *reinterpret_cast<const std::byte *>(name.data());
  names.push_back(name); // refuses: view
  return int(first);
}

int main() {
  std::vector<std::string> names;
  std::printf("%d\n", add(names, 1));
}
