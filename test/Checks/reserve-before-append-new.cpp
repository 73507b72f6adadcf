// RUN: %check %s
// The unit counts what is allocated.
#include <cstdio>
#include <cstdlib>
#include <new>
#include <vector>

static std::size_t allocated = 0;
void *operator new(std::size_t size) {
  ++allocated;
  if (void *p = std::malloc(size))
    return p;
  throw std::bad_alloc();
}
void operator delete(void *p) noexcept { std::free(p); }
void operator delete(void *p, std::size_t) noexcept { std::free(p); }

static std::size_t counted(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) // refuses: replaced-allocation
    out.push_back(x);
  return allocated;
}

int main() { std::printf("%d\n", counted({1, 2, 3}) > 2); }
