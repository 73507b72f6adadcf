// RUN: %check %s
// Another thread may use the elements behind a hit.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <mutex>
#include <vector>

static std::mutex lock;

static long find(const std::vector<int> &v, int wanted) {
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: threads
    if (v[i] == wanted)
      return static_cast<long>(i);
  return -1;
}
// Nobody else knows these.
static long findOwn(std::vector<int> v, int wanted) {
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr std::size_t blockSize = 64;
  std::size_t start = 0;
  if (v.size() > blockSize) {
    for (; start < blockSize; ++start)
      if (v[start] == wanted)
        break;
    if (start == blockSize)
      for (std::size_t end; start < v.size(); start = end) {
        end = std::min(start + blockSize, v.size());
        int hits = 0;
        for (std::size_t i = start; i < end; ++i)
          hits |= v[i] == wanted;
        if (hits != 0)
          break;
      }
  }
  for (std::size_t i = start; i < v.size(); ++i) // finds
    if (v[i] == wanted)
      return static_cast<long>(i);
  return -1;
}

int main() {
  std::vector<int> v(300);
  v[200] = 4;
  std::lock_guard<std::mutex> held(lock);
  std::printf("%ld %ld\n", find(v, 4), findOwn(v, 4));
}
