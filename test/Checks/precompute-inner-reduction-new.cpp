// RUN: %check %s
// What is allocated is counted here.
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <vector>

static std::size_t allocated = 0;
void *operator new(std::size_t size) {
  allocated += size;
  if (void *p = std::malloc(size))
    return p;
  throw std::bad_alloc();
}
void operator delete(void *p) noexcept { std::free(p); }
void operator delete(void *p, std::size_t) noexcept { std::free(p); }

static int sumOf(const std::vector<int> &row) {
  int sum = 0;
  for (int each : row)
    sum += each;
  return sum;
}

static int isCounted(const std::vector<std::vector<int>> &rows) {
  int n = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i)
      n += sumOf(rows[i]); // refuses: allocates
  return n;
}

int main() {
  std::vector<std::vector<int>> rows = {{1, 2}, {3}};
  std::size_t before = allocated;
  std::printf("%d\n", isCounted(rows));
  std::printf("%zu\n", allocated - before);
}
