// RUN: %check %s
// Where a reserve would be seen, or would be wrong.
#include <atomic>
#include <cstdio>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

// Only when the loop has ended is it known how many pass.
static std::vector<int> filtered(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) // refuses: conditional
    if (x > 2)
      out.push_back(x);
  return out;
}

static std::vector<int> skipped(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) { // refuses: early-exit
    if (x < 0)
      continue;
    out.push_back(x);
  }
  return out;
}

static std::vector<int> upToZero(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) { // refuses: early-exit
    out.push_back(x);
    if (x == 0)
      break;
  }
  return out;
}

// Called often, an exact reserve each time would move all elements each time.
static void appendTo(const std::vector<int> &v, std::vector<int> &out) {
  for (int x : v) // refuses: not-empty
    out.push_back(x);
}

static std::size_t inLoop(std::size_t rounds, const std::vector<int> &v) {
  std::vector<int> all;
  while (rounds-- > 0)
    for (int x : v) // refuses: repeated
      all.push_back(x);
  return all.size();
}

// A reference into the vector is good until it grows: with room for all that comes,
// or in the first turns.
static int held(const std::vector<int> &v) {
  std::vector<int> out(1, 7);
  int &first = out.front();
  int sum = 0;
  for (int x : v) { // refuses: not-empty
    sum += out.size() < 2 ? first : 0;
    out.push_back(x);
  }
  return sum;
}

// Behind a case label, what stands above has not run.
static int chosen(int which, const std::vector<int> &v) {
  std::vector<int> out(3, 1);
  out.reserve(64);
  int &first = out.front();
  switch (which) {
  case 0:
    first = 2;
    out.clear();
    break;
  default:
    for (int x : v) // refuses: not-empty
      out.push_back(x);
    first = 5;
  }
  return out.empty() ? 0 : out.front();
}

// The second name keeps a reference into what was cleared and begun again.
static int aliased(std::vector<int> &out, std::vector<int> &other, const std::vector<int> &v) {
  out.clear();
  out.push_back(3);
  const int &first = other.front();
  int sum = 0;
  for (int x : v) { // refuses: not-empty
    sum += out.size() < 4 ? first : 0;
    out.push_back(x);
  }
  return sum;
}
static const int *kept = nullptr;
static int keep(const std::vector<int> &v) {
  kept = v.empty() ? nullptr : &v.front();
  return 4;
}
static int shown(const std::vector<int> &v) {
  std::vector<int> out;
  out.push_back(1);
  out.push_back(2);
  out.push_back(3);
  out.push_back(keep(out));
  int sum = 0;
  for (int x : v) { // refuses: not-empty
    sum += out.size() == 4 ? *kept : 0;
    out.push_back(x);
  }
  return sum;
}

// The file may say anything: what counts is how much is there.
static int next(int &left) {
  if (left-- <= 0)
    throw std::runtime_error("end of data");
  return left;
}
static std::vector<std::uint64_t> readAll(std::size_t claimed, int &left) {
  std::vector<std::uint64_t> out;
  for (std::size_t i = 0; i < claimed; ++i) // refuses: may-leave
    out.push_back(next(left));
  return out;
}
static std::vector<std::uint64_t> readRows(const std::vector<int> &rows, std::size_t claimed, int &left) {
  std::vector<std::uint64_t> out;
  for (std::size_t i = 0; i < rows.size(); ++i) // refuses: may-leave
    for (std::size_t j = 0; j < claimed; ++j)
      out.push_back(next(left));
  return out;
}
// The name that is missing ends the loop, not the number that was claimed.
static std::vector<std::string> named(const char *const *all, std::size_t claimed) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < claimed; ++i) // refuses: may-leave
    out.emplace_back(all[i]);
  return out;
}
static std::vector<int> differences(const std::vector<int> &v) {
  std::vector<int> out;
  for (std::size_t i = 0; i < v.size() - 1; ++i) // refuses: count-not-known
    out.push_back(v[i + 1] - v[i]);
  return out;
}
static std::string listed(const std::vector<int> &v) {
  std::string out;
  for (int x : v) { // refuses: unknown-use
    out += std::to_string(x);
    out += ", ";
  }
  return out;
}
// So many are there already: the throw comes later as it did.
static std::vector<int> checked(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) { // finds
    if (x < 0)
      throw std::invalid_argument("negative");
    out.push_back(x);
  }
  return out;
}
static std::vector<int> stopped(std::size_t n) {
  std::vector<int> out;
  for (std::size_t i = 0; i < n; ++i) { // refuses: count-varies
    out.push_back(1);
    if (i == 3)
      n = 0;
  }
  return out;
}

static std::vector<int> stoppedByCopy(std::size_t n) {
  std::vector<int> out;
  for (std::size_t i = 0, end = n; i < end; ++i) { // refuses: count-varies
    out.push_back(1);
    if (i == 3)
      end = 0;
  }
  return out;
}

static std::vector<int> triangle(int n) {
  std::vector<int> out;
  for (int i = 0; i < n; ++i) // refuses: count-varies
    for (int j = 0; j < i; ++j)
      out.push_back(i * j);
  return out;
}
static std::vector<int> bound(const std::vector<std::pair<int, int>> &rows, int width) {
  std::vector<int> out;
  for (const auto &[at, width] : rows) // refuses: count-varies
    for (int j = 0; j < width; ++j)
      out.push_back(at + j);
  out.push_back(width);
  return out;
}
static std::vector<int> nested(const std::vector<std::vector<int>> &rows) {
  std::vector<int> out;
  for (const auto &row : rows) // refuses: count-varies
    for (int x : row)
      out.push_back(x);
  return out;
}

// Moving elements shows.
static int moves = 0;
struct Loud {
  explicit Loud(int v) : value(v) {}
  Loud(const Loud &o) : value(o.value) { ++moves; }
  int value;
};
static std::vector<Loud> loud(const std::vector<int> &v) {
  std::vector<Loud> out;
  for (int x : v) // refuses: element-type
    out.emplace_back(x);
  return out;
}
struct Ender {
  explicit Ender(int v) : value(v) {}
  ~Ender() { moves += value; }
  int value;
};
static std::size_t enders(const std::vector<int> &v) {
  std::vector<Ender> out;
  for (int x : v) // refuses: element-type
    out.push_back(Ender(x));
  return out.size();
}

// The inner bound is behind a pointer that is followed only if the outer loop runs.
struct Grid {
  int width;
};
static std::vector<int> cells(const Grid *grid, int rows) {
  std::vector<int> out;
  for (int i = 0; i < rows; ++i) // refuses: hazard
    for (int j = 0; j < grid->width; ++j)
      out.push_back(i + j);
  return out;
}

static int asked = 0;
static int howMany() { return ++asked; }
static std::vector<int> counting() {
  std::vector<int> out;
  for (int i = 0; i < howMany() / 2; ++i) // refuses: impure-count
    out.push_back(i);
  return out;
}
static std::vector<int> live(const std::atomic<int> &n) {
  std::vector<int> out;
  for (int i = 0; i < n; ++i) // refuses: count-not-known
    out.push_back(i);
  return out;
}
static std::vector<int> port(const volatile int &n) {
  std::vector<int> out;
  for (int i = 0; i < n; ++i) // refuses: impure-count
    out.push_back(i);
  return out;
}

// Look-alikes.
namespace own {
template <class T> class vector {
public:
  void push_back(const T &) { ++size_; }
  std::size_t size() const { return size_; }
  void reserve(std::size_t) { std::puts("reserved"); }

private:
  std::size_t size_ = 0;
};
} // namespace own
static std::size_t lookAlike(const std::vector<int> &v) {
  own::vector<int> out;
  for (int x : v)
    out.push_back(x);
  return out.size();
}
struct Derived : std::vector<int> {
  void reserve(std::size_t) { std::puts("reserved"); }
};
static std::size_t derived(const std::vector<int> &v) {
  Derived out;
  for (int x : v)
    out.push_back(x);
  return out.size();
}
struct Bag {
  int items[3] = {1, 2, 3};
  const int *begin() const { return items; }
  const int *end() const { return items + 3; }
};
static std::vector<int> unpacked(const Bag &bag) {
  std::vector<int> out;
  for (int x : bag) // refuses: count-not-known
    out.push_back(x);
  return out;
}
struct Started {
  Started() : items(2, 5) {}
  std::vector<int> items;
};
static std::size_t started(const std::vector<int> &v) {
  Started s;
  for (int x : v) // refuses: not-empty
    s.items.push_back(x);
  return s.items.size();
}

static std::vector<int> erased(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) { // refuses: unknown-use
    out.push_back(x);
    if (out.size() > 3)
      out.clear();
  }
  return out;
}

#define APPEND(V, X) V.push_back(X)
#define COUNT(V) V.size()
static std::vector<int> byMacro(const std::vector<int> &v) {
  std::vector<int> out;
  for (std::size_t i = 0; i < COUNT(v); ++i) // refuses: macro
    APPEND(out, v[i]);
  return out;
}

// Elsewhere something is held.
static int configured(const std::vector<int> &v) {
  std::vector<int> out;
#ifdef HOLDING
  out.push_back(1);
  int &first = out.back();
#endif
  for (int x : v) // refuses: preprocessor
    out.push_back(x);
#ifdef HOLDING
  first = 2;
#endif
  return out.empty() ? 0 : out.front();
}

static std::vector<int> commented(const std::vector<std::vector<int>> &v) {
  std::vector<int> out;
  for (std::size_t i = 0; i < v[0 /* the first */].size(); ++i) // refuses: comment
    out.push_back(v[0][i]);
  return out;
}

static std::vector<int> parallel(int n) {
  int sum = 0;
#pragma omp simd
  for (int i = 0; i < n; ++i)
    sum += i;
  std::vector<int> out;
  for (int i = 0; i < n; ++i) // refuses: parallel-region
    out.push_back(i + sum);
  return out;
}

static std::string joined(const std::vector<std::string> &parts) {
  std::string text;
  for (const std::string &part : parts) { // finds
    text += part;
  }
  return text;
}

static std::vector<int> formula(unsigned a, unsigned b, unsigned c) {
  std::vector<int> out;
  for (unsigned i = 0; i < a; ++i) // refuses: long-count
    for (unsigned j = 0; j < b; ++j)
      for (unsigned k = 0; k < c; ++k) {
        out.push_back(0);
        out.push_back(1);
      }
  return out;
}

template <class T> static std::vector<T> generic(const std::vector<T> &v) {
  std::vector<T> out;
  for (const T &x : v)
    out.push_back(x);
  return out;
}

// Many more elements than there are objects, and the first is refused.
static std::vector<int> multiplied(const std::vector<bool> &v) {
  std::vector<int> out;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: count-varies
    for (int k = 0; k < 4000; ++k) {
      if (!v[i])
        throw std::invalid_argument("bad");
      out.push_back(k);
    }
  return out;
}
static std::vector<int> cubed(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) // refuses: may-leave
    for (int i = 0; i < 4095; ++i)
      for (int j = 0; j < 4095; ++j) {
        if (x > 0)
          throw std::invalid_argument("bad");
        out.push_back(i + j);
      }
  return out;
}
// The size of something, but not any more.
static std::size_t narrowed(const std::vector<int> &v) {
  const std::size_t n = static_cast<signed char>(v.size());
  std::vector<int> out;
  for (std::size_t i = 0; i < n; ++i) { // refuses: may-leave
    if (i > 3)
      throw std::invalid_argument("bad");
    out.push_back(1);
  }
  return out.size();
}
// The index is too narrow for the number that it begins with.
static std::size_t truncated(long long n, std::size_t m) {
  std::vector<int> out;
  for (int i = n; i > 0; --i) // refuses: count-not-known
    out.push_back(i);
  std::vector<int> more;
  for (int i = m - 1; i >= 0; --i) // refuses: count-not-known
    more.push_back(i);
  return out.size() + more.size();
}
// Another member looks at the vector as it is made, and keeps what it sees.
struct Kept {
  const int *p;
  Kept(std::vector<int> &v) {
    v.push_back(7);
    p = &v[0];
  }
};
struct Keeping {
  std::vector<int> v;
  Kept kept{v};
};
static int keeping(const std::vector<int> &v) {
  Keeping all;
  int sum = 0;
  for (int x : v) { // refuses: not-empty
    sum += all.v.size() == 1 ? *all.kept.p : 0;
    all.v.push_back(x);
  }
  return sum;
}
// An element tells where it is.
struct Told {
  static Told *last;
  int v;
  explicit Told(int v) : v(v) { last = this; }
};
Told *Told::last = nullptr;
static int toldOf(const std::vector<int> &v) {
  std::vector<Told> out;
  out.emplace_back(5);
  int sum = 0;
  for (int x : v) { // refuses: not-empty
    if (out.size() == 1)
      sum += Told::last->v;
    out.emplace_back(x);
  }
  return sum;
}
struct Home {
  std::uintptr_t at = reinterpret_cast<std::uintptr_t>(this);
};
static std::size_t atHome(const std::vector<int> &v) {
  std::vector<Home> out;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: element-type
    out.emplace_back();
  return out.size();
}
static int moved(const std::vector<int> &v) {
  std::vector<int> out;
  int moves = 0;
  const int *at = nullptr;
  for (int x : v) { // refuses: unknown-use
    out.push_back(x);
    moves += out.data() != at;
    at = out.data();
  }
  return moves > 0;
}
// What is moved is copied.
struct Counted {
  Counted() = default;
  Counted(const Counted &) { ++copies; }
  static int copies;
};
int Counted::copies = 0;
struct Constant {
  const std::vector<Counted> parts;
};
struct Throwing {
  std::vector<Counted> parts;
  Throwing() : parts(1) {}
  Throwing(const Throwing &) = default;
  Throwing(Throwing &&) noexcept(false) = default;
};
static std::size_t copied(const std::vector<int> &v) {
  std::vector<Constant> out;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: element-type
    out.push_back(Constant{std::vector<Counted>(1)});
  std::vector<Throwing> more;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: element-type
    more.push_back(Throwing());
  return out.size() + more.size();
}
// What an element is made of is made as well, and may throw.
struct Name {
  std::string text;
  explicit Name(std::string t) : text(t) {}
};
static std::size_t converted(const char *const *names, std::size_t n) {
  std::vector<Name> out;
  for (std::size_t i = 0; i < n; ++i) // refuses: may-leave
    out.emplace_back(names[i]);
  return out.size();
}
static int chances = 2;
static int nextChance() {
  if (chances-- <= 0)
    throw std::invalid_argument("end");
  return chances;
}
struct Part {
  int v;
  Part() : v(nextChance()) {}
};
struct Assembled {
  Part part;
};
static std::size_t assembled(std::size_t n) {
  std::vector<Assembled> out;
  for (std::size_t i = 0; i < n; ++i) // refuses: may-leave
    out.emplace_back();
  return out.size();
}

// Who counts how often elements move looks at where they are.
static int movesBySubscript(const std::vector<int> &v) {
  std::vector<int> out;
  int moves = 0;
  std::uintptr_t last = 0;
  for (int x : v) { // refuses: unknown-use
    out.push_back(x);
    moves += reinterpret_cast<std::uintptr_t>(&out[0]) != last;
    last = reinterpret_cast<std::uintptr_t>(&out[0]);
  }
  return moves;
}
struct Rack {
  int slots[4];
  const int *first() const { return slots; }
};
static int movesByName(const std::vector<int> &v) {
  std::vector<Rack> racks;
  std::vector<std::string> texts;
  int moves = 0;
  const void *last = nullptr, *lastText = nullptr;
  for (int x : v) { // refuses: unknown-use
    racks.push_back({{x}});
    texts.push_back("x");
    const Rack &first = racks.front();
    moves += first.first() != last;
    moves += texts[0].data() != lastText;
    last = first.slots;
    lastText = texts[0].c_str();
  }
  return moves;
}
static int movesSeen(const std::vector<int> &v) {
  std::vector<int> out;
  int moves = 0;
  const int *last = nullptr;
  auto see = [&](const int &now) {
    moves += &now != last;
    last = &now;
  };
  for (int x : v) { // refuses: unknown-use
    out.push_back(x);
    see(out.at(0));
  }
  return moves;
}
// What is read and written where it lies shows nothing.
struct Row {
  int id = 0;
  std::string text;
  int size() const { return static_cast<int>(text.size()) + id; }
};
static int written(const std::vector<int> &v) {
  std::vector<Row> rows;
  std::vector<std::vector<int>> parts;
  int sum = 0;
  for (int x : v) { // finds
    rows.push_back(Row());
    Row &row = rows.back();
    row.id = x;
    row.text += "text";
    sum += row.size() + rows[0].size();
    parts.push_back({});
    parts.back().push_back(x);
    parts.back()[0] *= 2;
    sum += parts.front().at(0) + static_cast<int>(parts.size());
  }
  return sum;
}

// The size of what is shared is read behind the lock.
static std::mutex guarding;
static std::vector<int> shared_ = {1, 2};
static std::vector<int> locked() {
  std::vector<int> out;
  for (int i = 0; i < 3; ++i) { // refuses: count-varies
    guarding.lock();
    for (int x : shared_)
      out.push_back(x);
    guarding.unlock();
  }
  return out;
}

// What was emptied keeps its storage, and others may know it.
struct Window {
  std::vector<int> values;
  int *base;
  Window() {
    values.reserve(4);
    base = values.data();
  }
  void count() {
    values.clear();
    for (int i = 1; i < 5; ++i) // refuses: cleared
      values.push_back(i);
  }
  void take(const std::vector<int> &v) {
    values.clear();
    for (int x : v) { // refuses: cleared
      if (x == 0)
        throw std::invalid_argument("zero");
      values.push_back(x);
    }
  }
};
static void rewritten(std::string &text, const std::vector<char> &from) {
  text.clear();
  for (char c : from) // refuses: cleared
    text += c;
}

// A text of many bytes, wrong from its first on.
struct Glyph {
  char pixels[64];
};
static std::vector<Glyph> glyphs(const std::string &text) {
  std::vector<Glyph> out;
  for (char c : text) { // refuses: may-leave
    if (c == ' ')
      throw std::invalid_argument("blank");
    out.push_back(Glyph{{c}});
  }
  return out;
}

// It throws nothing, and ends the program when there is no more.
struct Feed {
  virtual int next() noexcept { return 0; }
};
static std::vector<int> fed(std::size_t claimed, Feed &feed) {
  std::vector<int> out;
  for (std::size_t i = 0; i < claimed; ++i) // refuses: may-leave
    out.push_back(feed.next());
  return out;
}
struct Ending : Feed {
  int next() noexcept override {
    if (left-- == 0) {
      std::puts("end of data");
      std::exit(0);
    }
    return left;
  }
  int left = 3;
};
// What knew the container before it was emptied has filled it again.
static int headOf(const std::vector<int> &a) {
  std::vector<int> v;
  auto add = [&v](int x) -> int & {
    v.push_back(x);
    return v.back();
  };
  v.clear();
  int &head = add(7);
  for (std::size_t i = 0; i < a.size(); ++i) { // refuses: not-empty
    if (i == 0)
      head = a[i];
    v.push_back(a[i]);
  }
  return v[0];
}
static int headByName(const std::vector<int> &a) {
  std::vector<int> v;
  std::vector<int> &again = v;
  v.clear();
  again.push_back(7);
  int &head = again.back();
  for (std::size_t i = 0; i < a.size(); ++i) { // refuses: not-empty
    if (i == 0)
      head = a[i];
    v.push_back(a[i]);
  }
  return v[0];
}

int main() {
  int left = 2;
  const std::vector<int> v = {3, 1, 0, 4};
  std::printf("%zu %zu %zu\n", filtered(v).size(), skipped(v).size(), upToZero(v).size());
  std::vector<int> out = {1};
  appendTo(v, out);
  std::printf("%zu %zu %d\n", out.size(), inLoop(3, v), held(v));
  try {
    readAll(SIZE_MAX, left);
  } catch (const std::exception &e) {
    std::puts(e.what());
  }
  try {
    readRows(v, SIZE_MAX / 2, left);
  } catch (const std::exception &e) {
    std::puts(e.what());
  }
  const char *const some[] = {"a", nullptr};
  try {
    named(some, SIZE_MAX);
  } catch (const std::logic_error &e) {
    std::puts("no name");
  }
  std::printf("%zu %s\n", differences(v).size(), listed(v).c_str());
  std::printf("%zu %zu %zu %zu\n", checked(v).size(), stopped(SIZE_MAX).size() + stoppedByCopy(SIZE_MAX).size(), triangle(4).size(),
              nested({{1}, {2, 3}}).size());
  std::printf("%zu %zu %d\n", loud(v).size(), enders(v), moves);
  std::printf("%zu\n", cells(nullptr, 0).size());
  std::atomic<int> n = 2;
  volatile int m = 3;
  std::printf("%zu %zu %zu\n", counting().size(), live(n).size(), port(m).size());
  std::printf("%zu %zu %zu %zu %zu\n", lookAlike(v), derived(v), unpacked({}).size(), started(v), erased(v).size());
  std::printf("%zu %zu %zu %s\n", byMacro(v).size(), commented({{1}}).size(), parallel(2).size(), joined({"a"}).c_str());
  std::vector<int> roomy;
  roomy.reserve(16);
  std::printf("%d %d %d %zu\n", chosen(0, v), chosen(1, v), aliased(roomy, roomy, v), bound({{1, 2}}, -1).size());
  std::printf("%d %d\n", shown(v), configured(v));
  std::printf("%zu %zu\n", formula(1, 2, 3).size(), generic(v).size());
  std::printf("%zu %zu\n", multiplied({true}).size(), cubed({}).size());
  std::printf("%zu %zu %d %d\n", narrowed({1, 2}), truncated(1LL << 33, 3), keeping(v), toldOf(v));
  std::printf("%zu %d %zu\n", atHome(v), moved(v), copied(v));
  const char *const names[] = {"a", nullptr};
  try {
    converted(names, SIZE_MAX);
  } catch (const std::logic_error &e) {
    std::puts("no name");
  }
  try {
    assembled(SIZE_MAX);
  } catch (const std::exception &e) {
    std::puts(e.what());
  }
  std::printf("%d %d %d %d %zu\n", movesBySubscript(v) > 1, movesByName(v) > 2, movesSeen(v) > 1, written(v), locked().size());
  Window window;
  window.count();
  std::printf("%d\n", window.base[3]);
  try {
    window.take({5, 6, 0, 1, 2, 3, 4});
  } catch (const std::exception &e) {
    std::printf("%d %s\n", window.base[1], e.what());
  }
  std::string text = "old";
  rewritten(text, {'n', 'e', 'w'});
  std::printf("%s %zu\n", text.c_str(), glyphs("abc").size());
  Ending ending;
  std::printf("%zu\n", fed(SIZE_MAX / 2, ending).size());
  std::printf("%d %d\n", headOf({3, 4, 5}), headByName({3, 4, 5}));
}
