// RUN: %check %s
// Objects of the library behind which code of the project runs, and may set the global locale.
// OPTIONS: --level=guarded
#include <any>
#include <cstdio>
#include <future>
#include <memory>
#include <memory_resource>
#include <list>
#include <regex>
#include <string>
#include <system_error>
#include <vector>

using Names = std::vector<std::string>;

static int plain(const Names &names, std::vector<std::string> &found) {
  for (const std::string &s : names) {
    std::regex re("\\w+"); // finds
    if (std::regex_match(s, re))
      found.push_back(s);
  }
  return int(found.size());
}

// The rest rests on tests: nobody has looked into what is called.
static int deferred(const Names &names, std::future<int> &f) {
  int n = 0;
  for (const std::string &s : names) {
    std::regex re("\\w+"); // finds
    n += std::regex_match(s, re);
    if (f.valid())
      n += f.get();
  }
  return n;
}
static int deleter(const Names &names, std::shared_ptr<int> &p) {
  int n = 0;
  for (const std::string &s : names) {
    std::regex re("\\w+"); // finds
    n += std::regex_match(s, re);
    p.reset();
  }
  return n;
}
static int anything(const Names &names, std::any &a) {
  int n = 0;
  for (const std::string &s : names) {
    std::regex re("\\w+"); // finds
    n += std::regex_match(s, re);
    a.reset();
  }
  return n;
}
static int category(const Names &names, const std::error_code &e) {
  int n = 0;
  for (const std::string &s : names) {
    std::regex re("\\w+"); // finds
    n += std::regex_match(s, re) + int(e.message().size());
  }
  return n;
}
static int resource(const Names &names, std::pmr::list<int> &l) {
  int n = 0;
  for (const std::string &s : names) {
    std::regex re("\\w+"); // finds
    n += std::regex_match(s, re);
    l.push_back(1);
  }
  return n;
}
struct Counted {
  static void *operator new(std::size_t n);
  static void operator delete(void *p);
};
static int Made = 0;
void *Counted::operator new(std::size_t n) {
  ++Made;
  return ::operator new(n);
}
void Counted::operator delete(void *p) { ::operator delete(p); }
extern void (*AtNew)();
void (*AtNew)() = [] {};
struct Called {
  static void *operator new(std::size_t n) {
    AtNew();
    return ::operator new(n);
  }
  static void operator delete(void *p) { ::operator delete(p); }
};
static int allocates(const Names &names, std::vector<Called *> &all) {
  int n = 0;
  for (const std::string &s : names) {
    std::regex re("\\w+"); // finds
    n += std::regex_match(s, re);
    all[0] = new Called;
  }
  return n;
}

// It was no constant: taking the const away is allowed.
static void steal(const std::regex &r) { const_cast<std::regex &>(r) = "zzz"; }
static int casts(const Names &names) {
  int n = 0;
  for (const std::string &s : names) {
    std::regex re("\\w+"); // finds
    n += std::regex_match(s, re);
    steal(re);
  }
  return n;
}

static int ofTheVariable(const std::vector<std::regex> &names) {
  int n = 0;
  for (auto s : names) {
    decltype(s) re("\\w+"); // refuses: not-constant
    n += std::regex_match("abc", re);
  }
  return n;
}

int main() {
  Names names{"abc", "d-f", "ghi"}, found;
  std::future<int> f = std::async(std::launch::deferred, [] { return 0; });
  std::shared_ptr<int> p = std::make_shared<int>(3);
  std::any a = 4;
  std::pmr::list<int> l;
  std::vector<Called *> all(1);
  std::printf("%d %d %d %d ", plain(names, found), deferred(names, f), deleter(names, p), anything(names, a));
  std::printf("%d %d %d ", category(names, std::error_code()) > 0, resource(names, l), Made);
  std::printf("%d %d\n", casts({"abc"}), ofTheVariable({std::regex("a")}));
  (void)allocates;
}
