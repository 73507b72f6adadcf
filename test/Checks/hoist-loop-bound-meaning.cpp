// RUN: %check %s
//
// Bounds that are not the first thing that the loop does, or not of the object
// that the text names.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

static int check(const char *p) {
  if (!p)
    throw 1;
  return 0;
}

void spaces(char *text) {
  for (int i = check(text); i < std::strlen(text); ++i) // refuses: exit-before
    if (text[i] == ' ')
      text[i] = '_';
}

struct Source {
  std::string name;
  std::vector<std::uint8_t> bytes;
  int n_ = 8;
};
static std::size_t check(const Source *p) {
  if (!p)
    throw 1;
  return 0;
}
void ramp(std::uint8_t *out, const Source *source) {
  for (std::size_t i = check(source); i < source->bytes.size(); ++i) // refuses: maybe-null
    out[i] = 1;
}

static int part(int k) {
  if (!k)
    throw 2;
  return 0;
}
void divided(std::vector<std::uint8_t> &all, const Source &source, int k) {
  std::uint8_t *out = all.data();
  for (long i = part(k); i < source.n_ / k; ++i) // refuses: exit-before
    out[i] = 1;
}
void whole(std::vector<std::uint8_t> &all, const Source &source, int k) {
  std::uint8_t *out = all.data();
  for (int i = part(k); i < source.n_; ++i) // finds
    out[i] = 1;
}

// The elements of a vector of pairs go with it.
struct Queue {
  std::vector<std::pair<int, int>> items = std::vector<std::pair<int, int>>(5);
  void take() { auto old = std::move(items); }
  void run(std::uint8_t *out) {
    for (std::size_t i = 0; i < items.size(); ++i) { // refuses: resized
      out[i] = 1;
      if (i == 1)
        take();
    }
  }
};

// Read once already, and the other must not be.
struct Gain {
  int gain;
  int limit = 0;
  unsigned char cells[4]{};
  constexpr Gain() {}
  constexpr int run() {
    for (int i = 0; i < limit; ++i) // finds
      cells[i] = (unsigned char)(gain);
    return cells[0];
  }
};
static_assert(Gain().run() == 0);

// A comment goes with the bound.
void commented(std::uint8_t *out, const std::vector<std::uint8_t> &in) {
  for (std::size_t i = 0; i < /* all */ in /* bytes */.size() /* end */; ++i) // finds
    out[i] = 1;
}

// A parameter may be older than what another one refers to.
struct Latest {
  static Latest *last;
  int n;
  Latest(int n) : n(n) { last = this; }
  Latest(const Latest &other) : n(other.n) { last = this; }
};
Latest *Latest::last;
static Latest &latest() { return *Latest::last; }
struct Runner {
  int steps = 0;
  Runner(Latest a, Latest &b, std::vector<int> &out) {
    for (int i = 0; i < b.n; ++i) { // refuses: may-alias
      out[i] = 1;
      a.n = 2;
      ++steps;
    }
  }
};

int main() {
  std::vector<int> numbers(9);
  std::printf("%d\n", Runner{Latest(5), latest(), numbers}.steps);
  char text[] = "a b c";
  spaces(text), std::puts(text);
  std::vector<std::uint8_t> out(9);
  Source source{"", {1, 2, 3}};
  try {
    ramp(out.data(), &source), ramp(out.data(), nullptr);
  } catch (int e) {
    std::printf("caught %d\n", e);
  }
  try {
    divided(out, source, 2), whole(out, source, 1), divided(out, source, 0);
  } catch (int e) {
    std::printf("caught %d\n", e);
  }
  std::uint8_t marks[5] = {};
  Queue().run(marks), std::printf("%d %d\n", marks[1], marks[2]);
  commented(marks, out = {1, 2, 3, 4, 5}), std::printf("%d\n", marks[4]);
}
