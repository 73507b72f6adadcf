// RUN: %check %s
// A comparison that an anonymous namespace lets in.
#include <cstdio>
#include <vector>
enum class State { Idle, Busy };
namespace ops {
static int asked = 0;
inline bool operator!=(State a, State b) {
  ++asked;
  return int(a) == 7 && int(b) == 8;
}
} // namespace ops
namespace {
using namespace ops;
}
struct Machine {
  State state = State::Idle;
  void scan(const std::vector<int> &v) {
    for (int x : v) // refuses: not-stored
      if (x > 3)
        state = State::Busy;
  }
};
int main() {
  const std::vector<int> v{1, 5};
  Machine m;
  m.scan(v);
  std::printf("%d %d %d\n", int(m.state), ops::asked, State::Idle != State::Busy);
}
