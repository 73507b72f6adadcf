// RUN: %check %s
// Members that are not made yet, or destroyed already, when a function of the object is called: the loop may
// not read them then.
#include <cstdio>
#include <string>
#include <vector>

struct Options { std::string mode; explicit Options(const char *m) : mode(m) {} };
class Later {
public:
  Later(int n, const char *w) : total_(sum(n)), options_(w) {}
  int total() const { return total_; }
  int sum(int n) const {
    const Options &o = options_;
    int r = 0;
    const bool isMax = n > 0 && o.mode == "max";
    for (int i = 0; i < n; ++i)
      if (isMax) // finds
        r += i;
      else
        r += 1;
    return r;
  }
private:
  int total_;
  Options options_;
};
class Ready {
public:
  explicit Ready(const char *w) : total_(sum()), mode_(w) { ready_ = true; }
  int total() const { return total_; }
  int sum() const {
    int r = 0;
    for (int i = 0; i < 4; ++i)
      if (ready_ && mode_ == "max") // refuses: may-be-gone
        r += i;
      else
        r += 1;
    return r;
  }
private:
  bool ready_ = false;
  int total_;
  std::string mode_;
};
// Asked by a member while it is destroyed, when the name is gone already.
class Told {
public:
  explicit Told(const char *w) : child_(*this), mode_(w) {}
  int sum() const {
    int r = 0;
    for (int i = 0; i < 3; ++i) {
      if (stopped_)
        continue;
      if (mode_ == "max") // refuses: may-be-gone
        ++r;
    }
    return r;
  }
  ~Told() { stopped_ = true; }

private:
  struct Child {
    Told &o;
    explicit Child(Told &r) : o(r) {}
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;
    ~Child() { std::printf("end %d\n", o.sum()); }
  };
  bool stopped_ = false;
  Child child_;
  std::string mode_;
};

// What a reference was given may not be made yet, too.
static int sumOf(int n, const std::string &mode, const std::string &wanted) {
  int s = 0;
  const bool modeIsWanted = n > 0 && mode == wanted;
  for (int i = 0; i < n; ++i)
    if (modeIsWanted) // finds
      s += i;
  return s;
}
struct Given {
  Given(int n, const std::string &wanted) : total(sumOf(n, mode, wanted)), mode(wanted) {}
  int total;
  std::string mode;
};

static int rows(const std::vector<std::vector<int>> &all, const std::string &mode) {
  int s = 0;
  for (const std::vector<int> &row : all) {
    const bool isMax = !row.empty() && mode == "max";
    for (int v : row)
      if (isMax) // finds
        s += v;
  }
  return s;
}

// What a class makes of && is its own affair.
struct Flag {
  bool holds;
  explicit operator bool() const { return holds; }
};
inline bool operator&&(const Flag &a, bool) { return !a.holds; }
static int largest(const std::string &mode, const Flag &on, const std::vector<int> &v) {
  int r = 0;
  std::size_t i = 0;
  while (on) {
    if (mode == "max") // refuses: may-be-gone
      r = v[i] > r ? v[i] : r;
    if (++i == v.size())
      break;
  }
  return r;
}

int main() {
  const Later later(0, "max");
  const Ready ready("max");
  Told told("a long text that is on the heap, not in the object");
  const std::string wanted(1000, 'x');
  const Given given(0, wanted);
  std::printf("%d %d %d %d\n", later.total(), later.sum(3), ready.total(), ready.sum());
  const Flag on{true};
  std::printf("%d %d\n", largest("max", on, {1, 5, 3}), on && true);
  std::printf("%d %d %d\n", told.sum(), given.total, rows({{1, 2}, {}, {3}}, "max"));
}
