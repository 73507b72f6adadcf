// By hand: const references: the elements outlive each comparison.
#include <algorithm>
#include <memory>
#include <vector>

struct Constraint {
  int probe;
  int reference;
  unsigned index;
};

namespace {

using ConstraintPtr = std::shared_ptr<Constraint>;

class ConstraintList {
public:
  void append(int probe, int reference) {
    list_.push_back(std::make_shared<Constraint>(Constraint{probe, reference, count_++}));
  }
  void sort() {
    std::sort(list_.begin(), list_.end(),
              [](const ConstraintPtr &a, const ConstraintPtr &b) { return before(a, b); });
  }
  const std::vector<ConstraintPtr> &list() const { return list_; }

private:
  static bool before(const ConstraintPtr &a, const ConstraintPtr &b) {
    if (a->probe != b->probe)
      return a->probe < b->probe;
    if (a->reference != b->reference)
      return a->reference < b->reference;
    return a->index < b->index;
  }
  unsigned count_ = 0;
  std::vector<ConstraintPtr> list_;
};

} // namespace

std::vector<unsigned> sortedOrder(const std::vector<int> &probes, const std::vector<int> &references) {
  ConstraintList list;
  for (std::size_t i = 0; i < probes.size() && i < references.size(); ++i)
    list.append(probes[i], references[i]);
  list.sort();
  std::vector<unsigned> order;
  order.reserve(list.list().size());
  for (const ConstraintPtr &c : list.list())
    order.push_back(c->index);
  return order;
}
