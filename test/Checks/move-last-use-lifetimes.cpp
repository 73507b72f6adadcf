// RUN: %check %s
// Objects without a name of their own that die before the variable does.
#include <cstdio>
#include <initializer_list>
#include <string>
#include <vector>

static std::vector<std::string> all;

struct Base {};
struct Guard : Base {
  int level = 1;
  const std::string *name;
  explicit Guard(const std::string *name) : name(name) {}
  Guard(const Guard &) = default;
  ~Guard() { std::printf("leaving '%s'\n", name ? name->c_str() : ""); }
};
struct Scope {
  const Guard &guard;
  int level;
};
struct Inside {
  const std::string *name;
  const Guard &guard = Guard(name);
};

static void asBase() {
  std::string name = "a name that is too long to lie in the object";
  const Base &base = Guard(&name);
  (void)base;
  all.push_back(name); // refuses: destructor
}

static int ofMember() {
  std::string name = "a name that is too long to lie in the object";
  const int &level = Guard(&name).level;
  int result = level;
  all.push_back(name); // refuses: destructor
  return result;
}

static void inAggregate() {
  std::string name(40, 'x');
  Scope scope{Guard(&name), 1};
  (void)scope;
  all.push_back(name); // refuses: destructor
}

static void asMembersDefault() {
  std::string name(40, 'w');
  Inside inside{&name};
  (void)inside;
  all.push_back(name); // refuses: destructor
}

static void inList() {
  std::string name(40, 'y');
  std::initializer_list<Guard> guards = {Guard(&name)};
  (void)guards;
  all.push_back(name); // refuses: destructor
}

static void inRange() {
  std::string name(40, 'z');
  for (const Guard &guard : {Guard(&name), Guard(&name)}) {
    (void)guard;
    all.push_back(name); // refuses: destructor
    break;
  }
}

static void besideParameter(std::string name, Guard guard) {
  guard.name = nullptr;
  all.push_back(name); // refuses: destructor
}

// These look at nothing, or are gone before.
static void quietly() {
  std::string name(40, 'q');
  std::initializer_list<std::string> words = {"a", "b"};
  const std::string &text = std::string("c");
  std::printf("%zu\n", words.size() + text.size() + Guard(&name).level);
  all.push_back(name); // finds
}

int main() {
  asBase();
  ofMember();
  inAggregate();
  asMembersDefault();
  inList();
  inRange();
  std::string other = "another";
  besideParameter("a name that is too long to lie in the object", Guard(&other));
  quietly();
  for (const std::string &each : all)
    std::printf("%s\n", each.c_str());
}
