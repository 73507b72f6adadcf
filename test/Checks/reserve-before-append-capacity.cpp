// RUN: %check %s
// The unit asks what is reserved, here or elsewhere.
#include <cstdio>
#include <vector>

static std::size_t room(const std::vector<int> &v) { return v.capacity(); }

static std::size_t counted(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) // refuses: capacity-observed
    out.push_back(x);
  return room(out) >= v.size();
}

int main() { std::printf("%zu\n", counted({1, 2, 3, 4, 5})); }
