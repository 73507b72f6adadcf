// RUN: %check %s
// What an element is made of may tell of its copies elsewhere.
#include <cstdio>
#include <string>
#include <vector>
#ifdef LOUD
struct Tag {
  Tag() = default;
  Tag(const Tag &) { std::puts("copied"); }
};
#define TRACE(C) C(const C &other) : name(other.name) { std::puts("copied"); }
#define TEXT Heard
#else
struct Tag {};
#define TRACE(C)
#define TEXT std::string
#endif

struct Tagged {
  Tag tag;
  std::string name;
};
struct Traced {
  std::string name;
  TRACE(Traced)
};
struct Spelled {
  TEXT name;
};
struct Holder {
  std::vector<Tagged> all;
  std::string name;
};
struct Plain {
  std::string name;
  std::vector<std::string> more;
};
template <class T> static std::size_t unused(const std::vector<T> &) { return 0; }

static std::size_t tagged(const std::vector<Tagged> &all) {
  std::size_t n = 0;
  for (Tagged each : all) // refuses: preprocessor
    n += each.name.size();
  return n;
}
static std::size_t traced(const std::vector<Traced> &all) {
  std::size_t n = 0;
  for (Traced each : all) // refuses: preprocessor
    n += each.name.size();
  return n;
}
static std::size_t spelled(const std::vector<Spelled> &all) {
  std::size_t n = 0;
  for (Spelled each : all) // refuses: preprocessor
    n += each.name.size();
  return n;
}
static std::size_t held(const std::vector<Holder> &all) {
  std::size_t n = 0;
  for (Holder each : all) // refuses: preprocessor
    n += each.name.size();
  return n;
}
static std::size_t plain(const std::vector<Plain> &all) {
  std::size_t n = 0;
  for (Plain each : all) // finds
    n += each.name.size();
  return n;
}

int main() {
  std::vector<Traced> traces(2);
  traces[1].name = "ab";
  std::printf("%zu %zu %zu %zu %zu %zu\n", tagged({{{}, "a"}}), traced(traces), spelled({{"abc"}}), held({{{}, "abcd"}}),
              plain({{"abcde", {}}}), unused(traces));
}
