// RUN: %check %s
// Elements that pass a test are appended behind a branch.
#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <vector>

static std::vector<int> valid(const std::vector<int> &used) {
  std::vector<int> result;
  const int count = static_cast<int>(used.size());
  constexpr std::size_t blockSize = 32;
  int block[blockSize];
  std::size_t filled = 0;
  for (int i = 0; i < count; ++i) { // finds
    block[filled] = i;
    filled += used[i] >= 0;
    if (filled == blockSize) {
      result.insert(result.end(), block, block + filled);
      filled = 0;
    }
  }
  result.insert(result.end(), block, block + filled);
  return result;
}

// Without braces, and behind what is there already.
static std::vector<std::int64_t> large(const std::vector<std::int64_t> &v, std::int64_t limit) {
  std::vector<std::int64_t> out;
  out.push_back(limit);
  constexpr std::size_t blockSize = 16;
  std::int64_t block[blockSize];
  std::size_t filled = 0;
  for (std::int64_t x : v) { // finds
    block[filled] = x;
    filled += x > limit && x % 2 == 0;
    if (filled == blockSize) {
      out.insert(out.end(), block, block + filled);
      filled = 0;
    }
  }
  out.insert(out.end(), block, block + filled);
  out.push_back(-1);
  return out;
}

// Other statements stay, and other ways to leave the loop.
static std::size_t some(const std::vector<int> &v, int last) {
  std::vector<unsigned> places;
  unsigned at = 0;
  constexpr std::size_t blockSize = 32;
  unsigned block[blockSize];
  std::size_t filled = 0;
  while (at < v.size()) { // finds
    int x = v[at];
    if (x == last)
      break;
    ++at;
    if (x < 0)
      continue;
    block[filled] = at;
    filled += x > 2;
    if (filled == blockSize) {
      places.insert(places.end(), block, block + filled);
      filled = 0;
    }
  }
  places.insert(places.end(), block, block + filled);
  std::size_t sum = places.size();
  for (unsigned place : places)
    sum += place;
  return sum;
}

struct Point {
  short x, y;
};
static std::vector<Point> inside(const std::vector<Point> &points, short size) {
  std::vector<Point> kept;
  constexpr std::size_t blockSize = 32;
  Point block[blockSize];
  std::size_t filled = 0;
  for (Point p : points) { // finds
    const bool in = p.x >= 0 && p.y >= 0 && p.x < size && p.y < size;
    block[filled] = p;
    filled += in;
    if (filled == blockSize) {
      kept.insert(kept.end(), block, block + filled);
      filled = 0;
    }
  }
  kept.insert(kept.end(), block, block + filled);
  return kept;
}

// The exception takes the vector with it.
static std::vector<char> letters(const std::string &text) {
  std::vector<char> out;
  constexpr std::size_t blockSize = 128;
  char block[blockSize];
  std::size_t filled = 0;
  for (char c : text) { // finds
    if (c == '!')
      throw c;
    block[filled] = c;
    filled += c >= 'a' && c <= 'z';
    if (filled == blockSize) {
      out.insert(out.end(), block, block + filled);
      filled = 0;
    }
  }
  out.insert(out.end(), block, block + filled);
  return out;
}

// What is read only where the test holds: there may be nothing, or somebody else may write it.
static std::vector<int> behind(const std::vector<const int *> &v) {
  std::vector<int> out;
  for (const int *p : v) // refuses: hazard
    if (p != nullptr)
      out.push_back(*p);
  return out;
}
static std::vector<int> bounded(const std::vector<int> &v, const std::vector<unsigned> &places) {
  std::vector<int> out;
  for (unsigned at : places) // refuses: hazard
    if (at < v.size())
      out.push_back(v[at]);
  return out;
}
static std::vector<int> quotients(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) // refuses: hazard
    if (x != 0)
      out.push_back(100 / x);
  return out;
}
static std::vector<int> rounded(const std::vector<double> &v) {
  std::vector<int> out;
  for (double x : v) // refuses: hazard
    if (x < 1e6)
      out.push_back(x);
  return out;
}
struct Slot {
  bool mine;
  int value;
};
static std::vector<int> owned(const std::vector<Slot> &slots) {
  std::vector<int> out;
  for (const Slot &slot : slots) // refuses: not-read
    if (slot.mine)
      out.push_back(slot.value);
  return out;
}
static std::vector<Slot> ownedWhole(const std::vector<Slot> &slots) {
  std::vector<Slot> out;
  for (const Slot &slot : slots) // refuses: not-read
    if (slot.mine)
      out.push_back(slot);
  return out;
}
static int counted = 0;
static bool count(int x) {
  ++counted;
  return x > 1;
}
static std::vector<int> counting(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) // refuses: impure-test
    if (count(x))
      out.push_back(x);
  return out;
}
static std::vector<int> stepping(int n) {
  std::vector<int> out;
  for (int i = 0; i < n; ++i) // refuses: impure-test
    if (++i % 3 != 0)
      out.push_back(i);
  return out;
}
static std::vector<int> numbers(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) // refuses: not-bool
    if (x & 6)
      out.push_back(x);
  return out;
}

// Somebody looks meanwhile.
static std::vector<int> distinct(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) // refuses: read-meanwhile
    if (out.empty() || out.back() != x)
      out.push_back(x);
  return out;
}
static void into(const std::vector<int> &v, std::vector<int> &out) {
  for (int x : v) // refuses: shared
    if (x > 2)
      out.push_back(x);
  std::puts("done");
}
static std::size_t seen(const std::vector<int> &v) {
  std::vector<int> out;
  std::size_t sum = 0;
  std::function<void()> look = [&] { sum += out.size(); };
  for (int x : v) { // refuses: shared
    if (x > 2)
      out.push_back(x);
    look();
  }
  return sum;
}
struct Table {
  std::vector<int> keys;
  void fill(const std::vector<int> &v) {
    for (int x : v) // refuses: shared
      if (x > 2)
        keys.push_back(x);
    std::puts("filled");
  }
};
static std::size_t kept(const std::vector<int> &v) {
  std::vector<int> out;
  try {
    for (int x : v) { // refuses: may-throw
      if (x == 0)
        throw x;
      if (x > 2)
        out.push_back(x);
    }
    std::puts("no zero");
  } catch (int) {
  }
  return out.size();
}

// Elements that are more than bytes, and what becomes one by a conversion.
static std::vector<std::string> texts(const std::vector<int> &v) {
  std::vector<std::string> out;
  for (int x : v) // refuses: element-type
    if (x > 2)
      out.push_back("x");
  return out;
}
struct Meter {
  int value;
  operator int() const { return value; }
};
static std::vector<int> meters(const std::vector<Meter> &v) {
  std::vector<int> out;
  for (Meter m : v) // refuses: converted
    if (m.value > 2)
      out.push_back(m);
  return out;
}

static std::vector<int> configured(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) { // refuses: preprocessor
#ifdef HALF
    x /= 2;
#endif
    if (x > 2)
      out.push_back(x);
  }
  return out;
}
#define APPEND(V, X) V.push_back(X)
static std::vector<int> byMacro(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) // refuses: macro
    if (x > 2)
      APPEND(out, x);
  return out;
}
static void last(const std::vector<int> &v, int round) {
  std::vector<int> out;
  if (round > 0) {
    constexpr std::size_t blockSize = 32;
    int block[blockSize];
    std::size_t filled = 0;
    for (int x : v) { // finds
      block[filled] = x;
      filled += x > 2;
      if (filled == blockSize) {
        out.insert(out.end(), block, block + filled);
        filled = 0;
      }
    }
    out.insert(out.end(), block, block + filled);
  }
  std::printf("%zu\n", out.size());
}
static std::vector<int> parallel(const std::vector<int> &v) {
  int sum = 0;
#pragma omp simd
  for (int i = 0; i < 4; ++i)
    sum += i;
  std::vector<int> out;
  for (int x : v) // refuses: parallel-region
    if (x > sum)
      out.push_back(x);
  return out;
}
static std::vector<int> commented(const std::vector<int> &v) {
  std::vector<int> out;
  constexpr std::size_t blockSize = 32;
  int block[blockSize];
  std::size_t filled = 0;
  for (int x : v) { // finds
    // Large ones.
    block[filled] = x;
    filled += x > 2;
    if (filled == blockSize) {
      out.insert(out.end(), block, block + filled);
      filled = 0;
    } // kept
  }
  out.insert(out.end(), block, block + filled);
  return out;
}
// The loop is all there is to an if, and the elements are pointers.
static std::size_t addresses(const std::vector<int> &v, bool wanted) {
  std::vector<const int *> out;
  if (wanted) {
    constexpr std::size_t blockSize = 16;
    const int *block[blockSize];
    std::size_t filled = 0;
    for (std::size_t i = 0; i < v.size(); ++i) { // finds
      const int *at = &v[i];
      block[filled] = at;
      filled += v[i] > 2;
      if (filled == blockSize) {
        out.insert(out.end(), block, block + filled);
        filled = 0;
      }
    }
    out.insert(out.end(), block, block + filled);
  } else
    out.push_back(nullptr);
  return out.size();
}
static std::size_t nested(const std::vector<int> &v) {
  std::vector<int> out;
  for (int turn = 0; turn < 3; ++turn) {
    constexpr std::size_t blockSize = 32;
    int block[blockSize];
    std::size_t filled = 0;
    for (int x : v) { // finds
      block[filled] = x;
      filled += x > turn;
      if (filled == blockSize) {
        out.insert(out.end(), block, block + filled);
        filled = 0;
      }
    }
    out.insert(out.end(), block, block + filled);
  }
  return out.size();
}
static std::vector<int> asserted(const std::vector<int> &v) {
  std::vector<int> out;
  constexpr std::size_t blockSize = 32;
  int block[blockSize];
  std::size_t filled = 0;
  for (int x : v) { // finds
    block[filled] = x;
    filled += x > 2;
    if (filled == blockSize) {
      out.insert(out.end(), block, block + filled);
      filled = 0;
    }
  }
  out.insert(out.end(), block, block + filled);
  assert(!out.empty());
  return out;
}
// clang-format off
static std::size_t oneLine(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) if (x > 2) out.push_back(x); // refuses: no-place
  return out.size();
}
static std::size_t followed(const std::vector<int> &v) {
  std::vector<int> out;
  for (int x : v) // refuses: no-place
    if (x > 2)
      out.push_back(x); return out.size();
}
// clang-format on
template <class T> static std::vector<T> generic(const std::vector<T> &v) {
  std::vector<T> out;
  for (T x : v)
    if (x > 2)
      out.push_back(x);
  return out;
}

int main() {
  const std::vector<int> v = {3, -1, 0, 4, 8};
  std::vector<int> many;
  for (int i = 0; i < 5000; ++i)
    many.push_back(i % 7 - 1);
  std::printf("%zu %d %zu\n", valid(v).size(), valid(many)[4000], valid(many).size());
  std::vector<std::int64_t> wide(many.begin(), many.end());
  std::printf("%zu %d %zu\n", large(wide, 2).size(), static_cast<int>(large(wide, 1)[700]), large({}, 1).size());
  std::printf("%zu %zu %zu\n", some(v, 4), some(v, 9), some(many, 9));
  std::printf("%zu %d\n", inside({{1, 2}, {-1, 3}, {4, 4}}, 5).size(), inside({{1, 2}, {-1, 3}, {4, 4}}, 5)[1].x);
  try {
    std::printf("%zu\n", letters("aBc").size());
    std::printf("%zu\n", letters("aB!c").size());
  } catch (char c) {
    std::printf("%c\n", c);
  }
  const int one = 1;
  std::printf("%zu %zu %zu\n", behind({&one, nullptr}).size(), bounded(v, {1, 99}).size(), quotients(v).size() + rounded({1e30, 2.0}).size());
  std::printf("%zu %zu %zu %zu %zu\n", owned({{true, 1}}).size(), ownedWhole({{true, 1}}).size(), counting(v).size(),
              stepping(9).size(), numbers(v).size());
  std::vector<int> out;
  into(v, out);
  Table t;
  t.fill(v);
  std::printf("%zu %zu %zu %zu %zu\n", distinct(v).size(), out.size(), seen(v), t.keys.size(), kept(v));
  std::printf("%zu %zu %zu %zu\n", texts(v).size(), meters({{3}}).size(), configured(v).size(), byMacro(v).size());
  last(v, 1);
  std::printf("%zu %zu %zu\n", addresses(many, true), addresses(many, false), nested(many));
  std::printf("%zu %zu\n", asserted(many).size(), oneLine(many) + followed(many));
  std::printf("%zu %zu %zu %d\n", parallel(v).size(), commented(v).size(), generic(v).size(), counted);
}
