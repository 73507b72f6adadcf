// RUN: %check %s
// Keys that are made of how many elements there are, and names and macros around the loop.
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#if defined(__GNUC__) && !defined(__clang__)
#define INDEPENDENT _Pragma("GCC ivdep")
#else
#define INDEPENDENT
#endif

using Map = std::map<int, int>;

static int ownSize(Map &m, int n) {
  for (int i = 0; i < n; ++i)
    m[int(m.size())] = i; // refuses: aliased-store
  return int(m.size());
}

static int sizeOfAnother(Map &m, std::set<int> &seen, int n) {
  for (int i = 0; i < n; ++i) {
    seen.insert(i);
    m[int(seen.size())] = i; // refuses: aliased-store
  }
  return int(m.size());
}

static int countOfAnother(Map &m, Map &other, int n) {
  for (int i = 0; i < n; ++i) {
    m[int(other.count(3))] = i; // refuses: aliased-store
    other[i] = 3;
  }
  return int(m.size());
}

static int firstOfAnother(Map &m, std::map<long long, long long> &other, int n) {
  other[0] = 0;
  for (int i = 0; i < n; ++i) {
    m[int(other.begin()->first)] = i; // refuses: aliased-store
    other[-i] = 3;
  }
  return int(m.size());
}

static int buckets(std::unordered_map<std::size_t, int> &m, int n) {
  for (int i = 0; i < n; ++i)
    m[m.bucket_count()] += i; // refuses: aliased-store
  return int(m.size());
}

// A macro of the GNU dialects: not the name of the element.
static int dialects(std::map<std::string, int> &m, int n) {
  int *const linux2 = n > 0 ? &m["linux"] : nullptr;
  for (int i = 0; i < n; ++i)
    *linux2 += i; // finds
  return m["linux"];
}

static void scale(const Map &m, const std::vector<int> &v, std::vector<int> &out) {
  INDEPENDENT
  for (std::size_t i = 0; i < v.size(); ++i)
    out[i] = v[i] * m.at(1); // refuses: preprocessor
}

// What the pointers lead to is not constant; the pointers are.
static int pointers(const std::map<int, int *> &m, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum += *m.at(1); // refuses: type-not-spelled
  return sum;
}

int main() {
  Map a, b, c, d, e, f;
  std::set<int> seen;
  std::map<long long, long long> far;
  std::unordered_map<std::size_t, int> hashed;
  std::map<std::string, int> systems;
  std::printf("%d %d ", ownSize(a, 3), sizeOfAnother(b, seen, 3));
  std::printf("%d %d %d %d\n", countOfAnother(c, d, 9), firstOfAnother(e, far, 3), buckets(hashed, 3) > 0, dialects(systems, 3));
  f[1] = 2;
  std::vector<int> v{1, 2}, out(2);
  scale(f, v, out);
  int x = 4;
  std::printf("%d %d\n", out[1], pointers({{1, &x}}, 3));
}
