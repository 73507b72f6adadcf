// The textbook rewrite: a comparison of typeid, which compares names.
#include <cstddef>
#include <typeinfo>
#include <vector>

struct Node {
  virtual ~Node() = default;
  int depth = 0;
};

struct Leaf final : Node {
  int value = 1;
};

struct Branch final : Node {
  std::vector<Node *> children;
};

int countLeaves(const Branch &root) {
  int sum = 0;
  for (const Node *child : root.children) {
    if (!child)
      continue;
    if (typeid(*child) == typeid(Leaf))
      sum += static_cast<const Leaf *>(child)->value;
    else
      sum += child->depth;
  }
  return sum;
}
