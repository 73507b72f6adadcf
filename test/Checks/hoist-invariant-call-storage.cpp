// RUN: %check %s
// An operator new of the unit's own runs wherever the loop allocates.
#include <cstdio>
#include <cstdlib>
#include <new>
#include <vector>

static std::size_t given;
void *operator new(std::size_t n) {
  given += n;
  if (void *p = std::malloc(n))
    return p;
  throw std::bad_alloc();
}
void operator delete(void *p) noexcept { std::free(p); }
void operator delete(void *p, std::size_t) noexcept { std::free(p); }

static std::size_t pressure(int k) {
  std::size_t r = 0;
  for (int i = 0; i < k; ++i)
    r += given;
  return r;
}
static std::size_t run(std::vector<int> &v, int n) {
  std::size_t total = 0;
  for (int i = 0; i < n; ++i) {
    total += pressure(2); // refuses: opaque-call
    v.push_back(i);
  }
  for (int i = 0; i < n; ++i)
    total += i * pressure(3); // finds
  return total;
}

int main() {
  std::vector<int> v;
  given = 0;
  std::printf("%zu\n", run(v, 9));
}
