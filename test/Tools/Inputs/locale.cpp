#include <ostream>
#include <regex>
#include <stdexcept>
#include <string>
#include <vector>

using Names = std::vector<std::string>;

static int turns;
struct Restore {
  ~Restore() { ++turns; }
};
static int byValue(Restore) { return 1; }

static int temporary(const Names &names) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex some("a");
    Restore();
    n += std::regex_search(name, some);
  }
  return n;
}
static int parameter(const Names &names) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex some("a");
    n += byValue({}) + std::regex_search(name, some);
  }
  return n;
}
static int toStream(const Names &names, std::ostream &os) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex some("a");
    os << 'x';
    n += std::regex_search(name, some);
  }
  return n;
}
static int words(const Names &names, const std::exception &e) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex some("a");
    n += e.what()[0] + std::regex_search(name, some);
  }
  return n;
}

int all(const Names &names, std::ostream &os, const std::exception &e) {
  return temporary(names) + parameter(names) + toStream(names, os) + words(names, e);
}
