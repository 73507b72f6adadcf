// RUN: %check %s
// Where a copy and its original can be told apart.
#include <cstdio>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using Words = std::vector<std::string>;

static std::size_t changed(const Words &words) {
  std::size_t n = 0;
  for (auto w : words) { // refuses: modified
    w += '!';
    n += w.size();
  }
  for (auto w : words) { // refuses: modified
    if (!w.empty())
      w[0] = 'x';
    n += w.find('x') == 0;
  }
  for (auto w : words) { // refuses: modified
    w.resize(2);
    n += w.size();
  }
  return n;
}

static Words taken(const Words &words) {
  Words out;
  for (auto w : words) // refuses: moved-from
    out.push_back(std::move(w));
  return out;
}

static std::string thrown(const Words &words) {
  try {
    for (auto w : words) // refuses: moved-from
      if (w.size() > 1)
        throw w;
  } catch (const std::string &w) {
    return w;
  }
  return "";
}

static int addresses(const Words &words) {
  const std::string *before = nullptr;
  int same = 0;
  for (auto w : words) { // refuses: address-taken
    same += &w == before;
    before = &words.front();
  }
  return same;
}

static std::size_t captured(const Words &words) {
  std::vector<std::function<std::size_t()>> later;
  for (auto w : words) // refuses: captured
    later.push_back([w] { return w.size(); });
  std::size_t n = 0;
  for (auto w : words) // refuses: captured
    n += [&] { return w.size(); }();
  for (auto &f : later)
    n += f();
  return n;
}

static int kind(std::string &) { return 1; }
static int kind(const std::string &) { return 2; }
static void fill(std::string &s) { s = "filled"; }
struct Named {
  std::string name;
  std::size_t length() { return name.size(); }
};
static std::size_t overloads(const Words &words, const std::vector<Named> &all) {
  std::size_t n = 0;
  for (auto w : words) // refuses: not-const
    n += kind(w);
  for (const auto &w : words) // finds
    n += kind(w);
  for (auto w : words) { // refuses: not-const
    fill(w);
    n += w.size();
  }
  for (auto a : all) // refuses: modified
    n += a.length();
  for (auto a : all) { // refuses: not-const
    auto &name = a.name;
    n += name.size();
  }
  for (auto w : words) { // refuses: not-const
    std::string::iterator it = w.begin();
    n += it != w.end();
  }
  for (auto w : words) // refuses: not-const
    for (char &c : w)
      n += c == 'a';
  return n;
}

static std::size_t types(const Words &words) {
  std::size_t n = 0;
  for (auto w : words) { // refuses: unknown-use
    decltype(w) copy = "copy";
    copy += 'x';
    n += copy.size();
  }
  return n;
}

// Another name of the element, of what it owns, or of the container.
static std::size_t stores(Words &words, Words &other, std::string &one, char *text) {
  std::size_t n = 0;
  for (auto w : words) { // refuses: aliased-store
    words[0] = "first";
    n += w.size();
  }
  for (auto w : words) { // refuses: aliased-store
    other.back() = "last";
    n += w.size();
  }
  for (auto w : words) { // refuses: aliased-store
    one += '+';
    n += w.size();
  }
  for (auto w : words) { // refuses: aliased-store
    if (text)
      text[0] = '*';
    n += w[0] == '*';
  }
  for (auto w : words) { // refuses: aliased-store
    std::string &first = words.front();
    first = "reference";
    n += w.size();
  }
  return n;
}
static std::size_t owned() {
  Words mine = {"aa", "bb"};
  std::string &alias = mine[1];
  std::size_t n = 0;
  for (auto w : mine) { // refuses: aliased-store
    alias += "grows beyond what is kept inside";
    n += w.size();
  }
  return n;
}

static Words global = {"global", "words"};
static void shrink() { global.back().clear(); }
static std::size_t callee() {
  std::size_t n = 0;
  for (auto w : global) { // refuses: aliased-store
    shrink();
    n += w.size();
  }
  return n;
}

// The parameter may be the global, or the two parameters one vector.
static std::size_t names(const Words &words) {
  std::size_t n = 0;
  for (auto w : words) { // refuses: aliased-store
    global[0] = "set";
    n += w.size();
  }
  return n;
}
static std::size_t grows(const Words &words, Words &out) {
  std::size_t n = 0;
  for (auto w : words) { // refuses: aliased-store
    out.push_back("once");
    n += w.size();
    break;
  }
  for (const auto &w : words) // finds
    if (w.size() > 3)
      out.push_back(w);
  return n;
}
static std::size_t swapped(Words &words, std::string &one) {
  Words mine;
  mine.swap(words);
  std::size_t n = 0;
  for (auto w : mine) { // refuses: aliased-store
    one += '+';
    n += w.size();
  }
  return n;
}
static std::size_t inside() {
  std::vector<Words> all = {{"one", "two"}, {"three"}};
  const Words &first = all[0];
  std::size_t n = 0;
  for (auto w : first) { // refuses: aliased-store
    all[0][0] = "longer than before";
    n += w.size();
  }
  std::vector<std::size_t> sizes;
  for (const auto &w : first) // finds
    sizes.push_back(w.size());
  return n + sizes.size();
}

static std::size_t locked(const Words &words, std::mutex &lock) {
  std::size_t n = 0;
  for (auto w : words) { // refuses: lock
    lock.unlock();
    n += w.size();
    lock.lock();
  }
  return n;
}
struct Tree {
  std::string label;
  std::vector<Tree> children;
  int visits = 0;
  std::size_t walk(const std::vector<Tree> &all) {
    std::size_t n = 0;
    for (auto t : all) { // refuses: aliased-store
      ++visits;
      n += t.label.size() + t.visits;
    }
    return n;
  }
};

struct Counted {
  static int copies;
  std::string text;
  Counted(const char *t) : text(t) {}
  Counted(const Counted &other) : text(other.text) { ++copies; }
};
int Counted::copies = 0;
struct Cached {
  std::string text;
  mutable int asked = 0;
  int ask() const { return ++asked; }
};
static int code(const std::vector<Counted> &all, const std::vector<Cached> &cached) {
  int n = 0;
  for (auto c : all) // refuses: copy-runs-code
    n += static_cast<int>(c.text.size());
  n += Counted::copies;
  for (auto c : cached) // refuses: unknown-use
    n += c.ask();
  for (auto c : cached) // refuses: unknown-use
    n += ++c.asked;
  return n;
}

/// Gives out one string, which each step changes.
struct Countdown {
  struct Iterator {
    std::string *text;
    int left;
    std::string &operator*() const { return *text; }
    Iterator &operator++() {
      *text = std::string(static_cast<std::size_t>(--left), 'x');
      return *this;
    }
    bool operator!=(const Iterator &other) const { return left != other.left; }
  };
  std::string text = "xxx";
  Iterator begin() { return {&text, 3}; }
  Iterator end() { return {&text, 0}; }
};
static std::size_t ranges() {
  Countdown down;
  std::size_t n = 0;
  for (auto s : down) // refuses: container
    n += s.size();
  return n;
}

static std::size_t whole(const std::pair<int, std::string> &entry) { return entry.second.size(); }
static std::size_t whole(const std::pair<const int, std::string> &) { return 0; }

#define EACH auto
static std::size_t texts(const Words &words, const std::map<int, std::string> &numbered) {
  std::size_t n = 0;
  for (EACH w : words) // refuses: macro
    n += w.size();
  for (auto /* by value */ w : words) // refuses: comment
    n += w.size();
  for ([[maybe_unused]] auto w : words) // refuses: attribute
    ++n;
  for (auto [number, text] : numbered) { // refuses: modified
    text += '.';
    n += text.size() + static_cast<std::size_t>(number);
  }
  for (const std::pair<int, std::string> &entry : numbered) // refuses: pair-type
    n += whole(entry);
  return n;
}

// How many there are of each, as one that is not its length.
struct Both {
  std::string a, b;
};
template <std::size_t I> const std::string &get(const Both &both) { return I ? both.a : both.b; }
template <std::size_t I> std::string &get(Both &both) { return I ? both.b : both.a; }
template <std::size_t I> std::string &&get(Both &&both) { return std::move(I ? both.b : both.a); }
template <> struct std::tuple_size<Both> : std::integral_constant<std::size_t, 2> {};
template <std::size_t I> struct std::tuple_element<I, Both> { using type = std::string; };
static std::size_t apart(const std::vector<Both> &all, const std::vector<std::pair<int, short>> &pairs,
                         const std::vector<std::pair<std::string, short>> &shorts) {
  std::size_t n = 0;
  for (auto [a, b] : all) // refuses: structured-binding
    n = 10 * n + a.size() + b.size();
  for (const std::pair<int, long> &p : pairs)
    n += sizeof p.second;
  for (const std::pair<std::string, long> &p : shorts)
    n += sizeof p.second;
  return n;
}

// The allocator places the elements inside of a variable.
alignas(16) static unsigned char room[512];
template <typename T> struct InRoom {
  using value_type = T;
  InRoom() = default;
  template <typename U> InRoom(const InRoom<U> &) {}
  T *allocate(std::size_t) { return reinterpret_cast<T *>(room); }
  void deallocate(T *, std::size_t) {}
  bool operator==(const InRoom &) const { return true; }
};
struct Wide {
  unsigned char bytes[128];
};
static std::size_t inRoom() {
  std::list<Wide, InRoom<Wide>> one;
  one.push_back({{3}});
  std::size_t n = 0;
  for (auto w : one) { // refuses: container
    for (int i = 0; i < 512; ++i)
      room[i] ^= 1;
    n += w.bytes[0];
    for (int i = 0; i < 512; ++i)
      room[i] ^= 1;
  }
  return n;
}

static std::size_t parallel(const Words &words) {
  std::size_t n = 0;
#pragma omp parallel
  for (auto w : words) // refuses: parallel-region
    n += w.size();
  return n;
}

int main() {
  Words words = {"abc", "", "banana and a long tail"}, other = {"other"};
  std::string one = "one";
  std::printf("%zu %zu %s %d %zu\n", changed({"a", "b"}), taken(words).size(), thrown(words).c_str(),
              addresses(words), captured(words));
  std::printf("%zu %zu %zu %zu %zu\n", overloads(words, {{"n"}}), types(words),
              stores(words, other, one, &words[2][0]), owned(), callee());
  std::printf("%zu\n", inRoom());
  std::printf("%zu %d %zu %zu %zu\n", Tree().walk({{"a", {}, 1}}), code({{"x"}, {"yy"}}, {{"c"}}),
              ranges(), texts(words, {{1, "one"}}), parallel(words));
  std::mutex lock;
  lock.lock();
  std::printf("%zu %zu %zu %zu %zu %zu\n", names(global), grows(words, other), swapped(other, one),
              inside(), locked(words, lock), apart({{"a", "bb"}}, {{1, 2}}, {{"s", 3}}));
}
