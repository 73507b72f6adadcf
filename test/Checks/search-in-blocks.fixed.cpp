// RUN: %check %s
// Loops that look at element after element until a test holds.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

static long find(const std::vector<int> &v, int wanted) {
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
static bool anyNegative(const std::vector<float> &values) {
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr std::size_t blockSize = 64;
  std::size_t start = 0;
  if (values.size() > blockSize) {
    for (; start < blockSize; ++start) {
      const float value = values[start];
      if (value < 0)
        break;
    }
    if (start == blockSize)
      for (std::size_t end; start < values.size(); start = end) {
        end = std::min(start + blockSize, values.size());
        int hits = 0;
        for (std::size_t i = start; i < end; ++i) {
          const float value = values[i];
          hits |= value < 0;
        }
        if (hits != 0)
          break;
      }
  }
  for (std::size_t i = start; i < values.size(); ++i) {
    const float value = values[i]; // finds
    if (value < 0)
      return true;
  }
  return false;
}
// The other one may be shorter: asked for each block.
static bool equal(const std::vector<int> &a, const std::vector<int> &b) {
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr std::size_t blockSize = 64;
  std::size_t start = 0;
  if (a.size() > blockSize) {
    for (; start < blockSize; ++start)
      if (a[start] != b[start])
        break;
    if (start == blockSize)
      for (std::size_t end; start < a.size(); start = end) {
        end = std::min(start + blockSize, a.size());
        if (end > b.size())
          break;
        int hits = 0;
        for (std::size_t i = start; i < end; ++i)
          hits |= a[i] != b[i];
        if (hits != 0)
          break;
      }
  }
  for (std::size_t i = start; i < a.size(); ++i) { // finds
    // One differs.
    if (a[i] != b[i])
      return false;
  }
  return true;
}
// Of one length: the return in front says so.
static bool equalLengths(const std::vector<int> &a, const std::vector<int> &b) {
  if (a.empty() || a.size() != b.size())
    return false;
  const int first = a[0];
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr std::size_t blockSize = 64;
  std::size_t start = 0;
  if (a.size() > blockSize) {
    for (; start < blockSize; ++start)
      if (a[start] != b[start] && b[start] != first)
        break;
    if (start == blockSize)
      for (std::size_t end; start < a.size(); start = end) {
        end = std::min(start + blockSize, a.size());
        int hits = 0;
        for (std::size_t i = start; i < end; ++i)
          hits |= a[i] != b[i] && b[i] != first;
        if (hits != 0)
          break;
      }
  }
  for (std::size_t i = start; i < a.size(); ++i) // finds
    if (a[i] != b[i] && b[i] != first)
      return false;
  return true;
}
// Not any more.
static bool lengthsChange(const std::vector<int> &a, std::vector<int> &b) {
  if (a.size() != b.size())
    return false;
  b.pop_back();
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr std::size_t blockSize = 64;
  std::size_t start = 0;
  if (a.size() > blockSize) {
    for (; start < blockSize; ++start)
      if (a[start] != b[start])
        break;
    if (start == blockSize)
      for (std::size_t end; start < a.size(); start = end) {
        end = std::min(start + blockSize, a.size());
        if (end > b.size())
          break;
        int hits = 0;
        for (std::size_t i = start; i < end; ++i)
          hits |= a[i] != b[i];
        if (hits != 0)
          break;
      }
  }
  for (std::size_t i = start; i < a.size(); ++i) // finds
    if (a[i] != b[i])
      return false;
  return true;
}
// Left by break, with a variable of its own, and more to do at the hit.
static int firstOutside(const std::vector<int> &v, int low, int high, int &value) {
  int at = -1;
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr int blockSize = 64;
  int start = 0;
  if (static_cast<int>(v.size()) > blockSize) {
    for (; start < blockSize; ++start) {
      const int x = v[start];
      if (x < low || x > high)
        break;
    }
    if (start == blockSize)
      for (int end; start < static_cast<int>(v.size()); start = end) {
        end = start + std::min(blockSize, static_cast<int>(v.size()) - start);
        int hits = 0;
        for (int i = start; i < end; ++i) {
          const int x = v[i];
          hits |= x < low || x > high;
        }
        if (hits != 0)
          break;
      }
  }
  for (int i = start; i < static_cast<int>(v.size()); ++i) { // finds
    const int x = v[i];
    if (x < low || x > high) {
      at = i;
      value = x;
      break;
    }
  }
  return at;
}
static bool hasLetter(const std::string &text) {
  bool found = false;
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr std::size_t blockSize = 64;
  std::size_t start = 0;
  if (text.size() > blockSize) {
    for (; start < blockSize; ++start) {
      char c = text[start];
      if (c >= 'a' && c <= 'z')
        break;
    }
    if (start == blockSize)
      for (std::size_t end; start < text.size(); start = end) {
        end = std::min(start + blockSize, text.size());
        int hits = 0;
        for (std::size_t i = start; i < end; ++i) {
          char c = text[i];
          hits |= c >= 'a' && c <= 'z';
        }
        if (hits != 0)
          break;
      }
  }
  for (std::size_t i = start; i < text.size(); ++i) {
    char c = text[i]; // finds
    if (c >= 'a' && c <= 'z') {
      found = true;
      break;
    }
  }
  return found;
}
// The neighbour in front is there, since the loop begins behind it.
static bool isSorted(const std::vector<unsigned> &v) {
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr std::size_t blockSize = 64;
  std::size_t start = 1;
  if (v.size() > blockSize) {
    for (; start < blockSize; ++start)
      if (v[start] < v[start - 1])
        break;
    if (start == blockSize)
      for (std::size_t end; start < v.size(); start = end) {
        end = std::min(start + blockSize, v.size());
        int hits = 0;
        for (std::size_t i = start; i < end; ++i)
          hits |= v[i] < v[i - 1];
        if (hits != 0)
          break;
      }
  }
  for (std::size_t i = start; i < v.size(); ++i) // finds
    if (v[i] < v[i - 1])
      return false;
  return true;
}
static bool rises(const std::vector<unsigned> &v) {
  for (std::size_t i = 0; i + 1 < v.size(); ++i)
    if (v[i] > v[i + 1])
      return false;
  return true;
}
static bool descends(const std::vector<unsigned> &v, std::size_t last) {
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr std::size_t blockSize = 64;
  std::size_t start = 0;
  if (last > blockSize) {
    for (; start < blockSize; ++start)
      if (v[start] < v[start + 1])
        break;
    if (start == blockSize)
      for (std::size_t end; start < last; start = end) {
        end = start + std::min(blockSize, last - start);
        if (end + 1 > v.size())
          break;
        int hits = 0;
        for (std::size_t i = start; i < end; ++i)
          hits |= v[i] < v[i + 1];
        if (hits != 0)
          break;
      }
  }
  for (std::size_t i = start; i < last; ++i) // finds
    if (v[i] < v[i + 1])
      return false;
  return true;
}
// As the only statement of an if.
static std::size_t firstZero(const std::vector<std::uint8_t> &v, bool wanted) {
  if (wanted) {
    // Blocks without a hit are passed over: without a branch, many elements are tested at once.
    constexpr std::size_t blockSize = 64;
    std::size_t start = 0;
    if (v.size() > blockSize) {
      for (; start < blockSize; ++start)
        if (v[start] == 0)
          break;
      if (start == blockSize)
        for (std::size_t end; start < v.size(); start = end) {
          end = std::min(start + blockSize, v.size());
          int hits = 0;
          for (std::size_t i = start; i < end; ++i)
            hits |= v[i] == 0;
          if (hits != 0)
            break;
        }
    }
    for (std::size_t i = start; i < v.size(); ++i) // finds
      if (v[i] == 0)
        return i;
  }
  return v.size();
}
// The text of a test that names the index twice, and something like it.
static long firstRun(const std::vector<int> &v, unsigned iLimit) {
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr unsigned blockSize = 64;
  unsigned start = 2;
  if (iLimit > blockSize) {
    for (; start < blockSize; ++start)
      if (v[start] == v[start - 1] && v[start - 1] == v[start - 2] && start != 70)
        break;
    if (start == blockSize)
      for (unsigned end; start < iLimit; start = end) {
        end = start + std::min(blockSize, iLimit - start);
        if (static_cast<std::size_t>(end) > v.size())
          break;
        int hits = 0;
        for (unsigned i = start; i < end; ++i)
          hits |= v[i] == v[i - 1] && v[i - 1] == v[i - 2] && i != 70;
        if (hits != 0)
          break;
      }
  }
  for (unsigned i = start; i < iLimit; ++i) // finds
    if (v[i] == v[i - 1] && v[i - 1] == v[i - 2] && i != 70)
      return static_cast<long>(i);
  return -1;
}
static const int primes[100] = {2, 3, 5, 7, 11};
static bool isPrime(int x) {
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr unsigned blockSize = 64;
  unsigned start = 0;
  for (; start < blockSize; ++start)
    if (primes[start] == x)
      break;
  if (start == blockSize)
    for (unsigned end; start < 100; start = end) {
      end = start + std::min<unsigned>(blockSize, 100 - start);
      int hits = 0;
      for (unsigned i = start; i < end; ++i)
        hits |= primes[i] == x;
      if (hits != 0)
        break;
    }
  for (unsigned i = start; i < 100; ++i) // finds
    if (primes[i] == x)
      return true;
  return false;
}
class Entry {
public:
  explicit Entry(int key) : key_(key) {}
  int key_;
};
static int at(const std::vector<Entry> &entries, int key) {
  int place = 0;
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr std::size_t blockSize = 64;
  std::size_t start = 0;
  if (entries.size() > blockSize) {
    for (; start < blockSize; ++start) {
      const Entry &entry = entries[start];
      if (entry.key_ == key)
        break;
    }
    if (start == blockSize)
      for (std::size_t end; start < entries.size(); start = end) {
        end = std::min(start + blockSize, entries.size());
        int hits = 0;
        for (std::size_t i = start; i < end; ++i) {
          const Entry &entry = entries[i];
          hits |= entry.key_ == key;
        }
        if (hits != 0)
          break;
      }
  }
  for (std::size_t i = start; i < entries.size(); ++i) {
    const Entry &entry = entries[i]; // finds
    if (entry.key_ == key)
      return place;
  }
  return -1;
}
// Where the names that come to mind are taken.
static long taken(const std::vector<double> &v, double limit) {
  const long start = 7, end = 8, hits = 9;
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr std::size_t blockSize = 64;
  std::size_t start2 = 0;
  if (v.size() > blockSize) {
    for (; start2 < blockSize; ++start2)
      if (v[start2] > limit)
        break;
    if (start2 == blockSize)
      for (std::size_t end2; start2 < v.size(); start2 = end2) {
        end2 = std::min(start2 + blockSize, v.size());
        int hits2 = 0;
        for (std::size_t i = start2; i < end2; ++i)
          hits2 |= v[i] > limit;
        if (hits2 != 0)
          break;
      }
  }
  for (std::size_t i = start2; i < v.size(); ++i) // finds
    if (v[i] > limit)
      return static_cast<long>(i) + start + end + hits;
  return 0;
}

// Behind the hit there may be nothing.
static long terminated(const char *text, char wanted) {
  for (long i = 0; i < 1000; ++i) // refuses: extent
    if (text[i] == wanted)
      return i;
  return -1;
}
static bool small(int n) {
  for (int i = 0; i < n; ++i) // refuses: extent
    if (primes[i] > 5)
      return false;
  return true;
}
static long viewed(std::span<const int> v) {
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: extent
    if (v[i] == 3)
      return static_cast<long>(i);
  return -1;
}
static long everyOther(const std::vector<int> &v, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) // refuses: extent
    if (v[2 * i] == 3)
      return static_cast<long>(i);
  return -1;
}
static long before(const std::vector<int> &v) {
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: extent
    if (v[i - 1] == 3)
      return static_cast<long>(i);
  return -1;
}
// Or nothing that was set.
static bool givenArray(const int (&a)[80]) {
  for (int x : a) // refuses: maybe-unset
    if (x > 5)
      return false;
  return true;
}
static long unset(int n) {
  int slots[200];
  for (int i = 0; i < n; ++i)
    slots[i] = i;
  slots[n] = -1;
  for (int i = 0; i < 200; ++i) // refuses: maybe-unset
    if (slots[i] < 0)
      return i;
  return -1;
}
struct Slot {
  int key, value;
};
static bool holds(const std::vector<Slot> &slots, int key) {
  for (const Slot &slot : slots) // refuses: maybe-unset
    if (slot.key == key)
      return true;
  return false;
}

// Where the test is not defined, or does something.
static bool overflows(const std::vector<int> &v) {
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: hazard
    if (v[i] + 1 > 5)
      return true;
  return false;
}
static bool divides(const std::vector<int> &v, int x) {
  for (int y : v) // refuses: hazard
    if (x % y == 1)
      return true;
  return false;
}
static bool shifts(const std::vector<int> &v) {
  for (int y : v) // refuses: hazard
    if ((1u << y) == 8)
      return true;
  return false;
}
static bool follows(const std::vector<const int *> &v) {
  for (const int *p : v) // refuses: element-type
    if (*p == 3)
      return true;
  return false;
}
static bool indexes(const std::vector<int> &v, const std::vector<int> &table) {
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: extent
    if (table[v[i]] == 1)
      return true;
  return false;
}
static bool truncates(const std::vector<double> &v) {
  for (double x : v) // refuses: hazard
    if (static_cast<int>(x) == 3)
      return true;
  return false;
}
static int asked = 0;
static bool ask(int x) { return ++asked, x == 4; }
static bool counts(const std::vector<int> &v) {
  for (int x : v) // refuses: hazard
    if (ask(x))
      return true;
  return false;
}
static bool calls(const std::vector<int> &v, const std::function<bool(int)> &test) {
  for (int x : v) // refuses: hazard
    if (test(x))
      return true;
  return false;
}
static bool checked(const std::vector<int> &v, const std::vector<int> &w) {
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: hazard
    if (v[i] == w.at(i))
      return true;
  return false;
}
static bool written(const std::vector<int> &v, int &last) {
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: hazard
    if ((last = v[i]) == 4)
      return true;
  return false;
}
static bool bits(const std::vector<int> &v) {
  for (int x : v) // refuses: not-bool
    if (x & 4)
      return true;
  return false;
}
static volatile int ports[100];
static bool registers() {
  for (int i = 0; i < 100; ++i) // refuses: volatile
    if (ports[i] == 4)
      return true;
  return false;
}
struct Limits {
  int *limit;
  const std::vector<int> *more;
};
static int ceiling = 9;
static bool guarded(const std::vector<int> &v) {
  for (int x : v) // refuses: not-read
    if (x > 0 && x > ceiling)
      return true;
  return false;
}
static bool second(const std::vector<int> &v, const Limits &limits) {
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: not-read
    if (v[i] > 0 && (*limits.more)[i] > 1)
      return true;
  return false;
}

// Where the blocks could not be counted as the elements are.
static bool byTwoTypes(const std::vector<int> &v) {
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr std::size_t blockSize = 64;
  std::size_t start = 0;
  if (v.size() > blockSize) {
    for (; start < blockSize; ++start)
      if (v[start] == 4)
        break;
    if (start == blockSize)
      for (std::size_t end; start < v.size(); start = end) {
        end = std::min(start + blockSize, v.size());
        int hits = 0;
        for (std::size_t i = start; i < end; ++i)
          hits |= v[i] == 4;
        if (hits != 0)
          break;
      }
  }
  for (int i = static_cast<int>(start); i < v.size(); ++i) // finds
    if (v[i] == 4)
      return true;
  return false;
}
static bool fromTwenty(const std::vector<int> &v) {
  for (int i = 20; i < static_cast<int>(v.size()); ++i) // refuses: first-index
    if (v[i] == 4)
      return true;
  return false;
}
static std::size_t limit() { return static_cast<std::size_t>(++asked); }
static bool moving(const std::vector<int> &v) {
  for (std::size_t i = 0; i < limit(); ++i) // refuses: effects
    if (v[i] == 4)
      return true;
  return false;
}
static bool copied(const std::vector<int> &v) {
  for (int x : v) { // refuses: copied
    const std::string text = std::to_string(x);
    if (text == "4")
      return true;
  }
  return false;
}
static bool wider(const std::vector<int> &v) {
  for (long x : v) // refuses: element-type
    if (x == 4)
      return true;
  return false;
}
static constexpr bool constant(const std::vector<int> &v) {
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: constant-expression
    if (v[i] == 4)
      return true;
  return false;
}
static bool configured(const std::vector<int> &v) {
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: preprocessor
#ifdef EXACT
    if (v[i] == 5)
#else
    if (v[i] == 4)
#endif
      return true;
  return false;
}
static bool inLambda(const std::vector<int> &v) {
  return [&] {
    for (std::size_t i = 0; i < v.size(); ++i) // refuses: lambda
      if (v[i] == 4)
        return true;
    return false;
  }();
}
#define IS_FOUR(X) ((X) == 4)
static bool byMacro(const std::vector<int> &v) {
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: macro
    if (IS_FOUR(v[i]))
      return true;
  return false;
}

// Nothing to say: all elements are looked at, or few, or they do not lie side by side.
static int last(const std::vector<int> &v) {
  int at = -1;
  for (std::size_t i = 0; i < v.size(); ++i)
    if (v[i] == 4)
      at = static_cast<int>(i);
  return at;
}
static bool few(const std::array<int, 4> &v) {
  for (int x : v)
    if (x == 4)
      return true;
  return false;
}
static bool listed(const std::list<int> &v) {
  for (int x : v) // refuses: extent
    if (x == 4)
      return true;
  return false;
}
static bool hides(const std::vector<int> &v) {
  for (int v : v)
    if (v == 4)
      return true;
  return false;
}
template <class T> static bool generic(const std::vector<T> &v) {
  for (T x : v)
    if (x == 4)
      return true;
  return false;
}

// What the test does not read is not declared for it.
static int lookUp(const std::vector<int> &keys, const std::vector<int> &values, int key) {
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr std::size_t blockSize = 64;
  std::size_t start = 0;
  if (keys.size() > blockSize) {
    for (; start < blockSize; ++start)
      if (keys[start] == key)
        break;
    if (start == blockSize)
      for (std::size_t end; start < keys.size(); start = end) {
        end = std::min(start + blockSize, keys.size());
        if (end > values.size())
          break;
        int hits = 0;
        for (std::size_t i = start; i < end; ++i)
          hits |= keys[i] == key;
        if (hits != 0)
          break;
      }
  }
  for (std::size_t i = start; i < keys.size(); ++i) { // finds
    const int value = values[i];
    if (keys[i] == key)
      return value;
  }
  return -1;
}
// What the question does behind the comparison, and what is done if it does not hold.
static int takeLast(std::vector<int> &v) {
  const int last = v.back();
  v.pop_back();
  return last;
}
static bool differTaken(const std::vector<int> &x, std::vector<int> &y) {
  if (x.size() != y.size() || takeLast(y) < 0)
    return false;
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr std::size_t blockSize = 64;
  std::size_t start = 0;
  if (x.size() > blockSize) {
    for (; start < blockSize; ++start)
      if (x[start] != y[start])
        break;
    if (start == blockSize)
      for (std::size_t end; start < x.size(); start = end) {
        end = std::min(start + blockSize, x.size());
        if (end > y.size())
          break;
        int hits = 0;
        for (std::size_t i = start; i < end; ++i)
          hits |= x[i] != y[i];
        if (hits != 0)
          break;
      }
  }
  for (std::size_t i = start; i < x.size(); ++i) // finds
    if (x[i] != y[i])
      return true;
  return false;
}
static bool differElse(const std::vector<int> &x, std::vector<int> &y) {
  if (x.size() != y.size())
    return false;
  else
    y.pop_back();
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr std::size_t blockSize = 64;
  std::size_t start = 0;
  if (x.size() > blockSize) {
    for (; start < blockSize; ++start)
      if (x[start] != y[start])
        break;
    if (start == blockSize)
      for (std::size_t end; start < x.size(); start = end) {
        end = std::min(start + blockSize, x.size());
        if (end > y.size())
          break;
        int hits = 0;
        for (std::size_t i = start; i < end; ++i)
          hits |= x[i] != y[i];
        if (hits != 0)
          break;
      }
  }
  for (std::size_t i = start; i < x.size(); ++i) // finds
    if (x[i] != y[i])
      return true;
  return false;
}

// The index is narrower than the size: the blocks are counted in the size's type.
static int narrowIndex(const std::vector<int> &v, int wanted) {
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
  for (int i = static_cast<int>(start); i < v.size(); i++) { // finds
    if (v[i] == wanted)
      return i;
  }
  return -1;
}
static int narrowNumber(const std::vector<int> &v, int wanted) {
  for (int i = 0; i < v.size(); i++) // refuses: index-type
    if (v[i] == wanted && (i & 1) == 0)
      return i;
  return -1;
}

// A bound that is an operator call: no name.
struct Size {
  int number;
};
static int operator<<(Size s, int by) { return s.number << by; }
static int withinDouble(const std::vector<int> &v, Size s, int wanted) {
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr int blockSize = 64;
  int start = 0;
  if ((s << 1) > blockSize) {
    for (; start < blockSize; ++start)
      if (v[start] == wanted)
        break;
    if (start == blockSize)
      for (int end; start < (s << 1); start = end) {
        end = start + std::min(blockSize, (s << 1) - start);
        if (static_cast<std::size_t>(end) > v.size())
          break;
        int hits = 0;
        for (int i = start; i < end; ++i)
          hits |= v[i] == wanted;
        if (hits != 0)
          break;
      }
  }
  for (int i = start; i < s << 1; ++i) // finds
    if (v[i] == wanted)
      return i;
  return -1;
}

int main() {
  std::vector<int> v(1000, 1), w = v;
  v[700] = 7;
  for (std::size_t at : {0, 1, 63, 64, 65, 127, 128, 639, 640, 999}) {
    std::vector<int> one(1000, 2);
    one[at] = 3;
    int value = 0;
    std::printf("%ld %ld %d %d %d\n", find(one, 3), find(std::vector<int>(one.begin() + 1, one.end()), 3),
                firstOutside(one, 0, 2, value), value, equal(one, std::vector<int>(at + 1, 2)));
  }
  std::vector<int> other = w;
  other[0] = 2;
  std::printf("%ld %ld %d%d%d%d\n", find(v, 7), find({}, 8), equal(v, w), equalLengths(w, v), equalLengths(w, w),
              lengthsChange(w, other));
  std::vector<float> f(300);
  std::printf("%d", anyNegative(f));
  f[299] = -1;
  std::printf("%d %d%d\n", anyNegative(f), hasLetter(std::string(500, 'A')), hasLetter(std::string(500, 'A') + "b"));
  std::vector<unsigned> u;
  for (unsigned i = 0; i < 500; ++i)
    u.push_back(i);
  std::printf("%d%d", isSorted(u), rises(u));
  u[400] = 3;
  std::printf("%d%d%d%d\n", isSorted(u), rises(u), descends(u, 100), descends({9, 8, 8}, 2));
  std::vector<std::uint8_t> bytes(400, 5);
  bytes[300] = 0;
  std::printf("%zu %zu %zu %zu\n", firstZero(bytes, true), firstZero({}, true),
              firstZero(bytes, false), firstZero({0}, true));
  std::vector<int> runs;
  for (int i = 0; i < 500; ++i)
    runs.push_back(i % 2);
  runs[300] = runs[301] = runs[302] = runs[303] = 0;
  std::printf("%ld %ld %ld\n", firstRun(runs, 500), firstRun(runs, 200), firstRun(runs, 1));
  std::printf("%d%d%d %ld\n", isPrime(11), isPrime(0), isPrime(4), taken({1, 2, NAN, 3}, 2.5));
  std::vector<Entry> entries(200, Entry(3));
  entries.emplace_back(5);
  std::printf("%d %d\n", at(entries, 5), at(entries, 6));

  std::printf("%ld %d %ld %ld %ld %ld\n", terminated("abc", 'c'), small(3), viewed(v), everyOther({1, 1, 3}, 2),
              before({}), unset(20) + givenArray({}));
  const int three = 3;
  int seen = 0;
  std::printf("%d%d%d%d%d%d%d%d%d%d%d%d\n", holds({{1, 2}}, 1), overflows(w), divides({2}, 3), shifts({3}),
              follows({&three}), indexes({0}, {1}), truncates({3.5}), counts(w), calls(w, [](int x) { return x == 2; }),
              checked(w, w), written(w, seen), bits(w));
  std::printf("%d%d%d%d%d%d%d%d%d%d\n", guarded(w), second({1}, {nullptr, &w}), byTwoTypes(w), fromTwenty(w),
              moving({4}), copied(w), wider(w), constant(w), configured(w), inLambda(w));
  std::printf("%d%d%d%d%d %d\n", byMacro(w), last(w) < 0, few({}), listed({}), generic(w) || hides(w), registers());
  std::vector<int> ones(120, 1), others(120, 1), thirds(120, 1);
  others[100] = thirds[100] = 2;
  std::printf("%d %d %d\n", lookUp(ones, others, 1), differTaken(ones, others), differElse(ones, thirds));
  std::printf("%d %d %d\n", narrowIndex(others, 2), narrowIndex(ones, 2), narrowNumber(ones, 1));
  std::printf("%d %d\n", withinDouble(others, {60}, 2), withinDouble(others, {50}, 2));
}
