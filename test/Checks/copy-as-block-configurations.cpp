// RUN: %check %s
// What macros leave out here would be lost with the loop.
#include <cstdio>
#include <vector>

#ifdef CHECKED
#define VERIFY(x) if (!(x)) return;
#else
#define VERIFY(x)
#endif

static void copied(std::vector<int> &a, const std::vector<int> &b, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) // refuses: preprocessor
    VERIFY(i < a.size()) a[i] = b[i];
}

int main() {
  std::vector<int> a(3), b{1, 2, 3};
  copied(a, b, 3);
  std::printf("%d\n", a[2]);
}
