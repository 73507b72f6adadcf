// RUN: %check %s
// Where the second search finds something else, or is made where the first was not.
#include <cstdio>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

using Counts = std::map<std::string, int>;

// --- The element goes in between ----------------------------------------------------

static int erased(Counts &m, const std::string &k) {
  ++m[k]; // refuses: aliased-store
  m.erase("a");
  return ++m[k];
}
static int clearedInLoop(Counts &m, int n) {
  int sum = ++m["a"]; // refuses: aliased-store
  for (int i = 0; i < n; ++i) {
    sum += ++m["a"];
    m.clear();
  }
  return sum;
}
static int swapped(Counts &m, Counts &w) {
  ++m["a"]; // refuses: aliased-store
  m.swap(w);
  return ++m["a"];
}
static int assigned(Counts &m, Counts &w, const Counts &other) {
  ++m["a"]; // refuses: aliased-store
  w = other;
  return ++m["a"];
}
static int otherName(Counts &m, Counts &same) {
  ++m["a"]; // refuses: aliased-store
  same.clear();
  return ++m["a"];
}
static Counts global;
static int called(const std::function<void()> &step) {
  ++global["a"]; // refuses: opaque-call
  step();
  return ++global["a"];
}
static int untilThen(Counts &m) {
  int &mEntry = m["a"];
  ++mEntry; // finds
  ++mEntry;
  m.clear();
  int &mEntry2 = m["a"];
  ++mEntry2; // finds
  return ++mEntry2;
}
static int parted(std::map<int, int> &m) {
  auto node = m.extract(1);
  ++m[1]; // refuses: opaque-call
  m.extract(1);
  return ++m[1];
}

// --- The key changes in between --------------------------------------------------------

static int keyIsValue(std::map<int, int> &m, const int &k) {
  ++m[k]; // refuses: aliased-store
  return m[k];
}
static int keyAssigned(Counts &m, std::string k) {
  ++m[k]; // refuses: modified
  k += "x";
  return ++m[k];
}
static int pointerMoves(std::vector<Counts> &maps) {
  Counts *m = &maps[0];
  ++(*m)["a"]; // refuses: modified
  ++m;
  return ++(*m)["a"];
}
static int counter = 0;
static int nextKey() { return counter++; }
static int keyCalls(std::map<int, int> &m) {
  ++m[nextKey()]; // refuses: impure-key
  return m[nextKey()];
}

// --- The first search is not made, or not first ------------------------------------------

static int conditional(std::map<int, int> &m, int n) {
  int sum = n > 3 && m[1] > 0; // refuses: conditional
  return sum + (n > 4 ? m[1] : 0);
}
static int sizeFirst(std::map<int, int> &m) {
  m[1] = int(m.size()); // refuses: overtaken
  return m[1];
}
static int mayThrow(int i) {
  if (i > 0)
    throw i;
  return i;
}
static int throwsFirst(std::map<int, int> &m, int i) {
  m[1] += mayThrow(i); // refuses: exit-before
  return m[1];
}
static int makesOrThrows(std::map<int, int> &m) {
  m[1] = m.at(1); // refuses: exit-before
  return m[1];
}
static int steps(const std::map<int, int> &m, int &tries) {
  int sum = (++tries, m.at(1)); // refuses: overtaken
  return sum + m.at(1);
}

// --- Where the test does not speak for the search ------------------------------------------

static int grows(std::unordered_map<int, int> &m, int k) {
  if (m.count(k)) { // refuses: invalidated
    for (int i = 0; i < 100; ++i)
      m[1000 + i] = i;
    return m.at(k);
  }
  return 0;
}
static int doesNotGrow(std::map<int, int> &m, int k) {
  const auto found = m.find(k);
  if (found != m.end()) { // finds
    m[k + 1000] = 1;
    return found->second;
  }
  return 0;
}
static int goes(Counts &m, const std::string &k) {
  if (m.count(k)) { // refuses: aliased-store
    m.erase("a");
    m[k] += 3;
  }
  return int(m.size());
}
static int both(Counts &m, const std::string &k, int n) {
  if (n > 0 && m.count(k))
    return m.at(k);
  if (m.count(k) || n > 0)
    return m[k];
  if (m.count(k) > 1)
    return m[k];
  return 0;
}
static int elseIf(Counts &m, const std::string &k, int n) {
  if (n > 3)
    return 1;
  else if (m.count(k)) // refuses: else-if
    return m.at(k);
  return 0;
}
static int notLeaving(Counts &m, const std::string &k) {
  // finds
  int &mEntry = m.try_emplace(k, 3).first->second;
  return mEntry;
}
static int wrongBranch(Counts &m, const std::string &k) {
  if (m.count(k))
    return 1;
  return m[k];
}
static int wide(std::map<int, int, std::less<>> &m, long long k) {
  if (m.count(k))
    return m.at(int(k));
  if (m.find(k) == m.end())
    return -1;
  return m.at(k);
}
static int otherEnd(std::map<int, int> &m, std::map<int, int> &w, int k) {
  if (m.find(k) != w.end())
    return m[k];
  return 0;
}
static int switched(std::map<int, int> &m, int k, int n) {
  switch (n) {
  case 0:
    ++n;
    if (!m.count(k)) // refuses: no-place
      break;
    n = m.at(k);
    break;
  case 1:
    n = m[k];
  }
  return n;
}
static int withInit(Counts &m, const std::string &k) {
  if (int n = 3; m.count(k))
    return m.at(k) + n;
  return 0;
}

// --- Code of the project, other places ------------------------------------------------------

static int compared;
struct Key {
  int id;
  bool operator<(const Key &o) const { return ++compared, id < o.id; }
};
static int ownKey(std::map<Key, int> &m, Key k) {
  ++m[k];
  if (m.count(k))
    return m.at(k);
  return 0;
}
struct Noisy {
  int n = 0;
  Noisy() { ++compared; }
};
static int ownValue(std::map<int, Noisy> &m) {
  ++m[1].n; // refuses: own-code
  return m[1].n;
}
static int inLambda(std::map<int, int> &m) {
  auto run = [&](int k) {
    ++m[k]; // refuses: lambda
    if (m.count(k)) // refuses: lambda
      ++m[k];
    return m[k];
  };
  return run(3);
}
static int parallel(std::map<int, int> &m) {
#pragma omp critical
  ++m[1]; // refuses: parallel-region
  return m[1];
}
#define KEY 1
#define GET(m) (m)[2]
static int macros(std::map<int, int> &m) {
  int &mEntry = m[KEY];
  ++mEntry; // finds
  ++mEntry;
  ++GET(m); // refuses: preprocessor
  return GET(m);
}
static int comment(std::map<int, int> &m) {
  ++m[1]; // refuses: comment
  return m[/* one */ 1];
}
static int jumps(std::map<int, int> &m, int n) {
  if (n > 0)
    goto out;
  ++m[1]; // refuses: goto
  ++m[1];
out:
  return m[1];
}
class Closed {
  struct Slot {
    int n = 0;
  };

public:
  std::map<int, Slot> slots;
};
static int closed(Closed &c) {
  ++c.slots[1].n; // refuses: type-not-spelled
  return ++c.slots[1].n;
}
struct Addressed {
  int n;
  int *operator&() { return &n; }
};
static int address(std::map<int, Addressed> &m) {
  ++m[1].n; // refuses: address-operator
  return ++m[1].n;
}
static int names(std::map<int, int> &found, int mEntry) {
  const auto found2 = found.find(mEntry);
  if (found2 != found.end()) // finds
    return found2->second;
  int &foundEntry = found[mEntry];
  ++foundEntry; // finds
  return ++foundEntry;
}
template <typename T> static int instances(std::map<T, int> &m, T key) {
  ++m[key]; // refuses: template
  return ++m[key];
}

int main() {
  Counts a{{"a", 3}}, b;
  std::printf("%d %d %d %d %d\n", erased(a, "a"), clearedInLoop(a, 3), swapped(a, b), assigned(a, a, b), otherName(a, a));
  std::map<int, int> m{{1, 1}, {2, 5}};
  std::printf("%d %d %d\n", called([] { global.clear(); }), untilThen(a), parted(m));
  std::map<int, int> chain{{0, 0}};
  std::vector<Counts> maps(2);
  std::printf("%d %d %d %d\n", keyIsValue(chain, chain[0]), keyAssigned(a, "a"), pointerMoves(maps), keyCalls(m));
  std::map<int, int> none;
  std::printf("%d %zu %d\n", conditional(none, 1), none.size(), sizeFirst(none));
  none.clear();
  try {
    throwsFirst(none, 1);
  } catch (int) {
    std::printf("%zu\n", none.size());
  }
  int tries = 0;
  try {
    steps(none, tries);
  } catch (const std::out_of_range &) {
    std::printf("%d\n", tries);
  }
  try {
    makesOrThrows(none);
  } catch (const std::out_of_range &) {
    std::printf("%zu\n", none.size());
  }
  std::unordered_map<int, int> u{{1, 2}};
  std::printf("%d %d %d %d\n", grows(u, 1), doesNotGrow(m, 1), goes(a, "a"), both(a, "a", 1));
  std::map<int, int, std::less<>> transparent{{1, 7}};
  std::printf("%d %d %d %d\n", elseIf(a, "a", 1), notLeaving(a, "n"), wrongBranch(a, "w"),
              wide(transparent, 4294967297LL));
  std::map<int, int> w;
  std::printf("%d %d %d\n", otherEnd(m, m, 1), switched(m, 1, 0) + switched(m, 9, 1), withInit(a, "n"));
  std::map<Key, int> keys;
  std::map<int, Noisy> noisy;
  int own = ownKey(keys, {1}) + ownValue(noisy);
  std::printf("%d %d %d %d %d\n", own, compared, inLambda(m), parallel(m), macros(m));
  Closed slots;
  std::map<int, Addressed> addressed;
  std::printf("%d %d %d %d %d %d\n", comment(m), jumps(m, 0), closed(slots), address(addressed), names(w, 4),
              instances(w, 4));
}
