// RUN: %check %s
// What a macro leaves out here may change the parameter elsewhere, or what the reference would be to.
#include <cstdio>
#include <string>
#include <vector>

#ifdef CHECKED
#define CHECKED_ONLY(...) __VA_ARGS__
#define FLUSH kept.clear();
#else
#define FLUSH
#define CHECKED_ONLY(...) (void)0
#endif
#define CHECKED_ASSERT(...) (void)0

static std::string kept;

static std::size_t flushed(std::string name) { // refuses: preprocessor
  FLUSH
  return name.size() + kept.size();
}

static std::size_t trimmed(std::string name) { // refuses: preprocessor
  CHECKED_ONLY(if (!name.empty()) name.pop_back());
  return name.size();
}

static std::size_t noted(std::string name, std::string &log) { // refuses: preprocessor
  CHECKED_ONLY(log += " seen");
  return name.size() + log.empty();
}

static std::size_t looked(const std::string &name) { // finds
  CHECKED_ASSERT(name.size() > 1 && !name.empty());
  return name.size();
}

#ifdef CHECKED
constexpr bool checked = true;
#else
constexpr bool checked = false;
#endif
static std::size_t cleared(std::string name) { // refuses: aliased-store
  if constexpr (checked)
    kept.clear();
  return name.size() + name.find('x');
}

// Elsewhere a map, whose elements cannot be asked for like that of a constant one.
using Values =
#ifdef CHECKED
    std::map<std::size_t, int>;
#else
    std::vector<int>;
#endif
static int firstOf(Values values) { return values[0]; } // refuses: preprocessor

// Elsewhere copies are counted.
static int copies = 0;
struct Label {
  std::string text;
  explicit Label(const char *text) : text(text) {}
#ifdef CHECKED
  Label(const Label &other) : text(other.text) { ++copies; }
#endif
};
struct Sign {
  Label label;
};
static std::size_t ofLabel(Label label) { return label.text.size(); } // refuses: preprocessor
static std::size_t ofSigns(std::vector<Sign> signs) { return signs.size(); } // refuses: preprocessor

// Elsewhere other units call them.
#ifdef CHECKED
#define LOCAL
#else
#define LOCAL static
#endif
LOCAL std::size_t vowels(std::string text) { return text.find('a') + text.find('e'); } // refuses: preprocessor
std::size_t LOCAL others(std::string text) { return text.find('x'); } // refuses: preprocessor
#ifndef CHECKED
static std::size_t declared(std::string text);
#endif
std::size_t declared(std::string text) { return text.find('y'); } // refuses: preprocessor
static inline std::size_t hidden(const std::string &text) { return text.find('z'); } // finds
#ifndef CHECKED
namespace {
#endif
std::size_t consonants(std::string text) { return text.find('b') + text.find('c'); } // refuses: preprocessor
#ifndef CHECKED
}
#endif

// The caller may keep the address elsewhere.
static std::string *watched = nullptr;
#ifdef CHECKED
#define WATCH(v) watched = &(v)
#else
#define WATCH(v) (void)0
#endif
static std::size_t note(std::string text) { // refuses: aliased-store
  if (watched)
    watched->clear();
  return text.size();
}
static std::size_t keeping() {
  std::string name = std::string("abc") + "def";
  WATCH(name);
  return note(name);
}

int main() {
  std::string s = "abc";
  Values values;
  std::printf("%zu %zu %zu %zu %zu %d\n", ofLabel(Label("x")), ofSigns({Sign{Label("y")}}), vowels(s), consonants(s), keeping(), copies);
  std::printf("%zu %zu %zu\n", others(s), declared(s), hidden(s));
  std::printf("%zu %zu %zu %zu\n", trimmed(s), noted(s, s), looked(s), flushed(kept));
  std::printf("%zu\n", cleared(kept));
#ifndef CHECKED
  values.push_back(3);
#endif
  std::printf("%d\n", firstOf(values));
}
