// RUN: %check %s
// The unit counts what is allocated.
#include <cstdio>
#include <cstdlib>
#include <new>
#include <vector>

static int allocated = 0;

void *operator new(std::size_t size) {
  ++allocated;
  if (void *at = std::malloc(size))
    return at;
  std::abort();
}
void operator delete(void *at) noexcept { std::free(at); }
void operator delete(void *at, std::size_t) noexcept { std::free(at); }

static void product(const std::vector<double> &a, const std::vector<double> &b, std::vector<double> &c, int n) {
  for (int i = 0; i < n; ++i) // refuses: allocates
    for (int k = 0; k < n; ++k)
      for (int j = 0; j < n; ++j)
        c[i * n + j] += a[i * n + k] * b[k * n + j];
}

int main() {
  std::vector<double> a(40 * 40, 0.3), c(40 * 40);
  product(a, a, c, 40);
  std::printf("%d %a\n", allocated, c[7]);
}
