// RUN: %check %s
// Where a reference would be something else than a copy.
#include <cstdio>
#include <functional>
#include <iterator>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

void visible(std::string text);
std::size_t outside(std::string text) { return text.size(); } // refuses: visible-outside

// The parameter is the function's own.
static std::size_t trimmed(std::string text) { // refuses: modified
  while (!text.empty() && text.back() == ' ')
    text.pop_back();
  return text.size();
}
static std::vector<std::string> stored;
static void keepText(std::string text) { // refuses: moved-from
  stored.push_back(std::move(text));
}
static std::string same(std::string text) { // refuses: returned
  return text;
}
static const char *address = nullptr;
static bool sameAddress(std::string text) { // refuses: address-taken
  bool is = address == text.c_str();
  address = text.c_str();
  return is;
}
static std::function<std::size_t()> later(std::string text) { // refuses: captured
  return [text] { return text.size(); };
}
static int *kept = nullptr;
static void keep(std::vector<int> values) { // refuses: modified
  values[0] = 1;
  kept = nullptr;
}

// Its address is in a table, or it is called by name only a template knows.
static std::size_t length(std::string text) { return text.size(); } // refuses: address-taken
static std::size_t (*const table[])(std::string) = {length};
struct Tag {
  std::string text;
};
static int weight(Tag tag) { return static_cast<int>(tag.text.size()); } // refuses: dependent-call
template <class T> static int weigh(const T &t) { return weight(t); }

// Overloads, which would be chosen otherwise.
static int rank(std::string) { return 1; } // refuses: overloaded
static int rank(const char *) { return 2; }
// std::size is found by the argument.
static std::size_t size(std::vector<int> v) { return v.size() + 1; } // refuses: overloaded

// The object changes while its copy is read: a global, a member, a second argument.
static std::vector<int> queue = {1, 2, 3};
static int drain(std::vector<int> items) { // refuses: aliased-store
  int sum = 0;
  for (int item : items) {
    queue.push_back(item);
    queue[0] = 9;
    sum += item;
  }
  return sum;
}
static void append(std::vector<int> from, std::vector<int> &to) { // refuses: aliased-store
  for (int x : from)
    to.push_back(x);
}
static void twice(std::string &to, std::string text) { // refuses: aliased-store
  to += text;
  to += text;
}
void elsewhere(const char *text);
static std::size_t told(std::string text) { // refuses: opaque-call
  elsewhere("told");
  return text.size();
}
namespace {
class Limits {
public:
  int drop() { return dropAll(limits_); }
  std::vector<int> limits_ = {1, 2, 3};

private:
  int dropAll(std::vector<int> all) { // refuses: aliased-store
    int sum = 0;
    for (int limit : all) {
      limits_.clear();
      sum += limit;
    }
    return sum;
  }
};
class Base {
public:
  virtual ~Base() = default;
  virtual std::size_t of(const std::string &text) const { return text.size(); }
};
class Derived : public Base {
public:
  std::size_t of(std::string text) const { return text.size() * 2; } // refuses: overloaded
};
class Seen : public Base {
public:
  virtual std::size_t from(std::string text) const { return text.size() * 3; } // refuses: virtual
};
struct Shape {
  virtual ~Shape() = default;
  virtual int sides() const { return 0; }
  std::string name;
};
} // namespace

// What is passed is changed by its neighbour.
static std::size_t both(std::string text, std::size_t n) { return text.size() + n; } // refuses: argument-order
static std::string shared = "ab";
static std::size_t grow() {
  shared += "cd";
  return shared.size();
}

// Moved in: afterwards the caller's is empty.
static std::size_t sink(std::string text) { return text.size(); } // refuses: moved-in

// Sliced.
struct Plain {
  std::string name;
};
struct Special : Plain {
  int extra = 0;
};
static std::size_t nameLength(Plain p) { return p.name.size(); } // refuses: sliced

// Copies that count.
static int copies = 0;
struct Loud {
  Loud() = default;
  Loud(const Loud &o) : text(o.text) { ++copies; }
  std::string text;
};
static std::size_t loud(Loud l) { return l.text.size(); } // refuses: copy-runs-code

// A function that converts.
struct Name {
  operator std::string() const { return "made"; }
};
static std::size_t converted(std::string text) { return text.size(); } // refuses: converted

// Whether it may throw is asked.
static std::size_t quiet(std::string text) noexcept { return text.size(); } // refuses: unevaluated
static_assert(!noexcept(quiet(std::declval<const std::string &>())));

static std::size_t unused(std::string text) { return text.size(); } // refuses: not-called

static std::size_t marked([[maybe_unused]] std::string text) { return text.size(); } // refuses: attribute

#define TEXT std::string
static std::size_t spelled(TEXT text) { return text.size(); } // refuses: preprocessor

// Declared without parameters of its own.
typedef std::size_t Measure(std::string);
static Measure measure;
static std::size_t measure(std::string text) { return text.size(); } // refuses: unknown-construct

// Elsewhere a table holds the function.
static std::size_t tabled(std::string text) { return text.size(); } // refuses: preprocessor
#ifdef TABLE
static std::size_t (*const others[])(std::string) = {tabled};
#endif

// Elsewhere the parameter is the function's own.
static std::size_t configured(std::string text) { // refuses: preprocessor
#ifdef TRIM
  text.pop_back();
#endif
  return text.size();
}

static std::size_t commented(std::string /* of the file */ text) { return text.size(); } // refuses: comment

static constexpr std::size_t early(std::string text) { return text.size(); } // refuses: constexpr

static std::size_t parallel(std::vector<int> v) { // refuses: parallel-region
  std::size_t n = 0;
#pragma omp simd
  for (std::size_t i = 0; i < v.size(); ++i)
    n += v[i];
  return n;
}

struct Odd {
  std::string text;
};
static int operator+(Odd a, int b) { return static_cast<int>(a.text.size()) + b; } // refuses: special-function

class Friendly {
  friend std::size_t secret(Friendly);
  std::string text = "secret";
};
static std::size_t asked(Friendly) { return 1; } // finds

void elsewhere(const char *text) {
  shared = "changed";
  std::printf("%s\n", text);
}

// Changed behind its const.
struct Counting {
  mutable int n = 0;
  std::string text;
  int next() const { return ++n; }
};
static int counted(Counting c) { return c.next() + static_cast<int>(c.text.size()); } // refuses: mutable-part

// A local that writes elsewhere.
struct Guard {
  std::string &text;
  ~Guard() { text = "guarded"; }
};
static std::size_t guarded(std::string text) { // refuses: opaque-call
  {
    Guard guard{shared};
  }
  return text.size();
}
struct Holder {
  std::vector<int> &held;
};
static std::size_t holding(std::vector<int> items) { // refuses: aliased-store
  Holder holder{queue};
  holder.held.clear();
  return items.size();
}
static std::vector<std::string> names = {"first", "second"};
static std::size_t taken(std::string text) { // refuses: aliased-store
  std::vector<std::string> local = std::move(names);
  local[0] = "a";
  return text.size();
}
static int again(std::vector<int> v, int n) { // refuses: argument-order
  return n > 0 ? again(v, (queue.clear(), n - 1)) : static_cast<int>(v.size());
}

// What stands for the argument is a variable, too.
static std::string standard = "standard";
static std::size_t defaulted(std::string text = standard) { // refuses: aliased-store
  standard = "";
  return text.size();
}

// The caller knows where the elements are, and says so.
static int overwritten(std::vector<int> v, int *out) { // refuses: aliased-store
  out[0] = 9;
  return v[0];
}
static int withPointer() {
  std::vector<int> local = {1, 2};
  int *first = local.data();
  return overwritten(local, first);
}
static int added(std::vector<int> v, int n) { return v[0] + n; } // refuses: argument-order
static int store(int *to) { return *to = 5; }
static int withStore() {
  std::vector<int> local = {1, 2};
  int &first = local[0];
  return added(local, store(&first));
}

// Its type is a part of others.
static auto typed(std::string text, int n) -> decltype(text) { return std::string(n, 'x') + text; } // refuses: unknown-use
static std::size_t local(std::string text) { // refuses: unknown-use
  decltype(text) copy = "copy";
  copy += text;
  return copy.size();
}

namespace {
class Chain {
public:
  std::size_t run() { return next().both(text_, 1); }

private:
  Chain &next() {
    text_ += "more";
    return *this;
  }
  std::size_t both(std::string text, std::size_t n) { return text.size() + n; } // refuses: argument-order
  std::string text_ = "ab";
};
} // namespace

// A neighbour of the argument takes what is in it.
struct Wrap {
  std::string text;
};
static std::size_t emptied(std::string text, Wrap wrap) { // refuses: argument-order
  wrap.text += "b";
  return text.size() + wrap.text.size();
}

// What a local holds was somebody else's.
static std::vector<int> given = {1, 2, 3};
static int *inside = &given[0];
static int changed(std::vector<int> v) { // refuses: aliased-store
  *inside = 9;
  return v[0];
}
static int changedMoved() {
  std::vector<int> local = std::move(given);
  return changed(local);
}
static int changedToo(std::vector<int> v) { // refuses: aliased-store
  *inside = 8;
  return v[0];
}
static int changedSwapped() {
  given = {4, 5};
  inside = &given[0];
  std::vector<int> local;
  local.swap(given);
  return changedToo(local);
}
static int changedAgain(std::vector<int> v) { // refuses: aliased-store
  *inside = 7;
  return v[0];
}
static std::vector<int> give() {
  std::vector<int> v(3, 1);
  inside = &v[0];
  return v;
}
static int changedGiven() {
  std::vector<int> local = give();
  return changedAgain(local);
}

struct Robbing {
  std::vector<int> v = std::move(given);
};
static int changedMember(Robbing r) { // refuses: aliased-store
  *inside = 6;
  return r.v[0];
}
static int changedRobbed() {
  given = {4, 5};
  inside = &given[0];
  Robbing local;
  return changedMember(local);
}

// It is destroyed, not written.
template <class T> static void destroy(T *p) { p->~T(); }
struct Person {
  std::string name;
};
static std::size_t buried(std::string name, Person *p) { // refuses: opaque-call
  destroy(p);
  return name.size() + static_cast<unsigned char>(name[0]);
}

static std::size_t bracketed(std::string(text)) { return text.size(); } // refuses: unknown-construct

int main() {
  std::string emptying = "a text that is long enough for the heap";
  std::printf("%d %d %d %d\n", emptied(emptying, Wrap{std::move(emptying)}) > 0, changedMoved(), changedSwapped(), changedGiven() + changedRobbed());
  auto *person = static_cast<Person *>(::operator new(sizeof(Person)));
  new (person) Person{"a name that is long enough for the heap"};
  std::printf("%zu %zu\n", buried(person->name, person), bracketed("b"));
  ::operator delete(person);
  queue = {1, 2, 3};
  Counting c;
  std::printf("%d %d", counted(c), c.n);
  queue = {1, 2, 3};
  std::printf(" %zu", holding(queue));
  queue = {1, 2, 3};
  std::printf(" %d %zu %zu\n", again(queue, 1), guarded(shared), taken(names[0]));
  std::printf("%s %zu %zu\n", typed("a", 2).c_str(), local("b"), Chain().run());
  std::printf("%zu %zu\n", configured(shared), defaulted());
  std::printf("%d %d\n", withPointer(), withStore() > 0);
  shared = "ab";
  queue = {1, 2, 3};
  std::printf("%zu %zu\n", outside("a"), trimmed("b  "));
  keepText("c");
  std::puts(same("d").c_str());
  std::string text = "a text that is long enough for the heap";
  std::printf("%d %d %zu\n", sameAddress(text), sameAddress(text), later(text)());
  std::vector<int> v = {4};
  keep(v);
  std::printf("%zu %d %d %d %zu\n", table[0](text), weigh(Tag{text}), rank(text), rank("v"), size(v));
  std::printf("%d\n", drain(queue));
  queue.reserve(64);
  append(queue, queue);
  twice(text, text);
  std::printf("%zu %s %zu\n", queue.size(), text.c_str(), told(shared));
  Limits limits;
  std::printf("%d %zu %zu %zu\n", limits.drop(), Derived().of("x"), static_cast<const Base &>(Derived()).of("x"), Seen().from("y"));
  std::printf("%d\n", both(shared, grow()) > 0);
  std::string moved = "a string that is moved away from here";
  std::printf("%zu", sink(std::move(moved)));
  std::printf(" %zu\n", moved.size());
  std::printf("%zu\n", nameLength(Special{{"abc"}, 1}));
  Special special{{"abcd"}, 1};
  std::printf("%zu\n", nameLength(special));
  Loud l;
  std::printf("%zu %d %zu %zu\n", loud(l), copies, converted(Name()), quiet(text));
  std::printf("%zu %zu %zu %zu %zu %d\n", marked(text), spelled(text), commented(text), early(text), parallel(v), Odd{text} + 1);
  Friendly friendly;
  std::printf("%zu %d\n", asked(friendly) + tabled("x") + measure("y"), Shape().sides());
}
