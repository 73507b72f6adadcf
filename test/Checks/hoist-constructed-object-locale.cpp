// RUN: %check %s
// Code that a loop runs without a call that is written is looked into for what sets the
// locale. And patterns that a library may have no room for.
#include <cstdio>
#include <regex>
#include <string>
#include <vector>

using Names = std::vector<std::string>;

static int turns;
static int turned() { return ++turns; }
struct Initialised {
  int x;
  Initialised() : x(turned()) {}
};
struct Defaulted {
  int x = turned();
};
struct Derived : Initialised {};

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
  std::printf("%d %d %d\n", quiet(names), manyStates(names), turns);
}
