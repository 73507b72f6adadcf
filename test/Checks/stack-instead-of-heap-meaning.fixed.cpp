// RUN: %check %s
// How the object is made, and what a name of a variable means that `*p` does not.
#include <atomic>
#include <cassert>
#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <source_location>
#include <string>
#include <thread>
#include <utility>
#include <vector>

// --- Made in the same way? ------------------------------------------------------------

static std::string trace;

struct Two {
  explicit Two(long) { trace += 'l'; }
  explicit Two(const char *) { trace += 'p'; }
  int x = 1;
};
struct Pair {
  Pair(int a, int b) : a(a), b(b) {}
  int a, b;
};
struct Narrow {
  explicit Narrow(short x) : x(x) {}
  int x;
};
struct Moved {
  Moved() = default;
  Moved(Moved &&) { trace += 'm'; }
  Moved(const Moved &) { trace += 'c'; }
};
struct Takes {
  explicit Takes(Moved) {}
  int x = 2;
};
struct Point {
  int x, y;
};
struct Inner {
  Inner() {}
  int x;
};
struct Outer {
  Inner inner;
  int y;
};
struct Where {
  explicit Where(int x, std::source_location at = std::source_location::current())
      : x(x), line(at.line()) {}
  int x;
  unsigned line;
};
struct Label {
  explicit Label(const std::string &text) : size(text.size()) {}
  std::size_t size;
};
struct Loud {
  ~Loud() { trace += '~'; }
};
struct Refers {
  const Loud &loud;
  int x;
};
class Closed {
  friend std::unique_ptr<Closed> std::make_unique<Closed>();
  Closed() {}

public:
  int x = 3;
};

static int next(int &state) { return state = state * 7 % 5; }

static int making(int n, const std::string &name) {
  int sum = 0, state = n;
  for (int i = 0; i < n; ++i) {
    auto literal = std::make_unique<Two>(0); // refuses: arguments
    sum += literal->x;
    Two number(1L); // finds
    sum += number.x;
    auto order = std::make_unique<Pair>(next(state), next(state)); // refuses: arguments
    sum += order->a - order->b;
    std::unique_ptr<Pair> orders(new Pair(next(state), 2)); // refuses: arguments
    sum += orders->a - orders->b;
    auto narrow = std::make_unique<Narrow>(i); // refuses: arguments
    sum += narrow->x;
    auto takes = std::make_unique<Takes>(Moved()); // refuses: reads-as-function
    sum += takes->x;
    auto moves = std::make_unique<Takes>(Moved{}); // refuses: arguments
    sum += moves->x;
    Takes same(Moved{}); // finds
    sum += same.x;
    auto label = std::make_unique<Label>(std::string(name)); // refuses: reads-as-function
    sum += label->size;
    Label longer(std::string(3, 'x') + name); // finds
    sum += longer.size;
    auto point = std::make_unique<Point>(1, i); // refuses: constructor
    sum += point->x;
    Point braces{1, i}; // finds
    sum += braces.y;
    Outer outer = Outer(); // finds
    outer.y += 1;
    outer.inner.x = i;
    sum += outer.y;
    auto where = std::make_unique<Where>(i); // refuses: constructor
    sum += where->line > 1000;
    std::unique_ptr<Refers> refers(new Refers{Loud(), i}); // refuses: constructor
    trace += '!';
    sum += refers->x;
    auto closed = std::make_unique<Closed>(); // refuses: constructor
    sum += closed->x;
    std::unique_ptr<Point> deduced(new auto(Point{3, i})); // refuses: spelling
    sum += deduced->x;
    alignas(std::max_align_t) const std::string fixed(name); // finds
    sum += fixed.size();
  }
  return sum;
}

struct Throws {
  ~Throws() noexcept(false) { trace += 't'; }
  int x = 1;
};
class Hidden {
  friend struct std::default_delete<Hidden>;
  ~Hidden() = default;

public:
  int x = 4;
};
struct Special {
  int x = 5;
};
template <> struct std::default_delete<Special> {
  void operator()(Special *s) const {
    trace += 's';
    delete s;
  }
};
union Bits {
  int i;
  float f;
};
static int destroying(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto throws = std::make_unique<Throws>(); // refuses: destructor
    sum += throws->x;
    auto hidden = std::make_unique<Hidden>(); // refuses: destructor
    sum += hidden->x;
    auto special = std::make_unique<Special>(); // refuses: deleter
    sum += special->x;
    auto bits = std::make_unique<Bits>(); // refuses: object-type
    sum += bits->i;
  }
  return sum;
}

// --- Followed only? ---------------------------------------------------------------------

struct Value {
  explicit Value(int x) : x(x) {}
  Value(const Value &other) : x(other.x) { trace += 'c'; }
  Value(Value &&other) : x(other.x) { trace += 'm'; }
  int x;
};
static Value returned(int n) {
  for (int i = 0; i < n; ++i) {
    auto value = std::make_unique<Value>(i); // refuses: returned
    if (value->x == 1)
      return *value;
  }
  for (int i = 0; i < n; ++i) {
    auto value = std::make_unique<Value>(i); // refuses: returned
    if (value->x == 1)
      throw (*value);
  }
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Value value(i); // finds
    if (value.x == 1)
      return Value(value);
  }
  return Value(0);
}

struct Odd {
  int x = 1;
  Odd *operator&() {
    trace += '&';
    return this;
  }
};
static int take(Odd *odd) { return odd->x; }
static int taken(Value *a, const Value *b) { return a->x + b->x; }
static int addresses(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto odd = std::make_unique<Odd>(); // refuses: address-operator
    sum += take(odd.get());
    auto value = std::make_unique<Value>(i); // refuses: address-operator
    sum += taken(value.get(), value.get());
    auto other = std::make_unique<Value>(i); // refuses: unknown-use
    const void *last = nullptr;
    sum += other.get() != last;
    auto bytes = std::make_unique<Value>(i); // refuses: unknown-use
    sum += sizeof(*bytes);
    auto what = std::make_unique<Value>(i); // refuses: unknown-use
    decltype(auto) same = *what;
    same.x = 3;
    sum += what->x;
    auto type = std::make_unique<Value>(i); // refuses: unknown-use
    decltype(*type) name = *type;
    sum += name.x;
    auto arrow = std::make_unique<Value>(i); // refuses: unknown-use
    sum += arrow.operator->()->x;
  }
  return sum;
}

// Both are followed, one in the arguments of the other.
static int nested(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Pair outer(i, 2);                      // finds
    alignas(std::max_align_t) Pair inner(outer.a + 1, outer.b); // finds
    auto &[a, b] = inner;
    a += b;
    for (int j = 0; j < 2; ++j)
      std::swap(outer, inner);
    sum += inner.a * 10 + (outer.b);
  }
  return sum;
}

// --- Where the loop stands -----------------------------------------------------------

struct Node {
  virtual ~Node() = default;
  virtual int walk(int depth);
};
int Node::walk(int depth) {
  int sum = 0;
  for (int i = 0; i < 1; ++i) {
    auto pair = std::make_unique<Pair>(depth, i); // refuses: recursive
    Node node;
    Node *next = &node;
    sum += pair->a + (depth ? next->walk(depth - 1) : 0);
  }
  return sum;
}
struct Medium {
  int values[64] = {};
};
static int medium(int n, int (*step)(int)) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto seen = std::make_unique<Medium>(); // refuses: recursive
    seen->values[i] = step(i);
    sum += seen->values[0];
  }
  for (int i = 0; i < n; ++i)
    sum += i;
  return sum;
}
static int alone(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto seen = std::make_unique<Medium>(); // refuses: large
    seen->values[i % 64] += i;
    sum += seen->values[i % 64];
  }
  return sum;
}

static int places(int n) {
  int sum = 0;
  auto run = [&] {
    for (int i = 0; i < n; ++i) {
      auto pair = std::make_unique<Pair>(i, 1); // refuses: lambda
      sum += pair->a;
    }
  };
  run();
  for (int i = 0; i < n; ++i) {
    [[maybe_unused]] auto pair = std::make_unique<Pair>(i, 1); // refuses: attribute
    sum += pair->a;
  }
  for (int i = 0; i < n; ++i) {
    using Two = Pair;
    auto pair = std::make_unique<Two>(i, 1); // refuses: local-names
    sum += pair->a;
  }
  for (int i = 0; i < n; ++i) {
    auto pair = /* one for each */ std::make_unique<Pair>(i, 1); // refuses: comment
    sum += pair->a;
  }
  for (int i = 0; i < n; ++i)
    if (auto pair = std::make_unique<Pair>(i, 1); pair->a)
      sum += pair->b;
  return sum;
}

static int configured(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto pair = std::make_unique<Pair>(i, 1); // refuses: preprocessor
    assert(pair->a == i);
#ifdef LOUD
    std::printf("%p\n", pair.get());
#endif
    sum += pair->a;
  }
  return sum;
}
#define MAKE(T) std::make_unique<T>(i, 1)
#define FIRST(p) (p)->a
static int macros(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto pair = MAKE(Pair); // refuses: macro
    sum += pair->a;
  }
  return sum;
}
static int macroUse(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto other = std::make_unique<Pair>(i, 1); // refuses: macro
    sum += FIRST(other);
  }
  return sum;
}

static int jumps(int n) {
  int sum = 0;
again:
  for (int i = 0; i < n; ++i) {
    auto pair = std::make_unique<Pair>(i, 1); // refuses: goto
    sum += pair->a;
  }
  if (sum == 3 && n-- > 0)
    goto again;
  return sum;
}
static std::jmp_buf jump;
static int longJumps(int n) {
  int sum = 0;
  if (setjmp(jump))
    return 0;
  for (int i = 0; i < n; ++i) {
    auto pair = std::make_unique<Pair>(i, 1); // refuses: setjmp
    sum += pair->a;
  }
  return sum;
}
static int parallel(int n) {
  int sum = 0;
#pragma omp parallel for reduction(+ : sum)
  for (int i = 0; i < n; ++i) {
    auto pair = std::make_unique<Pair>(i, 1); // refuses: parallel-region
    sum += pair->a;
  }
  return sum;
}

// Another thread that ends before the object does.
static int threads(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) std::pair<int, int> two(i, 1); // finds
    auto work = [](std::pair<int, int> &p) { p.first += p.second; };
    std::thread other(work, std::ref(two));
    other.join();
    sum += two.first;
  }
  return sum;
}

template <typename T> static int generic(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto pair = std::make_unique<T>(i, 1); // refuses: template
    sum += pair->a;
  }
  return sum;
}

int main() {
  std::printf("%d %d\n", making(4, "abc"), destroying(2));
  std::printf("%d %d %d\n", returned(3).x, addresses(3), nested(4));
  Node node;
  std::printf("%d %d %d\n", node.walk(3), medium(4, [](int x) { return x + 1; }), alone(70));
  std::printf("%d %d %d\n", places(3) + jumps(2) + configured(2) + macros(2) + macroUse(2) + longJumps(3) + parallel(3), threads(3), generic<Pair>(3));
  std::printf("%s\n", trace.c_str());
}
