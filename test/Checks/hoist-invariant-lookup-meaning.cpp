// RUN: %check %s
// Where searching once finds, makes, or shows something else.
#include <atomic>
#include <cstdio>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

using Counts = std::map<std::string, int>;

// --- The element goes, or another one comes -----------------------------------

static int erased(Counts &m, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += ++m["a"]; // refuses: aliased-store
    if (i == 1)
      m.erase("a");
  }
  return sum;
}
static int cleared(std::unordered_map<int, int> &m, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += ++m[1]; // refuses: aliased-store
    if (i == 1)
      m.clear();
  }
  return sum;
}
static int swapped(Counts &m, Counts &w, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += ++m["a"]; // refuses: aliased-store
    m.swap(w);
  }
  return sum;
}
static int assigned(Counts &m, const Counts &w, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += ++m["a"]; // refuses: aliased-store
    m = w;
  }
  return sum;
}
static int movedFrom(Counts &m, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += ++m["a"]; // refuses: aliased-store
    if (i == 1) {
      Counts w = std::move(m);
      sum += int(w.size());
    }
  }
  return sum;
}
static int otherName(Counts &m, Counts &same, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += ++m["a"]; // refuses: aliased-store
    same.clear();
  }
  return sum;
}
static void drop(Counts &m) { m.erase("a"); }
static int inCallee(Counts &m, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += ++m["a"]; // refuses: aliased-store
    drop(m);
  }
  return sum;
}
static Counts global;
static int throughPointer(const std::function<void()> &step, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += ++global["a"]; // refuses: opaque-call
    step();
  }
  return sum;
}
static int extracted(std::map<int, int> &m, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += ++m[1]; // refuses: opaque-call
    m.extract(1);
  }
  return sum;
}
static int mergedAway(std::map<int, int> &m, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += ++m[1]; // refuses: opaque-call
    std::map<int, int> w;
    w.merge(m);
  }
  return sum;
}
static int nextMap(std::vector<Counts> &maps) {
  int sum = 0;
  Counts *m = &maps[0];
  for (std::size_t i = 0; i < maps.size(); ++i, ++m)
    sum += ++(*m)["a"];
  return sum;
}

// --- The key changes ---------------------------------------------------------------

static int keyIsValue(std::map<int, int> &m) {
  const int &key = m.at(0);
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += ++m[key]; // refuses: aliased-store
  return sum;
}
static int keyByReference(std::map<int, int> &m, const int &key) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += ++m[key]; // refuses: aliased-store
  return sum;
}
static std::size_t textIsValue(std::map<std::string, std::string> &m, const std::string &key) {
  for (int i = 0; i < 3; ++i)
    m[key] += "x"; // refuses: aliased-store
  return m.size();
}
static int keyGrows(Counts &m) {
  std::string key = "a";
  int sum = 0;
  for (int i = 0; i < 3; ++i) {
    sum += ++m[key]; // refuses: modified
    key += "a";
  }
  return sum;
}
static int keyMoves(Counts &m) {
  std::string key = "a long key that is not inside of the string itself";
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += ++m[std::move(key)]; // refuses: modified
  return sum;
}
static int counter = 0;
static int nextKey() { return counter++; }
static int keyCalls(std::map<int, int> &m) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += ++m[nextKey()]; // refuses: impure-key
  return sum;
}
static int keyThrows(std::map<int, int> &m, const std::vector<double> &v, std::vector<int> &out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = 1;
    m[v.at(3)] += 1; // finds
  }
  return int(m.size());
}
static std::size_t notANumber(std::unordered_map<double, int> &m, double key) {
  for (int i = 0; i < 3; ++i)
    ++m[key];
  return m.size();
}
static int literals(std::map<const char *, int> &m) {
  for (int i = 0; i < 3; ++i) {
    ++m["a"];
    ++m["a"];
  }
  return m["a"];
}
static int keywords(Counts &m) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += ++m["default"]; // finds
  return sum;
}
static volatile int port = 1;
static int volatileKey(std::map<int, int> &m) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += ++m[port + 0]; // refuses: volatile
  return sum;
}
static int bindings(std::map<int, int> &m, const std::map<int, int> &w) {
  int sum = 0;
  for (const auto &[key, value] : w)
    sum += ++m[key] + value;
  return sum;
}

// --- Code of the project ---------------------------------------------------------

static int compared;
struct Less {
  bool operator()(int a, int b) const { return ++compared, a < b; }
};
static int ownOrder(std::map<int, int, Less> &m) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += ++m[1];
  return sum;
}
struct Key {
  int id;
  bool operator<(const Key &o) const { return ++compared, id < o.id; }
};
static int ownKey(std::map<Key, int> &m, Key k) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += ++m[k];
  return sum;
}
struct Noisy {
  int n = 0;
  Noisy() { ++compared; }
};
static int ownValue(std::map<int, Noisy> &m) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += ++m[1].n; // refuses: own-code
  return sum;
}
namespace mine {
template <typename K, typename V> struct map {
  std::vector<std::pair<K, V>> entries;
  V &operator[](const K &k) {
    for (auto &e : entries)
      if (e.first == k)
        return e.second;
    entries.push_back({k, V()});
    return entries.back().second;
  }
};
} // namespace mine
static int lookAlike(mine::map<int, int> &m) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += ++m[1] + m[i];
  return sum;
}
struct Counting : std::map<int, int> {
  int asked = 0;
  int &operator[](int k) { return ++asked, std::map<int, int>::operator[](k); }
};
static int inherits(Counting &m) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += ++m[1];
  return sum + m.asked;
}
struct Addressed {
  int n;
  int *operator&() { return &n; }
};
static int address(std::map<int, Addressed> &m) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += ++m[1].n; // refuses: address-operator
  return sum;
}

// --- What comes first ---------------------------------------------------------------

static int sizeFirst(std::map<int, int> &m) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += (m[1] = int(m.size())); // refuses: overtaken
  return sum;
}
static int checked(int i) {
  if (i > 0)
    throw i;
  return i;
}
static void throwsFirst(std::map<int, int> &m, int from) {
  for (int i = from; i < from + 3; ++i)
    m[1] += checked(i); // refuses: exit-before
}
static int countsFirst(const std::map<int, int> &m, int &tries) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += (++tries, m.at(1)); // refuses: overtaken
  return sum;
}
// Either throws the same.
static double twoWeights(const std::map<std::string, double> &m, const std::vector<double> &v) {
  double sum = 0;
  for (double x : v)
    sum += x * m.at("first") + m.at("second"); // finds, finds
  return sum;
}
static int otherThrow(const std::map<int, int> &m, const std::vector<int> &v) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += m.at(1) + m.at(v.at(4)); // refuses: exit-before, refuses: exit-before
  return sum;
}
static int behindAnd(std::map<int, int> &m, int n) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += n > 3 && m[1] == 0; // refuses: conditional
  return sum;
}
static int chosen(std::map<int, int> &m, int n) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += n > 3 ? m[1] : 1; // refuses: conditional
  return sum;
}
static int throwsOrMakes(std::map<int, int> &m) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    m[1] = m.at(1) + i; // refuses: exit-before
  return sum;
}
static int twoOfThem(std::unordered_map<int, int> &m) {
  for (int i = 0; i < 3; ++i)
    m[1] += m[2] + i; // refuses: overtaken, refuses: overtaken
  int digits = 0;
  for (const auto &entry : m)
    digits = digits * 10 + entry.first;
  return digits;
}
static int walked(std::map<int, int> &m) {
  int sum = 0;
  for (auto it = m.begin(); it != m.end(); ++it) {
    sum += it->second;
    m[99] = sum; // finds
  }
  return sum;
}
static int header(std::map<int, int> &m, int n) {
  while (m[1] < n) // finds
    n -= int(m.size());
  for (; n < 9; n += m[n > 9]) // the key is another one at last
    n += int(m.size());
  for (; n < 20; n += 1 + m[8]) // refuses: loop-header
    n += int(m.size());
  return n;
}
static int local(int n) {
  std::map<int, int> m;
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += ++m[1]; // refuses: modified
    if (i == 1)
      m.clear();
  }
  return sum;
}
static int zeroTrips(std::map<int, int> &m, int n) {
  for (; n-- > 0;)
    m[5] += n; // finds
  return int(m.size());
}
static int elseIf(Counts &m, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    if (i == 1)
      sum += 10;
    else if (m.at("limit") > i) // finds
      sum += i;
  }
  return sum;
}
static int inSwitch(std::map<int, int> &m, const std::vector<int> &codes) {
  for (int code : codes)
    switch (code) {
    case 0:
      m[1] += 1; // refuses: loop-header
      break;
    case 1:
      m[1] += 2;
      break;
    }
  return m[1];
}

// --- Other places -------------------------------------------------------------------

static int parallel(std::map<int, int> &m) {
  int sum = 0;
#pragma omp parallel for
  for (int i = 0; i < 3; ++i)
    sum += m.at(1); // refuses: parallel-region
  return sum;
}
static int inLambda(std::map<int, int> &m) {
  auto run = [&](int n) {
    for (int i = 0; i < n; ++i)
      m[1] += i; // refuses: lambda
  };
  run(3);
  return m[1];
}
static std::atomic<int> ready{0};
static int waits(std::map<int, int> &m) {
  int sum = 0;
  for (int i = 0; i < 3; ++i) {
    ready = i;
    sum += ++m[1]; // refuses: unknown-construct
  }
  return sum;
}
static int jumps(std::map<int, int> &m) {
  int i = 0;
again:
  for (; i < 3; ++i)
    m[1] += i; // refuses: goto
  if (i++ < 5)
    goto again;
  return m[1];
}
#define KEY "key"
#define BUMP(m) ++(m)["bump"]
static int macros(Counts &m) {
  for (int i = 0; i < 3; ++i)
    m[KEY] += i; // refuses: macro
  for (int i = 0; i < 3; ++i)
    BUMP(m); // refuses: macro
  return m[KEY];
}
static int hidden(int n) {
  struct Local {
    int n = 0;
  };
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::map<int, Local> m;
    for (int j = 0; j < n; ++j)
      sum += ++m[i].n; // finds
  }
  return sum;
}
class Closed {
  struct Slot {
    int n = 0;
  };

public:
  std::map<int, Slot> slots;
};
static int closed(Closed &c) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += ++c.slots[1].n; // refuses: type-not-spelled
  return sum;
}
static int comment(std::map<int, int> &m) {
  for (int i = 0; i < 3; ++i) {
    m[1] += i; // refuses: comment
    m[/* always */ 1] += i;
  }
  return m[1];
}
template <typename T> static int instances(std::map<T, int> &m, T key) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += ++m[key]; // refuses: template
  return sum;
}

// --- What stands around it ------------------------------------------------------------

struct Point {
  int x = 0, y = 0;
};
static int shapes(std::map<int, int> &numbers, std::map<int, Point> &points, std::map<int, int *> &pointers,
                  std::map<int, std::vector<int>> &lists, int n) {
  int entry = 0, numbersEntry = 0, sum = entry + numbersEntry;
  for (int i = 0; i < n; ++i) {
    numbers[1]++; // finds
    ++numbers[1];
    sum += -numbers[1] + numbers[1] * 2 - 100 / numbers[1];
    int copy = numbers[1];
    sum += copy;
  }
  for (int i = 0; i < n; ++i) {
    points[1].x += i; // finds
    points[1] = Point{points[1].x, i};
    Point copy = points[1];
    sum += copy.y;
  }
  for (int i = 0; i < n; ++i)
    sum += *pointers.at(1) + pointers.at(1)[0]; // finds
  for (int i = 0; i < n; ++i) {
    lists[1].push_back(i); // finds
    for (int x : lists[1])
      sum += x + lists[1][0];
  }
  return sum;
}

int main() {
  Counts a, b{{"a", 7}};
  std::printf("%d\n", erased(a, 4));
  std::unordered_map<int, int> u;
  std::printf("%d\n", cleared(u, 4));
  std::printf("%d %d %d\n", swapped(a, b, 4), assigned(a, b, 3), movedFrom(a, 4));
  std::printf("%d %d %d\n", otherName(a, a, 3), inCallee(a, 3), throughPointer([] { global.clear(); }, 3));
  std::map<int, int> m, w{{0, 0}, {4, 1}};
  std::printf("%d %d\n", extracted(m, 3), mergedAway(m, 3));
  std::vector<Counts> maps(2);
  std::printf("%d\n", nextMap(maps));
  std::map<int, int> chain{{0, 0}};
  std::printf("%d %d\n", keyIsValue(chain), keyByReference(chain, chain[0]));
  std::map<std::string, std::string> texts{{"k", "k"}};
  std::printf("%zu\n", textIsValue(texts, texts["k"]));
  std::printf("%d %d %d %d %d\n", keyGrows(a), keyMoves(a), keyCalls(m), volatileKey(m), bindings(m, w));
  std::vector<int> out(2);
  try {
    keyThrows(m, {}, out);
  } catch (const std::out_of_range &) {
    std::printf("%d %d\n", out[0], out[1]);
  }
  std::unordered_map<double, int> numbers;
  std::map<const char *, int> addresses;
  std::printf("%zu %d %d\n", notANumber(numbers, 0.5), literals(addresses), keywords(a));
  std::map<int, int, Less> own;
  std::map<Key, int> keys;
  std::map<int, Noisy> noisy;
  mine::map<int, int> alike;
  Counting counting;
  std::map<int, Addressed> addressed;
  std::printf("%d %d %d %d %d %d %d\n", ownOrder(own), ownKey(keys, {1}), ownValue(noisy), lookAlike(alike),
              inherits(counting), address(addressed), compared);
  std::map<int, int> none;
  std::printf("%d\n", sizeFirst(none));
  none.clear();
  try {
    throwsFirst(none, 1);
  } catch (int) {
    std::printf("%zu\n", none.size());
  }
  int tries = 0;
  try {
    countsFirst(none, tries);
  } catch (const std::out_of_range &) {
    std::printf("%d\n", tries);
  }
  try {
    std::printf("%g\n", twoWeights({{"first", 1}, {"second", 2}}, {3, 4}));
    otherThrow({{1, 1}}, {});
  } catch (const std::out_of_range &e) {
    std::printf("%d\n", e.what()[0]);
  }
  std::printf("%d %d %zu\n", behindAnd(none, 1), chosen(none, 1), none.size());
  try {
    throwsOrMakes(none);
  } catch (const std::out_of_range &) {
    std::printf("%zu\n", none.size());
  }
  std::unordered_map<int, int> two;
  std::printf("%d\n", twoOfThem(two));
  std::map<int, int> walk;
  std::printf("%d", walked(walk));
  walk[1] = 1;
  std::printf(" %d %d %d\n", walked(walk), header(walk, 5) + local(4), zeroTrips(none, 0));
  std::printf("%d %d\n", elseIf(b, 1 - 1), inSwitch(walk, {0, 1, 2}));
  walk[1] = 2;
  Closed slots;
  std::printf("%d %d %d %d %d %d %d %d\n", parallel(walk), inLambda(walk), waits(walk), jumps(walk), macros(a),
              hidden(2) + closed(slots), comment(walk), instances(walk, 1));
  int cell = 3;
  std::map<int, Point> points;
  std::map<int, int *> pointers{{1, &cell}};
  std::map<int, std::vector<int>> lists;
  std::printf("%d %d\n", shapes(walk, points, pointers, lists, 3), shapes(walk, points, pointers, lists, 0));
}
