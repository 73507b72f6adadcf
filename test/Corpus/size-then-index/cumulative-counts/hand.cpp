// By hand: count + 1 elements at once; the sum runs in a local.
#include <cstdint>
#include <vector>

struct Group {
  int bins;
  bool used;
};

std::vector<uint64_t> boundaries(const std::vector<Group> &groups) {
  std::vector<uint64_t> result(groups.size() + 1);
  uint64_t sum = 0;
  uint64_t *to = result.data();
  *to++ = sum;
  for (auto group = groups.cbegin(); group != groups.cend(); ++group) {
    sum += group->used ? group->bins : 0;
    *to++ = sum;
  }
  return result;
}
