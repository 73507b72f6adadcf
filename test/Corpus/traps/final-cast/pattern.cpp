// To find: nothing: a dynamic_cast to a final class is one comparison of a pointer.
// Function: countLeaves
// Model: Open Babel, src/formats/json/ketformat.cpp, writeAtomEntry (dynamic_cast<OBPairData *>),
//   https://github.com/openbabel/openbabel at 1afe81019b
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
    if (const Leaf *leaf = dynamic_cast<const Leaf *>(child))
      sum += leaf->value;
    else
      sum += child->depth;
  }
  return sum;
}
