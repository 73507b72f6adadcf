// RUN: %check %s
// Who is called again need not be named: each call that is under way would keep its last buffer.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

struct Node {
  std::vector<Node> below;
};

static std::function<unsigned(const Node &)> visit;
static unsigned (*again)(const Node &) = nullptr;

static unsigned byFunction(const Node &n) {
  unsigned sum = 1;
  for (const Node &each : n.below) {
    {
      std::vector<unsigned> seen(3); // refuses: recursive
      sum += seen.size();
    }
    sum += visit(each);
  }
  return sum;
}

static unsigned byPointer(const Node &n) {
  unsigned sum = 1;
  for (const Node &each : n.below) {
    {
      std::vector<unsigned> seen(3); // refuses: recursive
      sum += seen.size();
    }
    sum += again(each);
  }
  return sum;
}

static unsigned further(const Node &n) { return (*again)(n); }
static unsigned byCallee(const Node &n) {
  unsigned sum = 1;
  for (const Node &each : n.below) {
    {
      std::vector<unsigned> seen(3); // refuses: recursive
      sum += seen.size();
    }
    sum += further(each);
  }
  return sum;
}

struct Visitor {
  virtual ~Visitor() = default;
  virtual unsigned visit(int depth) = 0;
};
static unsigned walk(Visitor &v, int depth) {
  unsigned sum = 1;
  for (int i = 0; i < depth && i < 1; ++i) {
    {
      std::vector<unsigned> seen(3); // refuses: recursive
      sum += seen.size();
    }
    sum += v.visit(depth - 1);
  }
  return sum;
}
struct Again final : Visitor {
  unsigned visit(int depth) override { return walk(*this, depth); }
};

// Ends elsewhere: another unit has no part in it.
namespace {
struct Shape {
  virtual ~Shape() = default;
  virtual unsigned corners() const = 0;
};
struct Square final : Shape {
  unsigned corners() const override { return 4; }
};
} // namespace
static unsigned allCorners(const std::vector<const Shape *> &shapes) {
  unsigned sum = 0;
  std::vector<unsigned> seen;
  for (const Shape *each : shapes) {
    seen.assign(each->corners(), 0); // finds
    sum += seen.size();
  }
  return sum;
}

// Another unit's shape may ask again, and a function that is passed on may be the one that passes it.
struct Solid {
  virtual ~Solid() = default;
  virtual unsigned corners() const = 0;
};
struct Cube final : Solid {
  unsigned corners() const override { return 8; }
};
static unsigned anyCorners(const std::vector<const Solid *> &solids) {
  unsigned sum = 0;
  for (const Solid *each : solids) {
    std::vector<unsigned> seen(each->corners()); // refuses: recursive
    sum += seen.size();
  }
  return sum;
}
static unsigned onCubes(const std::vector<const Cube *> &cubes) {
  unsigned sum = 0;
  std::vector<unsigned> seen;
  for (const Cube *each : cubes) {
    seen.assign(each->corners(), 0); // finds
    sum += seen.size();
  }
  return sum;
}
static unsigned passedOn(const std::vector<int> &in, void (*seen)(int)) {
  unsigned sum = 0;
  for (int x : in) {
    std::vector<unsigned> each(static_cast<unsigned>(x)); // refuses: recursive
    sum += each.size();
  }
  std::for_each(in.begin(), in.end(), seen);
  return sum;
}

// Behind the loop, the buffer would still be there.
static unsigned afterwards(const Node &n) {
  unsigned sum = 1;
  for (unsigned i = 0; i < 2; ++i) {
    std::vector<unsigned> seen(i); // refuses: recursive
    sum += seen.size();
  }
  return n.below.empty() ? sum : sum + visit(n.below[0]);
}

int main() {
  const Node tree{{{{{{}}}}}};
  Again each;
  const Square square;
  visit = byFunction;
  again = byPointer;
  std::printf("%u %u %u\n", byFunction(tree), byPointer(tree), walk(each, 3));
  again = byCallee;
  visit = afterwards;
  std::printf("%u %u %u\n", byCallee(tree), allCorners({&square, &square}), afterwards(tree));
  const Cube cube;
  std::printf("%u %u %u\n", anyCorners({&cube}), onCubes({&cube, &cube}), passedOn({1, 2}, [](int) {}));
}
