// RUN: %check %s
// A unit with its own operator new sees each allocation.
#include <cstdio>
#include <cstdlib>
#include <new>
#include <vector>

static unsigned allocations = 0;
void *operator new(std::size_t size) {
  ++allocations;
  if (void *memory = std::malloc(size))
    return memory;
  throw std::bad_alloc();
}
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }

static unsigned sum(const std::vector<int> &in) {
  unsigned sum = 0;
  std::vector<unsigned> kept;
  for (int x : in)
    kept.push_back(x);
  for (unsigned each : kept) // refuses: replaced-allocation
    sum += each;
  return sum;
}

int main() { std::printf("%u %u\n", sum({1, 2, 3}), allocations); }
