// RUN: %check %s
// Comparisons of an enumeration that only the function itself sees, and those it has nothing to do with.
#include <cstdio>
#include <vector>

enum class St { Idle, Busy, Done };
struct Job {
  St state = St::Idle;
  void scan(const std::vector<int> &v);
  void scan2(const std::vector<int> &v);
};
namespace cmp {
inline bool operator!=(St a, St b) { return int(a) > int(b) + 1; }
}
void Job::scan(const std::vector<int> &v) {
  using namespace cmp;
  for (int x : v) // refuses: not-stored
    if (x > 3)
      state = St::Busy;
  if (state != St::Done) std::puts("not done");
}
void Job::scan2(const std::vector<int> &v) {
  using cmp::operator!=;
  for (int x : v) // refuses: not-stored
    if (x > 3)
      state = St::Busy;
  if (state != St::Done) std::puts("not done");
}

namespace {
enum class Mode { Off, On };
struct Switch {
  Mode mode = Mode::Off;
  void scan(const std::vector<int> &v) {
    const Mode modeBefore = mode;
    Mode modeValue = modeBefore;
    for (int x : v) // finds
      if (x > 3)
        modeValue = Mode::On;
    if (modeValue != modeBefore)
      mode = modeValue;
  }
};
} // namespace

// Seen through a nested anonymous namespace.
enum class Level { Low, High };
namespace {
namespace {
[[maybe_unused]] bool operator!=(Level, Level) { return false; }
} // namespace
} // namespace
struct Meter {
  Level level = Level::Low;
  void scan(const std::vector<int> &v) {
    for (int x : v) // refuses: not-stored
      if (x > 3)
        level = Level::High;
  }
};

int main() {
  const std::vector<int> v{1, 5};
  Job a, b;
  a.scan(v);
  b.scan2(v);
  Switch s;
  s.scan(v);
  Meter m;
  m.scan(v);
  std::printf("%d\n", int(m.level));
  std::printf("%d %d %d\n", int(a.state), int(b.state), int(s.mode));
}
