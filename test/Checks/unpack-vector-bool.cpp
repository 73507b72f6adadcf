// RUN: %check %s
// Flags of a function's own.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <string>
#include <utility>
#include <vector>

static std::size_t primesBelow(std::size_t n) {
  std::vector<bool> composite(n); // finds
  composite[0] = composite[1] = true;
  std::size_t primes = 0;
  for (std::size_t i = 2; i < n; ++i) {
    if (composite[i])
      continue;
    ++primes;
    for (std::size_t j = i * i; j < n; j += i)
      composite[j] = true;
  }
  return primes;
}
// A walk through a graph, with a queue.
static int reachable(const std::vector<std::vector<int>> &edges, int from) {
  std::vector<bool> seen(edges.size(), false); // finds
  std::vector<int> open = {from};
  seen[from] = true;
  int count = 0;
  while (!open.empty()) {
    const int at = open.back();
    open.pop_back();
    ++count;
    for (int next : edges[at])
      if (!seen[next]) {
        seen[next] = true;
        open.push_back(next);
      }
  }
  return count;
}
// Each round begins anew; numbers are made of flags.
static int rounds(const std::vector<int> &values, int times) {
  std::vector<bool> odd; // finds
  odd.resize(values.size());
  int sum = 0;
  double share = 0;
  for (int round = 0; round < times; ++round) {
    std::fill(odd.begin(), odd.end(), false);
    for (std::size_t i = 0; i < values.size(); ++i)
      odd[i] = (values[i] + round) % 2 != 0;
    for (std::size_t i = 0; i < odd.size(); ++i) {
      sum += odd[i] << (i % 3);
      share += odd[i];
    }
    sum += static_cast<int>(std::count(odd.begin(), odd.end(), true));
  }
  return sum + static_cast<int>(share) + static_cast<int>(odd[0]) - (odd[1] ? 1 : 0);
}
// In lambdas that name it by reference.
static int components(const std::vector<std::vector<int>> &edges) {
  std::vector<bool> seen(edges.size(), 0); // finds
  std::function<void(int)> visit = [&](int at) {
    seen[at] = true;
    for (int next : edges[at])
      if (!seen[next])
        visit(next);
  };
  int count = 0;
  for (std::size_t i = 0; i < edges.size(); ++i)
    if (!seen[i]) {
      visit(static_cast<int>(i));
      ++count;
    }
  return count;
}
// From one to the other, and back.
static bool ages(int cells, int steps) {
  std::vector<bool> now(cells), next; // leaves
  std::vector<bool> then(cells, false); // finds
  std::vector<bool> last; // finds
  now[cells / 2] = true;
  next.assign(cells, false);
  last.assign(cells, false);
  for (int step = 0; step < steps; ++step) {
    for (int i = 1; i + 1 < cells; ++i)
      then[i] = now[i - 1] != now[i + 1];
    for (int i = 0; i < cells; ++i) {
      now[i] = then[i];
      last[i] = then[i];
    }
  }
  return last[1];
}
static bool grows(const std::string &text) {
  std::vector<bool> digits; // finds
  digits.reserve(text.size());
  for (char c : text)
    digits.push_back(c >= '0' && c <= '9');
  bool all = !digits.empty();
  for (std::size_t i = 0; i < digits.size() && all; ++i) {
    const bool digit = digits[i];
    all = digit;
  }
  while (!digits.empty() && !digits[digits.size() - 1])
    digits.pop_back();
  return all || (!digits.empty() && digits[0]);
}

// --- Somebody sees the type ------------------------------------------------------------

static std::size_t total(const std::vector<bool> &flags) { return flags.size(); }
static std::size_t passedOn(int n) {
  std::vector<bool> flags(n); // refuses: leaks
  for (int i = 0; i < n; ++i)
    flags[i] = i % 3 == 0;
  return total(flags);
}
static std::vector<bool> returned(int n) {
  std::vector<bool> flags(n); // refuses: leaks
  for (int i = 0; i < n; ++i)
    flags[i] = i % 3 == 0;
  return flags;
}
static int copied(int n) {
  std::vector<bool> flags(n); // refuses: leaks
  for (int i = 0; i < n; ++i)
    flags[i] = i % 3 == 0;
  auto other = flags;
  other[0] = false;
  return other[0] + flags[0];
}
static const char *kind(bool) { return "bool"; }
static const char *kind(unsigned char) { return "byte"; }
static const char *overloaded(int n) {
  std::vector<bool> flags(n); // refuses: overload
  const char *last = "";
  for (int i = 0; i < n; ++i) {
    flags[i] = true;
    last = kind(flags[i]);
  }
  return last;
}
static int proxies(int n) {
  std::vector<bool> flags(n); // refuses: proxy
  for (int i = 0; i < n; ++i) {
    auto flag = flags[i]; // Still the element.
    flag = true;
  }
  return flags[0];
}
static int references(int n) {
  std::vector<bool> flags(n); // refuses: proxy
  for (int i = 0; i < n; ++i) {
    std::vector<bool>::reference flag = flags[i];
    flag = i % 2 != 0;
  }
  return flags[1];
}
static int flips(int n) {
  std::vector<bool> flags(n); // refuses: proxy
  for (int i = 0; i < n; ++i)
    flags[i].flip();
  return flags[1];
}
static int flipsAll(int n) {
  std::vector<bool> flags(n); // refuses: unknown-use
  for (int i = 0; i < n; i += 2)
    flags[i] = true;
  flags.flip();
  return flags[1];
}
static int looped(int n) {
  std::vector<bool> flags(n); // refuses: unknown-use
  int count = 0;
  for (int i = 0; i < n; i += 2)
    flags[i] = true;
  for (auto flag : flags) {
    count += flag;
    flag = false; // The element's.
  }
  return count + flags[0];
}
static bool compared(int n) {
  std::vector<bool> flags(n), others(n); // leaves
  std::vector<bool> third(n); // refuses: leaks
  for (int i = 0; i < n; ++i) {
    others[i] = flags[i];
    third[i] = others[i];
  }
  return third == others;
}
static int searched(int n) {
  std::vector<bool> flags(n); // refuses: leaks
  for (int i = 7; i < n; ++i)
    flags[i] = true;
  return static_cast<int>(std::find(flags.begin(), flags.end(), true) - flags.begin());
}
static unsigned long size(int n) {
  std::vector<bool> flags(n); // refuses: unknown-use
  for (int i = 0; i < n; ++i)
    flags[i] = true;
  return sizeof(flags[0]);
}
static auto deduced(int n) {
  std::vector<bool> flags(n); // refuses: proxy
  for (int i = 0; i < n; ++i)
    flags[i] = true;
  return flags[0];
}
static int choice(int n, bool b) {
  std::vector<bool> flags(n); // refuses: unknown-use
  for (int i = 0; i < n; ++i)
    flags[i] = true;
  return sizeof(b) + (b ? flags[0] : b);
}
static int listed(int n) {
  std::vector<bool> flags(n); // refuses: proxy
  for (int i = 0; i < n; ++i)
    flags[i] = true;
  const std::array<bool, 2> two = {flags[0], flags[1]};
  return two[0] + two[1];
}
static char narrow(int n) {
  std::vector<bool> flags(n); // refuses: unknown-use
  for (int i = 0; i < n; ++i)
    flags[i] = true;
  const char c = flags[0];
  return c;
}
static int forwarded(int n) {
  std::vector<bool> flags(n); // refuses: proxy
  for (int i = 0; i < n; ++i)
    flags[i] = i % 3 == 0;
  std::vector<int> numbers;
  numbers.emplace_back(flags[0]);
  return numbers[0];
}
static int byCopy(int n) {
  std::vector<bool> flags(n); // refuses: captured
  for (int i = 0; i < n; ++i)
    flags[i] = i % 3 == 0;
  auto first = [flags] { return flags[0] ? 1 : 0; };
  return first();
}

// --- Other values than a bool has ---------------------------------------------------------

static int bits(const std::vector<int> &values) {
  std::vector<bool> low(values.size()); // refuses: not-bool
  int same = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    low[i] = values[i] & 4;
    same += low[i] == true;
  }
  return same;
}
static int full(int n) {
  std::vector<bool> flags(n, 5); // refuses: not-bool
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum += flags[i];
  return sum;
}
static int pushes(const std::vector<int> &values) {
  std::vector<bool> flags; // refuses: not-bool
  for (int value : values)
    flags.push_back(value);
  return flags[0];
}
static int fromList(int n) {
  std::vector<bool> flags{true, false, true}; // refuses: making
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum += flags[i % 3];
  return sum;
}
static int fromOther(const std::vector<int> &values) {
  std::vector<bool> flags(values.begin(), values.end()); // refuses: making
  int sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    sum += flags[i];
  return sum;
}
static int inOrder(int n) {
  std::vector<bool> flags(2 * n + 1); // refuses: effects
  int next = 0;
  auto step = [&] { return ++next; };
  for (int i = 0; i < n; ++i)
    flags[step()] = step() > n || next < 0;
  return flags[1];
}
static int chained(int n) {
  std::vector<bool> flags(n); // finds
  for (int i = 1; i < n; ++i)
    flags[i] = (flags[i - 1] = i % 2 != 0);
  return flags[1] + flags[2];
}
// The other one's bool would be made of a byte's assignment.
static int chainedBoth(int n) {
  std::vector<bool> flags(n); // refuses: proxy
  std::vector<bool> others(n); // refuses: proxy
  for (int i = 1; i < n; ++i)
    flags[i] = others[i] = i % 2 != 0;
  return flags[1] + others[2];
}
// What converts itself to what is asked for.
struct Value {
  int number;
  template <class T> operator T() const { return static_cast<T>(number); }
};
static int converted(int n) {
  std::vector<bool> flags; // refuses: not-bool
  for (int i = 0; i < n; ++i)
    flags.push_back(Value{i});
  return flags[0] + flags[1];
}
// Compilers would warn.
static int warned(int n) {
  std::vector<bool> flags(n); // refuses: unknown-use
  int count = 0;
  for (int i = 1; i < n; ++i)
    count += !flags[i] == flags[i - 1];
  return count;
}
static int ordered(int n) {
  std::vector<bool> flags(n); // refuses: unknown-use
  int count = 0;
  for (int i = 1; i < n; ++i)
    count += flags[i] >= 0;
  return count;
}
struct Bits {
  unsigned first : 1;
};
static int intoBits(int n) {
  std::vector<bool> flags(n); // refuses: unknown-use
  Bits bits = {0};
  for (int i = 0; i < n; ++i)
    bits.first = flags[i];
  return bits.first;
}
// The type is not said in full, or said at the use.
template <int> using Flags = std::vector<bool>;
static int ofAlias(int n) {
  Flags<3> flags(n); // leaves
  for (int i = 0; i < n; ++i)
    flags[i] = true;
  return flags[0];
}
static int qualified(int n) {
  std::vector<bool> flags(n); // refuses: unknown-use
  for (int i = 0; i < n; ++i)
    flags[i] = true;
  return static_cast<int>(flags.std::vector<bool>::size());
}
static int filled(int n) {
  std::vector<bool> flags(n); // refuses: leaks
  for (int i = 0; i < n; i += 2)
    flags[i] = true;
  std::fill<std::vector<bool>::iterator, bool>(flags.begin(), flags.end(), false);
  return flags[0];
}
static int chainedSteps(int n) {
  std::vector<bool> flags(n); // refuses: effects
  int at = 0;
  for (int i = 3; i < n; ++i)
    flags[at++] = flags[i] = true;
  return flags[1];
}
static bool valueOfStore(int n) {
  std::vector<bool> flags(n); // refuses: proxy
  bool last = false;
  for (int i = 0; i < n; ++i)
    last = (flags[i] = i % 2 != 0);
  return last;
}
static int configured(int n) {
  std::vector<bool> flags(n); // refuses: preprocessor
  for (int i = 0; i < n; ++i)
    flags[i] = i % 2 == 0;
#ifdef CONFIGURED
  flags.flip();
#endif
  return flags[0];
}
// Not in a loop: nothing to gain.
static bool once(int n) {
  std::vector<bool> flags(n); // leaves
  flags[0] = n > 3;
  return flags[0];
}
template <typename T> static int ofTemplate(const std::vector<T> &values) {
  std::vector<bool> flags(values.size()); // leaves
  for (std::size_t i = 0; i < values.size(); ++i)
    flags[i] = values[i] > 0;
  return flags[0];
}
static int global() {
  static std::vector<bool> flags(8); // leaves
  for (int i = 0; i < 8; ++i)
    flags[i] = i == 3;
  return flags[3];
}

// Eight times the memory might not be there.
static int allNumbers(unsigned last) {
  std::vector<bool> seen(1ull << 27); // refuses: too-large
  for (unsigned i = 0; i < last; i += 3)
    seen[i] = true;
  return seen[last / 2] + seen[last];
}

int main() {
  const std::vector<std::vector<int>> edges = {{1, 2}, {2}, {0}, {4}, {3}, {}};
  const std::vector<int> values = {5, 2, 4, 7, 1, 0};
  std::printf("%zu %d %d %d %d\n", primesBelow(1000), reachable(edges, 0), rounds(values, 4), components(edges), ages(40, 9));
  std::printf("%d %d %d\n", grows("12a4"), grows("123"), grows(""));
  std::printf("%zu %zu %d %s %d %d\n", passedOn(4), returned(5).size(), copied(3), overloaded(2), proxies(3), references(3));
  std::printf("%d %d %d %d %d %d\n", flips(3), flipsAll(3), looped(4), compared(3), searched(9), size(3) > 0);
  std::printf("%d %d %d %d %d %d\n", (static_cast<void>(deduced(3)), 0), choice(2, true), listed(2), narrow(2), forwarded(3), byCopy(2));
  std::printf("%d %d %d %d %d %d\n", bits(values), full(3), pushes(values), fromList(4), fromOther(values), inOrder(3));
  std::printf("%d %d %d %d %d %d %d %d\n", chainedBoth(4), converted(4), warned(4), ordered(3), intoBits(3), ofAlias(2), qualified(2), filled(2));
  std::printf("%d %d %d %d %d\n", chained(4) + chainedSteps(5) + valueOfStore(2), configured(3), once(4), ofTemplate(values), global());
  std::printf("%d\n", allNumbers(12));
}
