// RUN: %check %s
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

struct Item {
  int weight;
  std::string name;
};

static unsigned total = 0;

// --- Fused ---------------------------------------------------------------------------

static int64_t spread(const std::vector<int32_t> &values, int32_t centre) {
  std::vector<int64_t> squares;
  squares.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int64_t difference = static_cast<int64_t>(values[i]) - centre;
    squares.push_back(difference * difference);
  }
  int64_t sum = 0;
  for (const int64_t &square : squares) // finds
    sum += square;
  return sum;
}

static uint64_t mix(uint64_t state, const std::string &argument) {
  for (char c : argument)
    state = (state ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return state;
}
static uint64_t hash(const std::string &parameters) {
  std::vector<std::string> arguments;
  std::size_t begin = 0;
  while (begin < parameters.size()) {
    std::size_t end = parameters.find(' ', begin);
    if (end == std::string::npos)
      end = parameters.size();
    if (end > begin)
      arguments.push_back(parameters.substr(begin, end - begin));
    begin = end + 1;
  }
  uint64_t state = 14695981039346656037u;
  for (const std::string &argument : arguments) // finds
    state = mix(state, argument);
  return state;
}

static uint64_t letters(const std::vector<std::string> &lines) {
  std::vector<std::string> words;
  for (const std::string &line : lines) {
    std::string current;
    for (char c : line)
      current += c == ' ' ? '-' : c;
    words.push_back(current);
  }

  uint64_t sum = 0;

  for (const auto &word : words) // finds
    for (char letter : word)
      sum = sum * 31 + static_cast<unsigned char>(letter);

  return sum;
}

struct Point {
  int x, y;
};
static unsigned points(const std::vector<int> &in, unsigned scale) {
  unsigned sum = 0;
  std::vector<Point> kept;
  for (int x : in) {
    if (x < 0)
      return 0;
    kept.push_back({x, x + 1});
  }
  for (const Point &point : kept) { // refuses: may-leave
    unsigned part = scale;
    switch (point.x) {
    case 1:
      part ^= 5;
      break;
    default:
      part ^= point.y;
    }
    sum += part;
  }
  return sum;
}

static unsigned elsewhere(const std::vector<int> &in) {
  unsigned counts[4] = {};
  std::vector<unsigned> kept;
  for (std::size_t i = 0; i < in.size(); ++i)
    if (in[i] < 0)
      ++total;
    else
      kept.push_back(in[i] & 3);
  for (unsigned each : kept) // finds
    ++counts[each];
  return counts[1];
}

static unsigned several(const std::vector<int> &in) {
  unsigned total = 1, count = 0;
  std::vector<unsigned> kept;
  for (int x : in)
    if (x > 0)
      kept.push_back(x);
  for (auto each : kept) { // finds
    // The order counts.
    total = total * 31 + each;
    if (each > 2) {
      ++count;
    }
  }
  return total + count;
}

static unsigned spelled(const std::vector<int> &in) {
  unsigned high = 0;
  std::vector<unsigned long long> kept;
  for (int x : in)
    kept.push_back(x * 5000000000ull);
  for (unsigned const long long &each : kept) // finds
    high ^= static_cast<unsigned>(each >> 32);
  return high;
}

static std::size_t moved(const std::vector<std::string> &in) {
  std::vector<std::string> words;
  for (const std::string &each : in) {
    std::string word = each + "!";
    words.push_back(std::move(word));
  }
  std::size_t length = 0;
  for (std::string word2 : words) { // finds
    word2 += "?";
    length += word2.size();
  }
  return length;
}

// --- Left alone ------------------------------------------------------------------------

static int twice(const std::vector<int> &in) {
  std::vector<int> kept;
  for (int x : in)
    kept.push_back(x / 2);
  int sum = 0;
  for (int x2 : kept) // refuses: used-otherwise
    sum += x2 * static_cast<int>(kept.size());
  return sum;
}

static int filled(const std::vector<int> &in) {
  std::vector<int> kept(2);
  for (int x : in)
    kept.push_back(x / 2);
  int sum = 0;
  for (int each : kept) // refuses: used-otherwise
    sum += each;
  return sum;
}

static int reserved(const std::vector<int> &in, int n) {
  std::vector<int> kept;
  kept.reserve(n);
  for (int x : in)
    kept.push_back(x / 2);
  int sum = 0;
  for (int each : kept) // refuses: reserve
    sum += each;
  return sum;
}

static unsigned visible(const std::vector<int> &in) {
  std::vector<int> kept;
  for (int x : in) {
    if (x < 0)
      throw std::invalid_argument("negative");
    kept.push_back(x);
  }
  for (int each : kept) // refuses: not-private
    total += each;
  return total;
}
static int stored(const std::vector<int> &in, std::vector<int> &to) {
  std::vector<int> kept;
  for (int x : in)
    kept.push_back(x);
  for (int each : kept) // refuses: not-private
    to.push_back(each);
  return to.size();
}

static int shared(const std::vector<int> &in) {
  int last = 0;
  std::vector<int> kept;
  for (int x : in) {
    kept.push_back(x + last);
    last = x;
  }
  int sum = 0;
  for (int each : kept) // refuses: modified
    sum += each * last;
  return sum;
}
static int shownToTheFirst(const std::vector<int> &in) {
  unsigned sum = 0;
  std::vector<int> kept;
  for (int x : in)
    kept.push_back(x + static_cast<int>(sum));
  for (int each : kept) // refuses: order
    sum += each;
  return sum;
}

// The original throws before it divides.
static int dividesTooSoon(const std::vector<int> &in) {
  std::vector<int> kept;
  for (int x : in) {
    if (x < 0)
      throw std::invalid_argument("negative");
    kept.push_back(x);
  }
  int sum = 0;
  for (int each : kept) // refuses: may-leave
    sum += 100 / each;
  return sum;
}
static int endsEarly(const std::vector<int> &in) {
  std::vector<int> kept;
  for (int x : in)
    kept.push_back(x);
  int sum = 0;
  for (int each : kept) { // refuses: may-leave
    if (each == 3)
      break;
    sum += each;
  }
  return sum;
}

static double rounded(const std::vector<double> &in) {
  std::vector<double> squares;
  for (double x : in)
    squares.push_back(x * x);
  double sum = 0;
  for (double each : squares) // refuses: floating-point
    sum += each;
  return sum;
}

static int names(const std::vector<int> &in) {
  std::vector<int> kept;
  int base = 10;
  for (int x : in) {
    int base = x * 2;
    kept.push_back(base);
  }
  int sum = 0;
  for (int each : kept) // refuses: names
    sum += each + base;
  return sum;
}

struct Report {
  unsigned sum = 0;
  ~Report() { std::printf("sum %u\n", sum); }
};
static void reported(const std::vector<int> &in) {
  Report report;
  std::vector<unsigned> kept;
  for (int x : in) {
    if (x < 0)
      throw std::invalid_argument("negative");
    kept.push_back(x);
  }
  for (unsigned each : kept) // refuses: not-private
    report.sum += each;
}
static unsigned twoNames(const std::vector<int> &in) {
  unsigned sum = 0;
  unsigned &alias = sum;
  std::vector<unsigned> kept;
  for (int x : in)
    kept.push_back(x + alias);
  for (unsigned each : kept) // refuses: not-private
    sum += each;
  return sum;
}
static unsigned walked(const std::vector<int> &in) {
  unsigned counts[4] = {}, sum = 0;
  for (unsigned &count : counts) {
    std::vector<unsigned> kept;
    for (int x : in)
      kept.push_back((x + count) & 3);
    for (unsigned each : kept) // refuses: not-private
      ++counts[each];
    sum = sum * 7 + counts[1];
  }
  return sum;
}
static unsigned captured(const std::vector<int> &in) {
  unsigned sum = 0;
  auto get = [&] { return sum; };
  std::vector<unsigned> kept;
  for (int x : in)
    kept.push_back(x + get());
  for (unsigned each : kept) // refuses: not-private
    sum += each;
  return sum;
}
static unsigned counted(const std::vector<int> &in) {
  unsigned sum = 0;
  std::vector<unsigned> kept;
  for (int x : in)
    kept.push_back(x);
  for (unsigned each : kept) { // refuses: static-local
    static unsigned calls = 0;
    sum += ++calls * each;
  }
  return sum;
}
static unsigned watched(const std::vector<int> &in) {
  volatile unsigned sum = 0;
  std::vector<unsigned> kept;
  for (int x : in)
    kept.push_back(x);
  for (unsigned each : kept) // refuses: volatile
    sum = sum + each;
  return sum;
}
// The table may be the other one.
static unsigned table(const std::vector<int> &in, const std::vector<unsigned> &scales, std::vector<unsigned> &other) {
  unsigned sum = 0;
  std::vector<unsigned> kept;
  for (int x : in) {
    kept.push_back(x & 1);
    other[0] = 7;
  }
  for (unsigned each : kept) // refuses: aliased-store
    sum += scales[each];
  return sum;
}
// Others may write it where the first loop says that it is not to be read.
static unsigned tooSoon(const std::vector<int> &in) {
  unsigned sum = 0;
  std::vector<unsigned> kept;
  for (int x : in) {
    if (x < 0)
      return 0;
    kept.push_back(x);
  }
  for (unsigned each : kept) // refuses: may-leave
    sum += each * total;
  return sum;
}
// A number that is an address.
static unsigned addressed(std::vector<unsigned> &in) {
  unsigned sum = 0;
  std::vector<uintptr_t> kept;
  for (unsigned &x : in) {
    kept.push_back(reinterpret_cast<uintptr_t>(&in));
    ++x;
  }
  for (uintptr_t each : kept) // refuses: unknown-construct
    sum += (*reinterpret_cast<const std::vector<unsigned> *>(each))[0];
  return sum;
}

struct Explicit {
  explicit Explicit(int value) : value(value) {}
  explicit Explicit(const Explicit &) = default;
  Explicit(Explicit &&) = default;
  int value;
};
static unsigned constructors(const std::vector<int> &in) {
  unsigned sum = 0;
  std::vector<Explicit> kept;
  for (int x : in)
    kept.push_back(Explicit(x));
  for (const Explicit &each : kept) // refuses: converted
    sum += each.value;
  return sum;
}
struct Number {
  int value;
  operator int() const { return value; }
  operator long() const { return value + 1; }
};
static unsigned conversions(const std::vector<Number> &in) {
  unsigned sum = 0;
  std::vector<int> kept;
  for (const Number &x : in)
    kept.push_back(x);
  for (int each : kept) // refuses: converted
    sum += each;
  return sum;
}
// Of a variable, compilers say that moving keeps a copy from being left out.
static std::size_t movedForNothing(const std::vector<std::string> &in) {
  std::size_t sum = 0;
  std::vector<std::string> kept;
  for (const std::string &x : in)
    kept.push_back(std::move(x + "!"));
  for (const std::string &each : kept) // refuses: converted
    sum += each.size();
  return sum;
}
static unsigned typed(const std::vector<int> &in) {
  unsigned sum = 0;
  std::vector<unsigned> kept;
  for (int x : in)
    kept.push_back(x);
  for (const unsigned &each : kept) // refuses: loop-variable
    sum += each + std::is_reference<decltype(each)>::value;
  return sum;
}
static int cases(const std::vector<int> &in) {
  unsigned sum = 0;
  std::vector<unsigned> kept;
  for (int x : in)
    switch (x) {
    case 1:
      ++total;
      kept.push_back(x);
      break;
    case 2:
      break;
    }
  for (unsigned each : kept) // refuses: no-place
    sum += each;
  return sum;
}
#define TWICE(x) (2 * (x))
static unsigned macros(const std::vector<int> &in) {
  unsigned sum = 0;
  std::vector<unsigned> kept;
  for (int x : in)
    kept.push_back(x);
  for (unsigned each : kept) // refuses: macro
    sum += TWICE(each);
  return sum;
}
static unsigned comments(const std::vector<int> &in) {
  unsigned sum = 0;
  std::vector<unsigned> kept;
  for (int x : in)
    kept.push_back(x);
  // Now add them.
  for (unsigned each : kept) // refuses: comment
    sum += each;
  return sum;
}
static int round(int x) { return static_cast<int>(x * 0.7 + 0.5); }
static int roundedInside(const std::vector<int> &in) {
  unsigned sum = 0;
  std::vector<int> kept;
  for (int x : in)
    kept.push_back(x);
  for (int each : kept) // refuses: floating-point
    sum += round(each);
  return sum;
}
static unsigned strings(const std::vector<int> &in) {
  std::size_t sum = 0;
  std::vector<unsigned> kept;
  for (int x : in)
    kept.push_back(x);
  for (unsigned each : kept) // refuses: no-place
    sum += each + sizeof(R"(two
  lines)");
  return sum;
}
// The name of the value means something else where it is made.
static unsigned hidden(const std::vector<int> &in) {
  unsigned each = 4, sum = 0;
  std::vector<unsigned> kept;
  for (int x : in)
    kept.push_back(x + each);
  for (unsigned each : kept) // refuses: names
    sum += each;
  return sum;
}
// Compilers speak of types that nothing uses.
static unsigned localType(const std::vector<int> &in) {
  using Kept = std::vector<unsigned>;
  unsigned sum = 0;
  Kept kept;
  for (int x : in)
    kept.push_back(x);
  for (unsigned each : kept) // refuses: local-names
    sum += each;
  return sum;
}
template <typename T> static unsigned generic(const std::vector<T> &in) {
  unsigned sum = 0;
  std::vector<unsigned> kept;
  for (T x : in)
    kept.push_back(x);
  for (unsigned each : kept)
    sum += each;
  return sum;
}
struct Doubling : std::vector<unsigned> {
  void push_back(unsigned x) { std::vector<unsigned>::push_back(2 * x); }
};
static unsigned doubled(const std::vector<int> &in) {
  unsigned sum = 0;
  Doubling kept;
  for (int x : in)
    kept.push_back(x);
  for (unsigned each : kept)
    sum += each;
  return sum;
}

static int inBetween(const std::vector<int> &in) {
  std::vector<int> kept;
  for (int x : in)
    kept.push_back(x);
  std::puts("between");
  int sum = 0;
  for (int each : kept) // refuses: in-between
    sum += each;
  return sum;
}

static int handled(const std::vector<int> &in) {
  int sum = 0;
  try {
    std::vector<int> kept;
    for (int x : in) {
      if (x < 0)
        throw x;
      kept.push_back(x);
    }
    for (int each : kept) // refuses: handler
      sum |= each;
  } catch (int) {
  }
  return sum;
}

static int addresses(const std::vector<int> &in) {
  std::vector<int> kept;
  for (int x : in)
    kept.push_back(x);
  const int *best = nullptr;
  for (const int &each : kept) // refuses: address-taken
    if (!best || each > *best)
      best = &each;
  return best ? *best : 0;
}
static int changed(const std::vector<int> &in) {
  std::vector<int> kept;
  for (int x : in)
    kept.push_back(x);
  int sum = 0;
  for (int &each : kept) // refuses: loop-variable
    sum += ++each;
  return sum;
}
static int views(std::string text) {
  std::vector<const char *> kept;
  for (std::size_t i = 0; i < text.size(); ++i) {
    kept.push_back(text.data() + i);
    text[i] = 'x';
  }
  int sum = 0;
  for (const char *each : kept) // refuses: view
    sum += *each;
  return sum;
}

struct Loud {
  Loud(int x) : x(x) {}
  Loud(const Loud &other) : x(other.x) { std::puts("copied"); }
  int x;
};
static int loud(const std::vector<int> &in) {
  std::vector<Loud> kept;
  kept.reserve(10);
  for (int x : in)
    kept.push_back(x);
  int sum = 0;
  for (const Loud &each : kept) // refuses: copy-runs-code
    sum += each.x;
  return sum;
}

static int strange(const std::vector<int> &in, int (*call)(int)) {
  int sum = 0;
  std::vector<int> kept;
  for (int x : in)
    kept.push_back(x);
  for (int each : kept) // refuses: opaque-call
    sum += call(each);
  auto run = [&] {
    std::vector<int> inner;
    for (int x : in)
      inner.push_back(x);
    for (int each : inner) // refuses: lambda
      sum += each;
  };
  run();
  return sum;
}
static int configured(const std::vector<int> &in) {
  std::vector<int> kept;
  for (int x : in)
    kept.push_back(x);
#ifdef SORTED
  std::sort(kept.begin(), kept.end());
#endif
  int sum = 0;
  for (int each : kept) // refuses: preprocessor
    sum += each;
  return sum;
}

int main() {
  const std::vector<int> in{1, 2, 3, 5};
  const std::vector<std::string> words{"one", "and a word that is long enough for the heap"};
  std::printf("%lld %llu %u %zu\n", (long long)spread(in, 2), (unsigned long long)hash("a  bc d"), several(in), moved(words));
  std::printf("%u %u\n", spelled(in), localType(in));
  std::printf("%llu %u %u\n", (unsigned long long)letters({"a bc  d", ""}), points(in, 3), elsewhere(in));
  std::printf("%d %d %d %u\n", twice(in), filled(in), reserved(in, 3), visible(in));
  try {
    visible({1, 2, -3});
  } catch (const std::invalid_argument &) {
  }
  try {
    dividesTooSoon({0, -1});
  } catch (const std::invalid_argument &) {
  }
  try {
    reported({1, 2, -3});
  } catch (const std::invalid_argument &) {
  }
  std::vector<unsigned> scales{1, 2};
  std::printf("%u %u %u %u %u %u %u\n", twoNames(in), walked(in), captured(in), counted(in), watched(in),
              table(in, scales, scales), tooSoon(in));
  std::printf("%u %u %u %zu %u %d %u\n", addressed(scales), constructors(in), conversions({{1}, {2}}),
              movedForNothing(words), typed(in), cases(in), macros(in));
  std::printf("%u %d %u %u %u %u\n", comments(in), roundedInside(in), strings(in), hidden(in), generic(in), doubled(in));
  std::vector<int> storedTo;
  std::printf("%u %d %d %d %d\n", total, stored(in, storedTo), shared(in), shownToTheFirst(in), dividesTooSoon(in));
  std::printf("%d %g %d %d %d\n", endsEarly(in), rounded({1, 2}), names(in), inBetween(in), handled({1, -2}));
  std::printf("%d %d %d %d\n", addresses(in), changed(in), views("abc"), loud(in));
  std::printf("%d %d\n", strange(in, [](int x) { return x + 1; }), configured(in));
}
