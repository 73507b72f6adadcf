// RUN: %check %s
// Templates: what is right for the only instance that will ever be is right for the template.
#include <cstdio>
#include <string>
#include <type_traits>
#include <vector>

// --- Made once --------------------------------------------------------------------

template <class Names> std::size_t lengths(const Names &names) {
  std::size_t n = 0;
  for (auto name : names) // finds
    n += name.size();
  return n;
}

template <class T> std::size_t spelled(const std::vector<T> &names) {
  std::size_t n = 0;
  for (T name : names) // finds
    n += name.size();
  return n;
}
template std::size_t spelled(const std::vector<std::string> &);

// What is specialized has a text of its own.
template <class T> std::size_t ofOneKind(const std::vector<T> &names) {
  std::size_t n = 0;
  for (auto name : names) // finds
    n += name.size();
  return n;
}
template <> std::size_t ofOneKind(const std::vector<int> &numbers) { return numbers.size() * 2; }

// --- Others are made, or may be -------------------------------------------------------

template <class Names> std::size_t twice(const Names &names) {
  std::size_t n = 0;
  for (auto name : names) // refuses: template
    n += name.size();
  return n;
}

// Copies of these are counted.
struct Loud {
  std::string text;
  static int copies;
  Loud(const char *t) : text(t) {}
  Loud(const Loud &other) : text(other.text) { ++copies; }
  std::size_t size() const { return text.size(); }
};
int Loud::copies = 0;

// Nothing is said of these: a part of the text is no part of the instance.
template <class T> std::size_t leftOut(const std::vector<std::string> &names, T more) {
  std::size_t n = 0;
  for (auto name : names) {
    if constexpr (sizeof(T) > 4)
      name += "x";
    n += name.size() + more;
  }
  return n;
}

template <class T> std::size_t askedFor(const std::vector<T> &names) {
  std::size_t n = 0;
  for (auto name : names) {
    if (requires(T text) { text.clear(); })
      n += name.size();
  }
  return n;
}

template <class T> struct Holder {
  std::vector<T> names;
  std::size_t lengths() const {
    std::size_t n = 0;
    for (auto name : names) // refuses: template
      n += name.size();
    return n;
  }
  template <class U> std::size_t with(U more) const {
    std::size_t n = 0;
    for (auto name : names) // refuses: template
      n += name.size() + more;
    return n;
  }
};

int main() {
  const std::vector<std::string> names = {"a", "bcd", "a name that is too long to stand in the object"};
  const std::vector<Loud> loud = {"a", "bc"};
  std::printf("%zu %zu %zu %zu\n", lengths(names), spelled(names), ofOneKind(names), ofOneKind(std::vector<int>{1, 2}));
  std::printf("%zu %zu %d\n", twice(names), twice(loud), Loud::copies);
  Holder<std::string> holder{names};
  std::printf("%zu %zu %zu %zu\n", leftOut(names, 'a'), askedFor(names), holder.lengths(), holder.with(2));
}
