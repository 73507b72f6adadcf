// RUN: %check %s
// FLAGS: -std=c++23 -O2
// COMPILERS: clang++
// An operator with an explicit object parameter may keep the object, and what it is given.
#include <array>
#include <cstdio>

static int *kept;

struct Keep {
  void operator()(this const Keep &, int &x) { kept = &x; }
};
struct Own {
  int v = 1, w = 2;
  void operator()(this Own &self, int) { kept = &self.v; }
};

static void argument(std::size_t k) {
  std::array<int, 3> n{5, 6, 7};
  Keep{}(n[0]);
  int *to = kept;
  for (std::size_t i = 0; i < k; ++i) // refuses: may-change
    to[i] = n[0] + 1;
  std::printf("%d %d\n", n[0], n[1]);
}

static void object(std::size_t k) {
  Own own;
  own(3);
  int *to = kept;
  for (std::size_t i = 0; i < k; ++i) // refuses: may-change
    to[i] = own.v + 1;
  std::printf("%d %d\n", own.v, own.w);
}

int main() {
  argument(2);
  object(2);
}
