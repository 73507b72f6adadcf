// RUN: %check %s
//
// Objects that share their storage, or seem to.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <utility>
#include <vector>

using Bytes = std::vector<std::uint8_t>;

// A node that was moved among its own children.
struct Node {
  int n = 1;
  std::vector<Node> children;
  void add() {
    for (std::size_t i = 0; i < children.size(); ++i) // refuses: may-alias
      children[i].n += n;
  }
};
struct Leaf {
  int n = 1;
};
struct Tree {
  int n = 1;
  std::vector<Leaf> leaves;
  void add() {
    const int nValue = n;
    for (std::size_t i = 0; i < leaves.size(); ++i) // finds
      leaves[i].n += nValue;
  }
};

// A pointer to elements that have gone to another container.
struct Swapped {
  int n = 1;
  std::vector<Swapped> spare;
  void add(std::vector<Swapped> &all) {
    spare.swap(all);
    Swapped *p = spare.data();
    spare.swap(all);
    for (std::size_t i = 0; i < 3; ++i) // refuses: may-alias
      p[i].n += n;
  }
};

// Members that a union makes one.
struct First {
  int x;
};
struct Second {
  int y;
};
union Either {
  First first;
  Second second;
};
void sum(First &first, const Second &second) {
  for (int i = 0; i < 3; ++i) // refuses: state-written
    first.x += second.y;
}

// Two names of one variable.
extern "C" {
int named = 1;
extern int renamed __attribute__((alias("named")));
}
void rename(int n, int *out) {
  for (int i = 0; i < n; ++i) { // refuses: state-written
    named += renamed;
    *out = named;
  }
}

int main() {
  std::vector<Node> nodes(3);
  Node *first = &nodes[0];
  first->children = std::move(nodes), first->add();
  nodes = std::move(first->children);
  for (Node &node : nodes)
    std::printf("node %d\n", node.n);
  Tree tree;
  tree.leaves.resize(2), tree.add();
  std::printf("leaf %d\n", tree.leaves[1].n);
  std::vector<Swapped> all(3);
  all[0].add(all);
  for (Swapped &each : all)
    std::printf("swapped %d\n", each.n);
  Either either;
  either.first.x = 1, sum(either.first, either.second);
  std::printf("union %d\n", either.first.x);
  int out;
  rename(3, &out), std::printf("renamed %d\n", out);
}
