// RUN: %check %s
// An algorithm that may use threads.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <execution>
#include <vector>

static std::vector<int> slots(300);

static long find(int wanted) {
  for (std::size_t i = 0; i < slots.size(); ++i) // refuses: threads
    if (slots[i] == wanted)
      return static_cast<long>(i);
  return -1;
}

int main() {
  slots[70] = 4;
  std::for_each(std::execution::par, slots.begin() + 200, slots.end(), [](int &slot) { slot = 7; });
  std::printf("%ld\n", find(4));
}
