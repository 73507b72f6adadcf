// RUN: %check %s
// FLAGS: -std=c++20 -O2 -pthread
// The threads are in a container, and nothing else of the unit names them.
#include <cstddef>
#include <cstdio>
#include <thread>
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
  long found = 0;
  {
    std::vector<std::jthread> pool;
    pool.emplace_back([] { slots[250] = 7; });
  }
  found = find(4);
  std::printf("%ld\n", found);
}
