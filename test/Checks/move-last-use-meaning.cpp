// RUN: %check %s
// Overloads that take what is moved, references into what is assigned to, paths that come back.
#undef NDEBUG
#include <cassert>
#include <csetjmp>
#include <cstdio>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using Words = std::vector<std::string>;

// --- Another overload ----------------------------------------------------------------

struct Log : Words {
  using Words::push_back;
  void push_back(std::string &&text) { Words::push_back("moved " + text); }
};
struct Text : std::string {
  using std::string::operator=;
  Text &operator=(std::string &&text) {
    assign("moved " + text);
    return *this;
  }
};
static std::size_t overloads(int n) {
  std::size_t sum = 0;
  for (int i = 0; i < n; ++i) {
    Log log;
    Text text;
    std::string name = std::to_string(i), other = name; // refuses: used-later
    log.push_back(name);
    text = other;
    sum += log[0].size() + text.size();
  }
  return sum;
}
namespace own {
struct vector {
  void push_back(const std::string &s) { size += s.size(); }
  void push_back(std::string &&s) { size += 100 + s.size(); }
  std::size_t size = 0;
};
} // namespace own
static std::size_t lookAlike(int n) {
  own::vector all;
  for (int i = 0; i < n; ++i) {
    std::string name = std::to_string(i);
    all.push_back(name);
  }
  return all.size;
}

// --- References into what is assigned to ----------------------------------------------

// Copying leaves the elements of `grid` where they are, moving does not: left to tests.
static double steps(int n) {
  std::vector<double> grid(4, 1.0);
  double *cell = grid.data();
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    {
      std::vector<double> next(4, i);
      grid = next; // finds
    }
    sum += *cell;
  }
  return sum;
}
static std::vector<int> best(const std::vector<std::vector<int>> &all) {
  std::vector<int> longest;
  for (const std::vector<int> &each : all) {
    std::vector<int> copy;
    for (int x : each)
      copy.push_back(x * 2);
    if (copy.size() > longest.size())
      longest = copy; // finds
  }
  return longest;
}

// --- Views -----------------------------------------------------------------------------

struct Cursor {
  const std::string *at = nullptr;
  std::size_t size() const { return at->size(); }
};
static Cursor cursor;
static std::size_t readCursor() { return cursor.size(); }

static std::size_t views(int n) {
  Words out;
  std::string other;
  std::size_t sum = 0;
  for (int i = 0; i < n; ++i) {
    std::string name(i + 20, 'a');
    std::string_view view = name;
    out.push_back(name); // refuses: view
    other += view;
  }
  for (int i = 0; i < n; ++i) {
    std::string name(i + 20, 'b');
    std::reference_wrapper<std::string> to = name;
    out.push_back(name); // refuses: view
    sum += to.get().size();
  }
  for (int i = 0; i < n; ++i) {
    std::string name(i + 20, 'c');
    cursor.at = &name;
    out.push_back(name); // refuses: view
    sum += readCursor();
  }
  for (int i = 0; i < n; ++i) {
    std::vector<Words> groups(2);
    groups[0].push_back("x");
    Words &first = groups[0];
    std::vector<std::vector<Words>> all;
    all.push_back(groups); // refuses: view
    first.push_back("y");
    sum += all[0][0].size();
  }
  return sum + other.size() + out.size();
}

// What a parameter refers to may lie in what was moved into another.
static std::size_t inside(std::vector<Words> groups, Words &first, std::vector<Words> &target) {
  target = groups; // refuses: view
  first.push_back("z");
  return target[0].size();
}
static std::size_t beside(Words words, const std::vector<int> &counts, Words &target) {
  std::size_t sum = 0;
  target.swap(words);
  Words rest(counts.size());
  target = rest; // finds
  sum += counts.size();
  return sum;
}

// --- Paths ------------------------------------------------------------------------------

static std::size_t paths(int n) {
  Words out;
  std::size_t sum = 0;
  std::string name = "a name to begin with, and not a short one";
  if (n > 100)
    out.push_back(name); // finds
  else
    sum += name.size();
  do {
    std::string part = std::to_string(n);
    if (n % 2)
      continue;
    out.push_back(part); // finds
  } while (--n > 0);
  if (std::string made = std::to_string(n); made.size() > 3)
    sum += made.size();
  else
    out.push_back(made); // finds
  return sum + out.size();
}

static std::size_t inTheHeader() {
  Words out;
  for (std::string text = "start"; text.size() < 9; text += "x")
    out.push_back(text); // refuses: used-later
  return out.size();
}

static std::jmp_buf jump;
static std::size_t strange(int n) {
  Words out;
  if (setjmp(jump))
    return 0;
  std::string name = std::to_string(n);
  out.push_back(name); // refuses: setjmp
  return out.size();
}
static std::size_t labels(int n) {
  Words out;
again:
  std::string name = std::to_string(n);
  out.push_back(name); // refuses: goto
  if (--n > 0)
    goto again;
  return out.size();
}
static std::size_t configured(int n) {
  Words out, checked;
  {
    std::string name = std::to_string(n);
    out.push_back(name); // refuses: preprocessor
#ifdef VERBOSE
    std::puts(name.c_str());
#endif
  }
  {
    std::string name = std::to_string(n);
    out.push_back(name); // refuses: used-later
    assert(!name.empty() || n);
  }
#define KEEP(x) checked.push_back(x)
  {
    std::string name = std::to_string(n);
    KEEP(name); // refuses: macro
  }
  return out.size() + checked.size();
}

static std::mutex mutex;
static std::string shared;
static void locked(std::string text) {
  std::lock_guard<std::mutex> lock(mutex);
  shared = text; // refuses: destructor
}
static std::size_t threads(int n) {
  std::string text = std::to_string(n) + " in a thread";
  std::size_t size = 0;
  std::string copy;
  std::thread other([](const std::string &t, std::size_t &s) { s = t.size(); }, std::cref(text), std::ref(size));
  copy = text; // refuses: view
  other.join();
  return size + copy.size();
}
static std::size_t parallel(int n) {
  Words out;
#pragma omp parallel for
  for (int i = 0; i < n; ++i) {
    std::string text = std::to_string(i);
    out.push_back(text); // refuses: parallel-region
  }
  return out.size();
}
static std::size_t types(int n) {
  Words out;
  using Name = std::string;
  Name name = std::to_string(n);
  out.push_back(name); // refuses: local-names
  return out.size();
}

// A call that may look through any pointer.
struct Watcher {
  virtual ~Watcher() = default;
  virtual std::size_t look() { return cursor.at ? cursor.size() : 0; }
};
static std::size_t watched(int n, Watcher &watcher) {
  Words out;
  std::string name(n, 'w');
  cursor.at = &name;
  out.push_back(name); // refuses: opaque-call
  return watcher.look();
}

int main() {
  std::printf("%zu %zu %zu\n", overloads(3), lookAlike(3), best({{1}, {2, 3}, {4}}).size());
  std::vector<Words> groups{{"a"}, {"b", "c"}}, target(1);
  std::printf("%g %zu %zu\n", steps(3), views(3), inside(groups, groups[0], target));
  std::printf("%zu %zu %zu\n", beside({"x"}, {1, 2}, target[0]), paths(5), strange(3) + labels(3) + inTheHeader());
  locked("some text");
  Watcher watcher;
  std::printf("%zu %s %zu\n", configured(2), shared.c_str(), threads(4));
  std::printf("%zu %zu %zu\n", parallel(2), types(3), watched(30, watcher));
}
