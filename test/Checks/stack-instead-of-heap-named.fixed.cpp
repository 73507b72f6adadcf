// RUN: %check %s
// What a compiler makes, or says, of a variable's name, but not of what a pointer leads to; and how
// much room there is.
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct Value {
  explicit Value(int x) : x(x) {}
  int x;
  const Value *self() const { return this; }
};
static std::ostream &operator<<(std::ostream &out, const Value &v) { return out << "value " << v.x; }

// --- Made in the same way? ------------------------------------------------------------

struct Point {
  int x, y;
};
struct Three {
  int x = 7, y = 8, z = 9;
};
static int members(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    Point point(1, i + 5); // finds
    sum += point.x * 100 + point.y;
    Three three(1, i + 5); // finds
    sum += three.x * 100 + three.y * 10 + three.z;
  }
  return sum;
}

// The place is asked for in a conversion of an argument.
struct Text {
  Text(const char *text, std::source_location at = std::source_location::current())
      : text(text), line(at.line()) {}
  const char *text;
  unsigned line;
};
struct Log {
  explicit Log(Text t) : text(t) {}
  explicit Log(const Text &t, int) : text(t) {}
  Text text;
};
static int places(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto log = std::make_unique<Log>("hello"); // refuses: arguments
    sum += log->text.line == 57;
    auto both = std::make_unique<Log>("hello", i); // refuses: arguments
    sum += both->text.line == 59;
    const Text here("here");
    Log same(here); // finds
    sum += same.text.line == 61;
  }
  return sum;
}

struct Gen {
  explicit Gen(int s) : seed(s) {}
  int operator()() const { return seed * 3; }
  int operator[](int k) const { return seed + k; }
  Gen &operator=(int s) {
    seed = s;
    return *this;
  }
  operator int() const { return seed; }
  int seed;
};
static void functions(int n) {
  for (int i = 0; i < n; ++i) {
    auto called = std::make_unique<Value>(Gen(i)()); // refuses: reads-as-function
    std::cout << *called << ' ';
    auto indexed = std::make_unique<Value>(Gen(i)[2]); // refuses: reads-as-function
    std::cout << *indexed << ' ';
    std::unique_ptr<Value> set(new Value(Gen(i) = 3)); // refuses: reads-as-function
    std::cout << *set << ' ';
    alignas(std::max_align_t) Value added(Gen(i)() + 1); // finds
    std::cout << added << '\n';
  }
}

struct Narrow {
  explicit Narrow(short x) : x(x) {}
  int x;
};
struct Small {
  Small(short x) : x(x) {}
  int x;
};
struct Wraps {
  explicit Wraps(Small s) : x(s.x) {}
  int x;
};
struct One {
  short v;
};
struct Flag {
  explicit Flag(bool b) : b(b) {}
  bool b;
};
struct Wide {
  explicit Wide(double x) : x(x) {}
  double x;
};
struct Gaps {
  char kind;
  int value;
};
struct Old {
  [[deprecated]] explicit Old(int x) : x(x) {}
  int x;
};
struct Conv {
  operator int() const { return 5; }
};
static int numbers(int n) {
  int sum = 0;
  const Conv conv;
  for (int i = 0; i < n; ++i) {
    auto number = std::make_unique<short>(i); // refuses: arguments
    sum += *number;
    auto part = std::make_unique<int>(3.7); // refuses: arguments
    sum += *part;
    char letter = 'a'; // finds
    sum += letter;
    std::size_t fits = 3; // finds
    sum += static_cast<int>(fits);
    auto large = std::make_unique<Narrow>(70000); // refuses: arguments
    sum += large->x;
    Narrow little(700); // finds
    sum += little.x;
    Wide wide(i); // finds
    sum += static_cast<int>(wide.x);
    auto one = std::make_unique<One>(static_cast<short>(i)); // refuses: constructor
    sum += one->v;
    auto by = std::make_unique<Narrow>(conv); // refuses: arguments
    sum += by->x;
    auto wraps = std::make_unique<Wraps>(i); // refuses: arguments
    sum += wraps->x;
    auto flag = std::make_unique<Flag>("abc"); // refuses: arguments
    sum += flag->b;
    auto old = std::make_unique<Old>(i); // refuses: constructor
    sum += old->x;
    auto gaps = std::make_unique<struct Gaps>(); // refuses: spelling
    sum += gaps->value + gaps->kind;
  }
  return sum;
}

// --- An address is no address of a variable ----------------------------------------------

static const Value *found(int n) {
  for (int i = 0; i < n; ++i) {
    auto value = std::make_unique<Value>(i); // refuses: returned
    if (value->x == 1)
      return &*value;
  }
  return nullptr;
}
static const int *inside(int n) {
  for (int i = 0; i < n; ++i) {
    auto value = std::make_unique<Value>(i); // refuses: returned
    if (value->x == 1)
      return &value->x;
  }
  return nullptr;
}
static const Value *kept(int n) {
  const Value *last = nullptr;
  for (int i = 0; i < n; ++i) {
    auto value = std::make_unique<Value>(i); // refuses: returned
    if (value->x == 1)
      last = value->self();
  }
  return last;
}
static std::string_view seen(int n) {
  for (int i = 0; i < n; ++i) {
    auto text = std::make_unique<std::string>("abc"); // refuses: returned
    if (text->size() == 3)
      return *text;
  }
  return {};
}
static std::string moved(int n) {
  for (int i = 0; i < n; ++i) {
    auto text = std::make_unique<std::string>("abc"); // refuses: returned
    if (i == 1)
      return std::move(*text);
  }
  return {};
}
static std::string copied(int n) {
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) std::string text("abc"); // finds
    if (i == 1)
      return text.substr(1);
  }
  return {};
}
static int *fresh(int n) {
  for (int i = 0; i < n; ++i) {
    Value value(i); // finds
    if (value.x == 1)
      return new int(value.x);
  }
  return nullptr;
}

// --- What compilers warn of ---------------------------------------------------------------

static int warned(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto set = std::make_unique<int>(1); // refuses: unused
    *set = i;
    auto counted = std::make_unique<int>(1); // refuses: unused
    ++*counted;
    *counted += i;
    auto part = std::make_unique<Point>(); // refuses: unused
    part->x = i;
    auto self = std::make_unique<int>(i); // refuses: unknown-use
    *self = *self;
    sum += *self;
    auto equal = std::make_unique<Value>(i); // refuses: unknown-use
    sum += equal->x == equal->x;
    auto nothing = std::make_unique<Value>(i); // refuses: unknown-use
    *nothing;
    sum += nothing->x;
    int square = i; // finds
    square += 1;
    sum += square * square;
  }
  return sum;
}

// --- Room -----------------------------------------------------------------------------

struct Note {
  char text[120] = {};
  void set(int i) volatile { text[i % 120] = static_cast<char>(i); }
};
static int total = 0;

// The member's destructor calls the function again.
struct Node {
  std::unique_ptr<Node> next;
  int id = 0;
  ~Node() {
    for (int i = 0; i < 2; ++i) {
      auto note = std::make_unique<Note>(); // refuses: recursive
      note->set(id + i);
      total += note->text[(id + i) % 120];
    }
  }
};
static int chain(int n) {
  std::unique_ptr<Node> head;
  for (int i = 0; i < n; ++i) {
    auto node = std::make_unique<Node>(); // refuses: given-away
    node->id = i;
    node->next = std::move(head);
    head = std::move(node);
  }
  head.reset();
  return total;
}

// And here one of a parameter, with no destructor written.
static int nodes(int depth);
struct Deep {
  explicit Deep(int depth) : depth(depth) {}
  Deep(const Deep &other) : depth(other.depth) {}
  ~Deep() { total += depth ? nodes(depth - 1) : 0; }
  int depth;
};
struct Holds {
  Deep deep;
};
static int drop(Holds) { return 1; }
static int nodes(int depth) {
  int sum = 0;
  for (int i = 0; i < 1; ++i) {
    auto note = std::make_unique<Note>(); // refuses: recursive
    note->set(depth);
    sum += note->text[depth % 120] + drop(Holds{Deep(depth)});
  }
  return sum;
}

// The C library calls the function again.
static int depth = 0;
static int compare(const void *x, const void *y);
static void walk() {
  int pair[2] = {2, 1};
  for (int i = 0; i < 1; ++i) {
    auto note = std::make_unique<Note>(); // refuses: recursive
    note->set(depth);
    std::qsort(pair, 2, sizeof *pair, compare);
    total += note->text[depth % 120];
  }
}
static int compare(const void *x, const void *y) {
  if (++depth < 10)
    walk();
  return *static_cast<const int *>(x) - *static_cast<const int *>(y);
}

// Who is called may be the function itself: its frames would be larger.
static std::function<int(int)> again;
static int step(int left) {
  int sum = 0;
  for (int i = 0; i < 1; ++i) {
    auto first = std::make_unique<Note>(); // refuses: recursive
    first->set(left);
    auto second = std::make_unique<Note>(); // refuses: recursive
    second->set(left + 1);
    sum += left > 0 ? again(left - 1) : 0;
    sum += first->text[left % 120] + second->text[left % 120];
  }
  return sum;
}

struct Handler {
  int (*run)(int);
};
static Handler handlers[1];
static int through(int left) {
  int sum = 0;
  for (int i = 0; i < 1; ++i) {
    auto note = std::make_unique<Note>(); // refuses: recursive
    note->set(left);
    sum += note->text[left % 120] + (left > 0 ? handlers[0].run(left - 1) : 0);
  }
  return sum;
}
struct Rule {
  virtual ~Rule() = default;
  virtual int apply(int left) const = 0;
};
static int byRule(int left, const Rule &rule) {
  int sum = 0;
  for (int i = 0; i < 1; ++i) {
    auto note = std::make_unique<Note>(); // refuses: recursive
    note->set(left);
    sum += note->text[left % 120] + (left > 0 ? rule.apply(left - 1) : 0);
  }
  return sum;
}
struct Same final : Rule {
  int apply(int left) const override { return left; }
};

int main() {
  handlers[0].run = through;
  std::printf("%d %d\n", through(3), byRule(3, Same()));
  std::printf("%d %d %d\n", members(2), places(2), numbers(2));
  functions(2);
  std::printf("%d %d %d\n", found(3) != nullptr, inside(3) != nullptr, kept(3) != nullptr);
  std::printf("%d %s %s\n", seen(1).empty(), moved(2).c_str(), copied(2).c_str());
  std::unique_ptr<int> one(fresh(2));
  std::printf("%d %d %d %d\n", *one, warned(3), chain(5), nodes(3));
  walk();
  again = step;
  std::printf("%d %d\n", total, step(4));
}
