// RUN: %check %s
// FLAGS: -std=c++20 -O2 -pthread
// A thread behind a pointer.
#include <cstddef>
#include <cstdio>
#include <memory>
#include <thread>
#include <vector>

static std::vector<int> slots(300);
static void work() { slots[250] = 7; }

static long find(int wanted) {
  for (std::size_t i = 0; i < slots.size(); ++i) // refuses: threads
    if (slots[i] == wanted)
      return static_cast<long>(i);
  return -1;
}

int main() {
  slots[70] = 4;
  auto other = std::make_unique<std::thread>(work);
  other->join();
  std::printf("%ld\n", find(4));
}
