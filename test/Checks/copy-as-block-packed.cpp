// RUN: %check %s
// What is packed is not aligned: no pointer or reference may be made of it.
#include <cstddef>
#include <cstdio>
#include <vector>

#pragma pack(push, 1)
struct Tight {
  char tag;
  int value;
  int cells[4];
};
#pragma pack(pop)
struct __attribute__((packed)) Packed {
  char tag;
  int cells[4];
};

static void target(Packed &t, int x) {
  for (std::size_t i = 0; i < 4; ++i) // refuses: value
    t.cells[i] = x;
}
static void source(std::vector<int> &v, const Tight &t) {
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: value
    v[i] = t.cells[i];
}
static void byCopy(std::vector<int> &v, const Tight &t) {
  const int value = t.value;
  for (std::size_t i = 0; i < v.size(); ++i) // finds
    v[i] = value;
}

int main() {
  Tight t = {'a', 2, {1, 2, 3, 4}};
  Packed p = {'a', {}};
  std::vector<int> v(4);
  target(p, 3);
  source(v, t);
  std::printf("%d %d\n", p.cells[3], v[3]);
  byCopy(v, t);
  std::printf("%d\n", v[3]);
}
