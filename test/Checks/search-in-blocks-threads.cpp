// RUN: %check %s
// Another thread may use the elements behind a hit.
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
  for (std::size_t i = 0; i < v.size(); ++i) // finds
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
