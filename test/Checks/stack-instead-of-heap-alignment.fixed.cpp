// RUN: %check %s
// From the heap, storage is aligned for any ordinary object; a variable for its own type only. Where no address is
// taken, nobody but the compiler can count on it.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

struct Pair {
  double d[2];
};
struct Inside {
  std::pair<int, Pair> deep;
};
struct Aligned {
  alignas(16) double d[2];
};
struct Small {
  double d[1];
};
struct Named {
  std::string name;
  double x = 0, y = 0, z = 0;
};

static double sum(const std::vector<double> &in) {
  double s = 0;
  for (double x : in) {
    Pair pair{}; // finds
    pair.d[0] = x;
    alignas(std::max_align_t) Inside inside = Inside(); // finds
    inside.deep.first = 2;
    Aligned aligned{}; // finds
    aligned.d[0] = x;
    Small small{}; // finds
    small.d[0] = x;
    alignas(std::max_align_t) Named named; // finds
    named.x = x;
    s += pair.d[0] + inside.deep.first + aligned.d[0] + small.d[0] + named.x;
  }
  return s;
}

// Only numbers, read and set: in place. What is not so plain is aligned as it was.
class Split {
public:
  Split(int left, int right) : left_(left), right_(right) { reset(); }
  void reset() { seen_[0] = 0; }
  int gain(int parent) {
    seen_[1] += parent;
    return left_ * left_ + right_ * right_ - seen_[1];
  }

private:
  int left_, right_;
  int seen_[2] = {0, 0};
};

static std::uintptr_t bits = 0;
static void note(const void *p) { bits |= reinterpret_cast<std::uintptr_t>(p) % 16; }

struct Tagged { // A constructor that is a template.
  template <class T> explicit Tagged(T x) : w(x) { note(this); }
  float w;
};
struct Base {
  template <class T> explicit Base(T x) : w(x) { note(this); }
  float w;
};
struct Inherits : Base {
  using Base::Base;
};
struct Helper {
  int x = 0;
};
struct Early { // In front of a member of a class.
  std::uintptr_t low = reinterpret_cast<std::uintptr_t>(this) % 16;
  Helper helper;
};
struct Asks {
  std::uintptr_t where() const { return reinterpret_cast<std::uintptr_t>(this) % 16; }
  std::uintptr_t low = where();
  Helper helper;
};
struct Part { // Members of the library's that make, compare and set such.
  float v = 1;
  Part() { note(this); }
  explicit Part(float x) : v(x) { note(this); }
  Part &operator=(const Part &other) {
    note(this);
    v = other.v;
    return *this;
  }
  bool operator==(const Part &other) const {
    note(this);
    return v == other.v;
  }
};
struct Ends {
  std::pair<Part, char> ends;
};
struct Row {
  std::array<Part, 3> items;
};
struct Maybe {
  std::optional<Part> item;
};
struct Fluent {
  double a = 1, b = 2;
  Fluent &add(double x) {
    a += x;
    return *this;
  }
  double &first() { return a; }
  double later() {
    auto f = [this] { return a + b; };
    return f();
  }
};
#ifdef TELL
#define TELLS(p) note(p)
#else
#define TELLS(p)
#endif
struct Telling {
  double a = 1, b = 2;
  double get() const {
    TELLS(this);
    return a + b;
  }
};

constexpr bool telling = false;
template <class T> struct Branched {
  T a = 1, b = 2;
  T get() const {
    if constexpr (telling)
      note(this);
    return a + b;
  }
};

static double used(const std::vector<double> &in) {
  double s = 0;
  for (double x : in) {
    Split split(int(x), 2); // finds
    s += split.gain(1);
    double number = x; // finds
    number += 1;
    s += number;
  }
  return s;
}
static double made(const std::vector<double> &in) {
  double s = 0;
  for (double x : in) {
    alignas(std::max_align_t) Tagged tagged(x); // finds
    auto inherits = std::make_unique<Inherits>(x); // refuses: constructor
    alignas(std::max_align_t) Early early = Early(); // finds
    alignas(std::max_align_t) Asks asks = Asks(); // finds
    s += tagged.w + inherits->w + early.helper.x + asks.helper.x;
  }
  return s;
}
static double inLibrary(const std::vector<double> &in) {
  double s = 0;
  Ends unit;
  for (double x : in) {
    alignas(std::max_align_t) Ends ends = Ends(); // finds
    alignas(std::max_align_t) Row row = Row(); // finds
    row.items.fill(Part());
    alignas(std::max_align_t) Maybe maybe = Maybe(); // finds
    maybe.item.emplace(float(x));
    s += (ends.ends == unit.ends) + row.items[1].v + maybe.item->v;
  }
  return s;
}
static double asked(const std::vector<double> &in) {
  double s = 0;
  for (double x : in) {
    alignas(std::max_align_t) Fluent fluent; // finds
    alignas(std::max_align_t) Fluent first; // finds
    alignas(std::max_align_t) Fluent later; // finds
    s += fluent.add(x).b + first.first() + later.later();
  }
  for (double x : in) {
    alignas(std::max_align_t) Branched<double> branched; // finds
    s += branched.get() + x;
  }
  for (double x : in) {
    auto telling = std::make_unique<Telling>(); // refuses: preprocessor
    s += telling->get() + x;
  }
  return s;
}

int main() {
  const std::vector<double> in{1, 2, 3};
  std::printf("%g %g %g %g %g\n", sum(in), used(in), made(in), inLibrary(in), asked(in));
}
