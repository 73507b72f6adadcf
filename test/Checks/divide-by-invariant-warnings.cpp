// RUN: %check %s
// Of a function's result compilers do not know how large it can be, and warn; and a call in place of an operator may
// make a declaration of what is around it.
#include <cstdint>
#include <cstdio>
#include <vector>
using V32 = std::vector<std::uint32_t>;

// equality with a signed number
static int inBucket(const V32 &hashes, std::size_t buckets, int want) {
  int n = 0;
  for (std::uint32_t h : hashes)
    if (h % buckets == want) // refuses: narrowed
      ++n;
  return n;
}
static int every(const V32 &steps, std::uint16_t period, int phase) {
  int n = 0;
  for (std::uint32_t s : steps)
    n += s % period == phase ? 1 : 0; // refuses: narrowed
  return n;
}
static float phase(const V32 &steps, std::uint16_t period) {
  float sum = 0;
  for (std::uint32_t s : steps) {
    const float x = s % period; // refuses: narrowed
    sum += x;
  }
  return sum;
}
static double wide(const V32 &steps, std::size_t period) {
  double sum = 0;
  for (std::uint32_t s : steps)
    sum += s % period; // refuses: narrowed
  return sum;
}
static unsigned choose(const V32 &v, std::uint8_t base) {
  unsigned sum = 0;
  for (std::uint32_t x : v) {
    const std::uint8_t digit = x > 3 ? x % base : 0; // refuses: narrowed
    sum += digit;
  }
  return sum;
}
static unsigned plusOne(const V32 &v, std::uint8_t base) {
  unsigned sum = 0;
  for (std::uint32_t x : v) {
    const std::uint16_t digit = static_cast<std::uint16_t>(x % base + 1U); // refuses: narrowed
    const std::uint16_t other = x % base + 1U;
    sum += digit + other;
  }
  return sum;
}
static unsigned shifted(const V32 &v, std::uint8_t base) {
  unsigned sum = 0;
  for (std::uint32_t x : v) {
    const std::uint8_t half = (x % base) / 2U; // refuses: narrowed
    std::uint16_t acc = 7;
    acc += x % base;
    sum += half + acc;
  }
  return sum;
}
static int total = 0;
struct Num { unsigned v; explicit Num(unsigned d) : v(d) {} };
struct Add { explicit Add(Num n) { total += int(n.v); std::printf("add %u\n", n.v); } };
static int counted(const std::vector<int> &values, unsigned buckets) {
  int n = 0;
  for (int x : values) {
    Add add(Num(unsigned(x) % buckets)); // refuses: declarator
    ++n;
  }
  return n;
}

#define PARALLEL(n)
static void rest(V32 &v, unsigned d) {
  PARALLEL(4)
  for (std::size_t i = 0; i < v.size(); ++i)
    v[i] = v[i] % d; // refuses: preprocessor
}

int main() {
  V32 v{1, 5};
  rest(v, 3);
  std::printf("%d %d %u\n", inBucket({1, 5, 9, 10}, 4, 1), every({1, 5, 9, 10}, 4, 1), v[1]);
  std::printf("%g %g %u %u %u\n", double(phase({1, 5}, 3)), wide({1, 5}, 3), choose({1, 5}, 3), plusOne({1, 5}, 3), shifted({1, 5}, 3));
  const int n = counted({5, 6}, 4);
  std::printf("%d %d\n", n, total);
}
