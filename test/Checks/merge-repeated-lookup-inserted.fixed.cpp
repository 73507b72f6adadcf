// RUN: %check %s
// A key that is not there is given a value, and then searched for.
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#define ONE 1

// --- One search instead of three ------------------------------------------------------

static unsigned long remapped(std::vector<unsigned long> &labels) {
  std::map<unsigned long, unsigned long> remap;
  for (unsigned long i = 0; i < labels.size(); ++i) {
    const unsigned long next = remap.size();
    // finds
    labels[i] = remap.try_emplace(labels[i], next).first->second;
  }
  return remap.size();
}

class Interner {
public:
  int id(const std::string &name) {
    // finds
    int &idsEntry = ids_.try_emplace(name, next_).first->second;
    return idsEntry;
  }
  std::size_t number(const std::string &name) {
    // finds
    return numbers_.try_emplace(name, numbers_.size()).first->second;
  }
  int next_ = 7;

private:
  std::unordered_map<std::string, int> ids_;
  std::map<std::string, std::size_t> numbers_;
};

static int several(std::unordered_map<std::string, int> &counts, const std::string &word, int start) {
  // finds
  int &countsEntry = counts.try_emplace(word, start).first->second; // as agreed
  if (word.size() > 3)
    countsEntry += 2;
  counts["other"] = 1;
  ++countsEntry;
  return countsEntry;
}
static double converted(std::map<int, double> &m, int k) {
  // finds
  // nothing yet
  double &mEntry = m.try_emplace(k, 0).first->second;
  const double before = mEntry++;
  return before + mEntry;
}
// Not looked at: two ways to name the map.
static int pointed(std::map<int, int> *m, int k) {
  if (m->count(k) == 0)
    (*m)[k] = k + 1;
  return 2 * (*m)[k];
}
enum class Colour { Red, Green };
static Colour coloured(std::map<std::string, Colour> &m, const std::string &k) {
  // finds
  Colour &mEntry = m.try_emplace(k, Colour::Green).first->second;
  Colour &colour = mEntry;
  return colour;
}
static const char *texts(std::map<int, const char *> &m, int k, const char *text) {
  // finds
  const char *found = m.try_emplace(k, text).first->second;
  return found;
}
static decltype(auto) deduced(std::map<int, int> &m, int k) {
  int &mEntry = m.try_emplace(k, 4).first->second; // finds
  return mEntry;
}
// The name that the next statement declares is another than that of the value.
static int shadowed(std::map<int, int> &m, int k, int v) {
  if (k > 0) {
    int &mEntry = m.try_emplace(k, v).first->second; // finds
    int v = mEntry;
    return v + 1;
  }
  return v;
}
// The store comes last, and takes away what the key is made of.
static void chain(std::map<int, int> &m, std::vector<int> &v, std::size_t i) {
  // finds
  int &mEntry = m.try_emplace(v[i], 5).first->second;
  v[i] += mEntry;
  v[i] += m[v[i]];
}
// It stays in front of what asks how many there are.
static int sized(std::map<int, int> &m, int k, int v) {
  int &mEntry = m.try_emplace(k, v).first->second; // finds
  return int(m.size()) + mEntry;
}
static int ofConstant(std::map<int, int> &m, int k) {
  // finds
  return m.try_emplace(k, ONE).first->second + 1;
}
static int &kept(std::map<int, int> &m, int k, int v) {
  // finds
  return m.try_emplace(k, v).first->second;
}
// What comes first in the next statement changes the value, or the key.
static int valueFirst(std::map<int, int> &m, int k, int v) {
  int &mEntry = m.try_emplace(k, v).first->second; // finds
  return (v += 2) + mEntry;
}
static int conditional(std::map<int, int> &m, int k, int v) {
  int &mEntry = m.try_emplace(k, v).first->second; // finds
  return k > 3 ? mEntry : 0;
}
static int repeated(std::map<int, int> &m, int k, int n) {
  int &mEntry = m.try_emplace(k, 1).first->second; // finds
  while (mEntry < n)
    n -= 2;
  return n;
}
static void compound(std::map<int, int> &m, int k) {
  // finds
  m.try_emplace(k, 1).first->second *= 3;
}

// --- What may not be computed in vain ----------------------------------------------------

static int calls = 0;
static int counted() { return ++calls; }
static int effect(std::map<int, int> &m, int k) {
  if (!m.count(k)) // refuses: hazard
    m[k] = counted();
  return m[k];
}
static int divided(std::map<int, int> &m, int k) {
  if (!m.count(k)) // refuses: hazard
    m[k] = 100 / k;
  return m[k];
}
static int indexed(std::map<int, int> &m, const std::vector<int> &v, int k) {
  if (!m.count(k)) // refuses: hazard
    m[k] = v[std::size_t(k)];
  return m[k];
}
static int counter(const std::vector<int> &v, std::unordered_map<std::string, int> &m, const std::string &k) {
  // finds
  int &mEntry = m.try_emplace(k, int(m.size())).first->second;
  if (!m.count("key")) // refuses: not-read
    m["key"] = int(v.size());
  return mEntry + m["key"];
}
static int led(std::map<int, int> &m, const int *p, int k) {
  if (!m.count(k)) // refuses: hazard
    m[k] = *p;
  return m[k];
}
static int summed(const std::map<int, int> &m) {
  int sum = 0;
  for (const auto &entry : m)
    sum += entry.second & 1023;
  return sum;
}
static int slow(std::map<int, int> &m, int k) {
  if (!m.count(k)) // refuses: hazard
    m[k] = summed(m);
  return m[k];
}
static int slower(std::map<int, int> &m, int k, const std::string &text) {
  if (!m.count(k)) // refuses: slow-value
    m[k] = text.find('x') != std::string::npos;
  return m[k];
}
static double errors(std::map<int, double> &m, int k, double x) {
  if (!m.count(k)) // refuses: errno-observed
    m[k] = std::log(x);
  return m[k];
}
static int shared = 3;
static int others(std::map<int, int> &m, int k) {
  if (!m.count(k)) // refuses: not-read
    m[k] = shared | 1;
  return m[k];
}
static int inserts(std::map<int, int> &m, int k) {
  if (!m.count(k)) // refuses: hazard
    m[k] = m[k + 1];
  return m[k];
}

// --- What is no number, or no reference can be bound to -------------------------------------

// Not looked at: assigned to by a function of the library.
static std::size_t text(std::map<int, std::string> &m, int k, const std::string &value) {
  if (!m.count(k))
    m[k] = value;
  return m[k].size();
}
static bool null(std::map<int, int *> &m, int k) {
  if (!m.count(k)) // refuses: value-type
    m[k] = nullptr;
  return m[k] == nullptr;
}
static int braced(std::map<int, int> &m, int k) {
  if (!m.count(k)) // refuses: value-type
    m[k] = {3};
  return m[k];
}
struct Bits {
  int low : 4;
};
static int bits(std::map<int, int> &m, int k, Bits b) {
  if (!m.count(k)) // refuses: value-type
    m[k] = b.low;
  return m[k];
}
struct __attribute__((packed)) Packed {
  char c;
  int n;
};
static int packed(std::map<int, int> &m, int k, Packed p) {
  if (!m.count(k)) // refuses: value-type
    m[k] = p.n;
  return m[k];
}
struct Limits {
  static const int Most = 12; // Defined nowhere.
  static constexpr int Least = 2;
};
static int limits(std::map<int, int> &m, int k) {
  if (!m.count(k)) // refuses: value-type
    m[k] = Limits::Most;
  // finds
  int &mEntry = m.try_emplace(k + 1, Limits::Least).first->second;
  return m[k] + mEntry;
}
struct Wrapped {
  int n;
  operator int() const { return n; }
};
static int wrapped(std::map<int, int> &m, int k, Wrapped w) {
  if (!m.count(k)) // refuses: value-type
    m[k] = w;
  return m[k];
}

// --- The element goes, or another one is meant ------------------------------------------------

static int erased(std::map<int, int> &m, int k) {
  if (!m.count(k)) // refuses: aliased-store
    m[k] = 3;
  m.erase(4);
  return m[k];
}
static int keyChanges(std::map<int, int> &m, int k) {
  if (!m.count(k)) // refuses: modified
    m[k] = 3;
  ++k;
  return m[k];
}
static int keyIsValue(std::map<int, int> &m, const int &k) {
  // finds
  int &mEntry = m.try_emplace(k, 3).first->second;
  ++mEntry;
  return m[k];
}
static int otherKey(std::map<int, int> &m, int k) {
  if (!m.count(k))
    m[k + 1] = 3;
  return m[k];
}
static int otherMap(std::map<int, int> &m, std::map<int, int> &w, int k) {
  if (!m.count(k))
    w[k] = 3;
  return m[k] + w[k];
}
static int present(std::map<int, int> &m, int k) {
  const auto found = m.find(k);
  if (found != m.end()) // finds
    found->second = 3;
  return m[k];
}
static int more(std::map<int, int> &m, int k, int n) {
  if (!m.count(k)) {
    ++n;
    m[k] = n;
  }
  return m[k] + n;
}
static int adds(std::map<int, int> &m, int k) {
  if (!m.count(k))
    m[k] += 3;
  return m[k];
}
static int both(std::map<int, int> &m, int k, int n) {
  if (!m.count(k) && n > 2)
    m[k] = 3;
  return m[k];
}
static int unused(std::map<int, int> &m, int k) {
  if (!m.count(k))
    m[k] = 3;
  return int(m.size());
}

// --- Other places --------------------------------------------------------------------------------

static int inLambda(std::map<int, int> &m) {
  auto run = [&](int k) {
    if (!m.count(k)) // refuses: lambda
      m[k] = 3;
    return m[k];
  };
  return run(3);
}
static int labelled(std::map<int, int> &m, int k, int n) {
  switch (n) {
  case 0:
    ++n;
    if (!m.count(k)) // refuses: no-place
      m[k] = 3;
    n += m[k]; // refuses: no-place
    break;
  case 1:
    n = m[k];
  }
  return n;
}
static int configured(std::map<int, int> &m, int k) {
  if (!m.count(k)) // refuses: preprocessor
    m[k] = 3;
#ifdef CHECKED
  m.erase(k);
#endif
  return m[k];
}
static bool twice(std::map<int, int> &m, int k) {
  if (!m.count(k)) // refuses: one-expression
    m[k] = 3;
  return m[k] == m[k]; // refuses: one-expression
}
static int jumps(std::map<int, int> &m, int k) {
  if (k > 100)
    goto out;
  if (!m.count(k)) // refuses: goto
    m[k] = 3;
  k = m[k];
out:
  return k;
}

int main() {
  std::vector<unsigned long> labels{5, 3, 5, 9, 3};
  std::printf("%lu", remapped(labels));
  for (unsigned long each : labels)
    std::printf(" %lu", each);
  Interner names;
  std::printf("\n%d %d", names.id("a"), names.id("b"));
  names.next_ = 9;
  std::printf(" %d %d %zu %zu %zu\n", names.id("a"), names.id("c"), names.number("x"), names.number("y"),
              names.number("x"));
  std::unordered_map<std::string, int> counts;
  std::printf("%d %d %d\n", several(counts, "long", 5), several(counts, "long", 6), several(counts, "s", 1));
  std::map<int, double> reals;
  std::map<int, int> m, w;
  std::map<std::string, Colour> colours;
  std::map<int, const char *> words;
  std::printf("%g %g %d %d\n", converted(reals, 1), converted(reals, 1), pointed(&m, 1), pointed(&m, 1));
  std::printf("%d %s %s\n", int(coloured(colours, "a")), texts(words, 1, "one"), texts(words, 1, "two"));
  deduced(m, 50) += 2;
  std::printf("%d %d %d\n", deduced(m, 50), shadowed(m, 60, 8), shadowed(m, 60, 9));
  std::vector<int> v{1, 2, 3, 4};
  chain(m, v, 0);
  std::printf("%d %d %d\n", v[0], sized(m, 70, 4), sized(m, 70, 5));
  kept(m, 500, 1) += 6;
  compound(m, 501);
  compound(m, 501);
  std::printf("%d %d %d %d", ofConstant(m, 502), kept(m, 500, 2), m[501], valueFirst(m, 503, 1));
  std::printf(" %d %d %d %d\n", valueFirst(m, 503, 1), conditional(m, 1, 2), conditional(m, 504, 2), repeated(m, 505, 4));
  std::printf("%d %d %d %d %d %d\n", effect(m, 80), effect(m, 80), calls, divided(m, 81), indexed(m, v, 2),
              led(m, nullptr, 80));
  std::printf("%d %d %g %d %d\n", slow(m, 90), slower(m, 91, "77"), errors(reals, 9, 1.0), others(m, 92), inserts(m, 93));
  std::printf("%d %d\n", counter(v, counts, "new"), counter(v, counts, "new"));
  std::map<int, std::string> strings;
  std::map<int, int *> pointers;
  std::printf("%zu %d %d %d %d %d\n", text(strings, 1, "abc"), null(pointers, 1), braced(m, 94), bits(m, 95, {3}),
              packed(m, 96, {'a', 4}), wrapped(m, 97, {5}));
  std::printf("%d %d %d %d\n", limits(m, 200), erased(m, 4), keyChanges(m, 5), keyIsValue(m, m[1]));
  std::printf("%d %d %d %d %d %d %d\n", otherKey(m, 300), otherMap(m, w, 310), present(m, 320), more(m, 330, 1),
              adds(m, 340), both(m, 350, 3), unused(m, 360));
  std::printf("%d %d %d %d %d %d\n", inLambda(m), labelled(m, 400, 0), labelled(m, 400, 1), configured(m, 410),
              twice(m, 420), jumps(m, 430));
  errno = 0;
  std::printf("%d %zu\n", errno, m.size());
}
