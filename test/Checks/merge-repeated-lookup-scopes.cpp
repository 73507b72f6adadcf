// RUN: %check %s
// What a name means where the declaration goes, whose find() it is, and what auto makes of it.
#include <cstdio>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

using Map = std::map<int, int>;
static Map Shared{{1, 1}};

static decltype(auto) deduced(Map &m, int k) {
  if (m.count(k)) // finds
    return m.at(k);
  throw 1;
}

static int bound(Map &m, int k) {
  if (m.count(k)) { // finds
    decltype(auto) x = m.at(k);
    x = 9 + x;
  }
  return m[k];
}

static int ownSize(Map &m) {
  m[int(m.size())]++; // refuses: aliased-store
  return m[int(m.size())];
}

static int sizeOfAnother(Map &m, const Map &other) {
  m[int(other.size())]++; // refuses: aliased-store
  return m[int(other.size())];
}

struct Derived : Map {
  int Asked = 0;
  iterator find(int k) {
    ++Asked;
    return Map::find(k);
  }
};
static int derived(Derived &d, int k) {
  if (d.count(k))
    return d.at(k);
  return 0;
}
static int qualified(Derived &d, int k) {
  if (d.Map::count(k))
    return d.Map::at(k);
  return 0;
}

static int following(int i) { return i + 3; }
static int shadowed(Map &m, int k) {
  if (const int k = following(1); m[k] > 0 && k) // refuses: declared-inside
    m[k] = 9;
  return m[k];
}
static int shadowedInLoop(Map &m) {
  const int k = 1;
  int j = 0;
  for (const int k = 4; m[k] < 5 && j < k - 1; ++j) // refuses: declared-inside
    m[k]++;
  return m[k];
}
static int shadowedMap(std::vector<Map> &v, Map &m, int k) {
  if (Map &m = v[0]; m[k] > 3) // refuses: declared-inside
    m[k] = 9;
  return m[k];
}

static int assignedToItself(Map &m, int k) {
  m[k] = m[k]; // refuses: one-expression
  return m[k];
}
static int changedTwice(Map &m, int k) {
  m[k] = m[k]++ + 1; // refuses: one-expression
  return m[k];
}
static int changedOnce(Map &m, int k) {
  m[k] = m[k] / 2 + 1; // finds
  return m[k];
}

int main() {
  const int &r = deduced(Shared, 1);
  Shared[1] = 7;
  Map a, b, c{{4, 1}}, d{{4, 1}}, e{{1, 2}};
  std::printf("%d %d\n", r, bound(Shared, 1));
  std::printf("%d %d ", ownSize(a), sizeOfAnother(b, b));
  std::printf("%zu %zu\n", a.size(), b.size());
  Derived own;
  own[1] = 2;
  derived(own, 1);
  qualified(own, 1);
  std::printf("%d\n", own.Asked);
  std::vector<Map> v(2);
  std::printf("%d %d %d ", shadowed(c, 8), shadowedInLoop(d), shadowedMap(v, e, 1));
  std::printf("%d %d %d\n", assignedToItself(e, 1), changedTwice(e, 1), changedOnce(e, 1));
}
