// RUN: %check %s
// Each call that is under way would have a block on the stack.
#include <cstdio>
#include <functional>
#include <vector>

static int depth(const std::vector<long> &v, long n) {
  std::vector<long> above;
  for (long x : v) // refuses: recursive
    if (x > n)
      above.push_back(x);
  return above.empty() ? 0 : 1 + depth(above, n + 1);
}

// Who is called next need not be named.
struct Step {
  int (*run)(const std::vector<long> &, long);
};
static Step steps[1];
static int byTable(const std::vector<long> &v, long n) {
  std::vector<long> above;
  for (long x : v) // refuses: recursive
    if (x > n)
      above.push_back(x);
  return above.empty() ? 0 : 1 + steps[0].run(v, n + 1);
}

using Visit = std::function<int(long)>;
static int byFunction(const std::vector<long> &v, long n, const Visit &visit) {
  std::vector<long> above;
  for (long x : v) // refuses: recursive
    if (x > n)
      above.push_back(x);
  return above.empty() ? 0 : 1 + visit(n + 1);
}

struct Rule {
  virtual ~Rule() = default;
  virtual int apply(long n) const = 0;
};
static int byRule(const std::vector<long> &v, long n, const Rule &rule) {
  std::vector<long> above;
  for (long x : v) // refuses: recursive
    if (x > n)
      above.push_back(x);
  return above.empty() ? 0 : 1 + rule.apply(n + 1);
}
struct Ends final : Rule {
  int apply(long n) const override { return static_cast<int>(n); }
};

int main() {
  steps[0].run = byTable;
  const std::vector<long> v{1, 2, 3};
  Visit again = [&](long n) { return byFunction(v, n, again); };
  std::printf("%d %d\n", depth({1, 2, 3}, 0), byTable({1, 2, 3}, 0));
  std::printf("%d %d\n", byFunction({1, 2, 3}, 0, again), byRule({1, 2, 3}, 0, Ends()));
}
