// RUN: %check %s
// FLAGS: -std=c++23 -O2
// COMPILERS: clang++
// There the temporaries of a range live as long as the loop.
#include <cstdio>
#include <string>
#include <vector>

static std::vector<std::string> all;

struct Items {
  const std::string *name;
  std::vector<int> numbers{1, 2};
  explicit Items(const std::string *name) : name(name) {}
  ~Items() { std::printf("leaving '%s'\n", name->c_str()); }
  const std::vector<int> &items() const { return numbers; }
};

static void ofRange() {
  std::string name = "a name that is too long to lie in the object";
  for (int number : Items(&name).items())
    if (number) {
      all.push_back(name); // refuses: destructor
      break;
    }
}

int main() {
  ofRange();
  std::printf("%s\n", all[0].c_str());
}
