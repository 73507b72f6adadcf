// RUN: %check %s
// Tables of functions, those of the library included: the function may be called again through one.
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <variant>
#include <vector>

struct Sums {
  long sum[4] = {};
};
static void note(Sums &sums, int x) { sums.sum[x & 3] += x; }

struct Tree;
using Trees = std::vector<Tree>;
struct Tree {
  std::variant<int, Trees> value;
};
static int both(const Tree &a, const Tree &b);
struct Add {
  int operator()(int a, int b) const { return a + b; }
  int operator()(int a, const Trees &) const { return a; }
  int operator()(const Trees &, int b) const { return b; }
  int operator()(const Trees &a, const Trees &b) const;
};
int Add::operator()(const Trees &a, const Trees &b) const {
  int s = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    auto sums = std::make_unique<Sums>(); // refuses: recursive
    note(*sums, 3);
    s += both(a[i], b[i]) + int(sums->sum[3]);
  }
  return s;
}
static int both(const Tree &a, const Tree &b) { return std::visit(Add{}, a.value, b.value); }

struct Node {
  int kind = 0;
  std::vector<Node> inner;
};
using Handler = int (*)(const Node &);
static int leaf(const Node &) { return 1; }
static int group(const Node &n);
static int other(const Node &n);
static int third(const Node &n);
static const Handler handlers[] = {leaf, group};
static std::vector<Handler> listed;
static std::map<int, Handler> mapped;

static int group(const Node &n) {
  int s = 0;
  for (const Node &each : n.inner) {
    auto sums = std::make_unique<Sums>(); // refuses: recursive
    note(*sums, 3);
    s += std::invoke(handlers[each.kind], each) + int(sums->sum[3]);
  }
  return s;
}
static int other(const Node &n) {
  int s = 0;
  for (const Node &each : n.inner) {
    auto sums = std::make_unique<Sums>(); // refuses: recursive
    note(*sums, 3);
    s += std::invoke(listed[each.kind], each) + int(sums->sum[3]);
  }
  return s;
}
static int third(const Node &n) {
  int s = 0;
  for (const Node &each : n.inner) {
    auto sums = std::make_unique<Sums>(); // refuses: recursive
    note(*sums, 3);
    s += std::invoke(mapped.at(each.kind), each) + int(sums->sum[3]);
  }
  return s;
}

// Neither the visitor nor the table calls back.
struct Size {
  int operator()(int) const { return 1; }
  int operator()(const Trees &all) const { return int(all.size()); }
};
static int twice(int x) { return 2 * x; }
static int flat(const Trees &all) {
  int s = 0;
  for (const Tree &each : all) {
    auto sums = std::make_unique<Sums>(); // finds
    note(*sums, std::visit(Size{}, each.value));
    s += int(sums->sum[1]) + std::invoke(twice, 3);
  }
  return s;
}

int main() {
  listed = {leaf, other};
  mapped = {{0, leaf}, {1, third}};
  Node n;
  n.inner.resize(2);
  Tree t{Trees{Tree{1}, Tree{2}}};
  std::printf("%d %d %d %d %d\n", both(t, t), group(n), other(n), third(n), flat({Tree{1}, t}));
}
