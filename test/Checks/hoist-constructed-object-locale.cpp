// RUN: %check %s
// Code of the project that a loop runs without a call that is written: it might set the
// locale. And patterns that a library may have no room for.
#include <cstdio>
#include <ostream>
#include <regex>
#include <stdexcept>
#include <string>
#include <vector>

using Names = std::vector<std::string>;

static int turns;
static int turned() { return ++turns; }
struct Restore {
  ~Restore() { ++turns; }
};
struct Initialised {
  int x;
  Initialised() : x(turned()) {}
};
struct Defaulted {
  int x = turned();
};
struct Derived : Initialised {};
static int byValue(Restore) { return 1; }

static int temporary(const Names &names) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex some("a"); // refuses: below-level
    Restore();
    n += std::regex_search(name, some);
  }
  return n;
}
static int parameter(const Names &names) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex some("a"); // refuses: below-level
    n += byValue({}) + std::regex_search(name, some);
  }
  return n;
}
static int toStream(const Names &names, std::ostream &os) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex some("a"); // refuses: below-level
    os << 'x';
    n += std::regex_search(name, some);
  }
  return n;
}
static int words(const Names &names, const std::exception &e) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex some("a"); // refuses: below-level
    n += e.what()[0] + std::regex_search(name, some);
  }
  return n;
}
static int quiet(const Names &names) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex some("a"); // finds
    Initialised i;
    Defaulted d;
    Derived e;
    n += i.x + d.x + e.x + std::regex_search(name, some);
  }
  return n;
}
static int manyStates(const Names &names) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex some("((ab?){20}){20}"); // refuses: pattern
    n += std::regex_search(name, some);
  }
  return n;
}

int main() {
  Names names = {"abc", "b"};
  struct Buffer : std::streambuf {
    int overflow(int c) override { return c; }
  } buffer;
  std::ostream os(&buffer);
  std::printf("%d %d %d %d\n", temporary(names), parameter(names), toStream(names, os), words(names, std::runtime_error("x")));
  std::printf("%d %d %d\n", quiet(names), manyStates(names), turns);
}
