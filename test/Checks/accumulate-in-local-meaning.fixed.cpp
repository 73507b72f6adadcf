// RUN: %check %s
// Where a local would not do, or a store would be made up.
#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

struct Sample {
  int y;
  int weight;
};

// The extremes may be two of the samples, and each other.
static void widen(const std::vector<Sample> &samples, int &low, int &high) {
  for (const Sample &s : samples) { // refuses: may-alias
    if (s.weight == 0)
      continue;
    if (s.y < low)
      low = s.y;
    if (s.y > high)
      high = s.y;
  }
}

// The total may be an element, or what the pointer leads to.
static void add(const int *values, int count, int &total) {
  for (int i = 0; i < count; ++i) // refuses: may-alias
    if (values[i] > 1)
      total += values[i];
}

// Bytes may be anything's.
static void hash(const unsigned char *bytes, int count, std::size_t &result) {
  for (int i = 0; i < count; ++i) // refuses: may-alias
    result = result * 31 + bytes[i];
}

// An int that was never set, and stays so if nothing is found.
static void firstOf(const std::vector<double> &values, int &found) {
  for (std::size_t i = 0; i < values.size(); ++i) // refuses: maybe-unset
    if (values[i] > 2)
      found = static_cast<int>(i);
}

class Meter {
public:
  // What was counted before the throw can be seen behind it.
  void strict(const std::vector<int> &values) {
    for (int value : values) { // refuses: leaves
      if (value < 0)
        throw value;
      if (value > 2)
        ++seen_;
    }
  }
  void checked(const std::vector<int> &values, const std::vector<int> &weights) {
    for (std::size_t i = 0; i < values.size(); ++i) // refuses: leaves
      if (values[i] > 2)
        seen_ += weights.at(i) > 1;
  }
  bool until(const std::vector<int> &values) {
    for (int value : values) { // refuses: leaves
      if (value > 2)
        ++seen_;
      if (value == 7)
        return true;
    }
    return false;
  }
  void told(const std::vector<int> &values, void (*tell)(const Meter &)) {
    for (int value : values) { // refuses: call
      if (value > 2)
        ++seen_;
      tell(*this);
    }
  }
  // The same member by the name of a function.
  void twice(const std::vector<int> &values) {
    for (int value : values) { // refuses: other-name
      if (value > 2)
        ++seen_;
      note();
    }
  }
  void known(const std::vector<int> &values) {
    for (int value : values) { // refuses: other-use
      if (value > 2)
        ++seen_;
      std::size_t *here = &seen_;
      *here += 2;
    }
  }
  // -0.0 is stored, though it equals 0.0.
  void least(const std::vector<double> &values) {
    for (double value : values) // refuses: not-stored
      if (value <= least_)
        least_ = value;
  }
  // The other meter may be this one.
  void merge(const std::vector<Meter> &others) {
    for (const Meter &other : others) // refuses: may-alias
      if (other.top_ > top_)
        top_ = other.top_ + 1;
  }
  void levels(const std::vector<int> &values) {
    auto each = [&] {
      for (int value : values) // refuses: lambda
        if (value > top_)
          top_ = value;
    };
    each();
  }
  void alias(const int *values, int count) {
    for (int i = 0; i < count; ++i) // refuses: may-alias
      if (values[i] > top_)
        top_ = values[i];
  }
  int *top() { return &top_; }
  void print() const { std::printf("%zu %d %d\n", seen_, std::signbit(least_), top_); }

private:
  void note() { ++seen_; }
  std::size_t seen_ = 0;
  double least_ = 0.0;
  int top_ = 0;
};

// A function of its own tells where the level is.
class Known {
public:
  void add(const int *values, int count) {
    for (int i = 0; i < count; ++i) // refuses: may-alias
      if (values[0] + i > level_)
        level_ = values[0] + i;
  }
  const int *where(bool here) {
    static int other;
    return &(here ? level_ : other);
  }
  int level() const { return level_; }

private:
  bool open_ = true;
  int level_ = 5;
};

static int running = 1;
struct Guard {
  int start = running;
  ~Guard() { running += start; }
};
static int next(int by = running) { return by + 1; }

// Destructors, initialisers and arguments that nobody wrote there.
static void hidden(const std::vector<double> &values) {
  for (double value : values) { // refuses: call
    Guard guard;
    if (value > 2)
      running += 2;
  }
  for (double value : values) // refuses: other-name
    if (value > 2)
      running += next();
}

// The second counter may be the first of the pair.
static void pairs(const std::vector<double> &values, std::pair<int, int> &both, int &other) {
  for (double value : values) { // refuses: may-alias
    if (value > 2)
      both.first = both.first + other;
    else
      other = 3;
  }
}

static std::atomic<bool> ready{false};
static int published;

// Another thread may look as soon as it is told to.
static void publish(const std::vector<int> &values) {
  for (int value : values) { // refuses: unknown-construct
    if (value > 2)
      published += value;
    ready = true;
  }
}

static std::mutex lock;

static void locked(const std::vector<int> &values) {
  for (int value : values) { // refuses: call
    std::lock_guard<std::mutex> hold(lock);
    if (value > 2)
      published += value;
  }
}

static volatile int watched;

static void watch(const std::vector<int> &values) {
  for (int value : values)
    if (value > 2)
      watched = watched + value;
}

static void parallel(const std::vector<int> &values) {
#pragma omp parallel for
  for (std::size_t i = 0; i < values.size(); ++i) // refuses: openmp
    if (values[i] > 900)
      published += values[i];
}

#define COUNT ++published
#ifdef LOUD
#define TELL(x) std::printf("%d\n", x)
#else
#define TELL(x)
#endif

static void macros(const std::vector<double> &values) {
  for (double value : values)
    if (value > 2)
      COUNT;
  for (double value : values) { // refuses: preprocessor
    if (value > 2)
      ++published;
    TELL(published);
  }
  for (double value : values) { // refuses: preprocessor
    if (value > 2)
      ++published;
#ifdef LOUD
    TELL(published);
#endif
  }
}

struct Node {
  int hits = 0;
  Node *next = nullptr;
};

// The node may not be there.
static void visit(Node *node, const std::vector<double> &values) {
  for (double value : values) // refuses: maybe-null
    if (value > 2)
      node->hits = node->hits * 2 + 1;
}

struct Owner {
  int hits = 0;
  void close(bool now, const std::vector<double> &values) {
    if (now)
      delete this;
    for (double value : values) // refuses: may-be-gone
      if (!now && value > 2)
        ++hits;
  }
};

static int jump(const std::vector<double> &values) {
  int round = 0;
again:
  for (double value : values) // refuses: goto
    if (value > 2)
      ++published;
  if (++round < 2)
    goto again;
  return round;
}

// Found once, and done.
struct Flag {
  bool any = false;
  void look(const std::vector<double> &values) {
    for (double value : values)
      if (value > 2) {
        any = true;
        break;
      }
  }
};

// The names are taken.
struct Names {
  int count_ = 0;
  int count = 5;
  void run(const std::vector<int> &values, int countValue) {
    const int countBefore = count_;
    int countValue2 = countBefore;
    for (int value : values) // finds
      if (value > countValue)
        countValue2 += value + count;
    if (countValue2 != countBefore)
      count_ = countValue2;
  }
};

template <class T> struct Sum {
  T total{};
  void add(const std::vector<T> &values) {
    for (const T &value : values) // refuses: template
      if (value > T())
        total += value;
  }
};

// A constant object is not stored to where it was not.
static const Node Still;
static void touch(const Node &node, const std::vector<double> &values) {
  Node &open = const_cast<Node &>(node);
  const int hitsBefore = open.hits;
  int hits = hitsBefore;
  for (double value : values) // finds
    if (value > 100)
      ++hits;
  if (hits != hitsBefore)
    open.hits = hits;
}

// Overflows nowhere: the sum stays in range, the count would not.
static void wrap(const std::string &text, int &a, int &b) {
  unsigned int aAdded = 0;
  unsigned int bAdded = 0;
  for (char c : text) { // finds
    if (c == 'a')
      ++aAdded;
    else
      --bAdded;
  }
  if (aAdded != 0)
    a = static_cast<int>(static_cast<unsigned int>(a) + aAdded);
  if (bAdded != 0)
    b = static_cast<int>(static_cast<unsigned int>(b) + bAdded);
}

int main() {
  std::vector<Sample> samples{{3, 1}, {9, 1}, {1, 0}, {2, 1}};
  int low = 5, high = 5;
  widen(samples, low, high);
  widen(samples, samples[2].y, samples[3].y);
  std::printf("%d %d %d %d\n", low, high, samples[2].y, samples[3].y);
  int values[] = {1, 2, 3, 4};
  add(values, 4, values[2]);
  std::printf("%d\n", values[2]);
  std::size_t result = 1;
  hash(reinterpret_cast<unsigned char *>(&result), 8, result);
  std::printf("%zu\n", result);
  int found = -1;
  firstOf({1, 3, 1}, found);
  std::printf("%d\n", found);
  Meter meter;
  try {
    meter.strict({3, 4, -1, 5});
  } catch (int) {
  }
  meter.print();
  try {
    meter.checked({3, 4, 5}, {2, 2});
  } catch (const std::out_of_range &) {
  }
  meter.until({3, 7, 8});
  meter.print();
  meter.told({3, 4}, [](const Meter &m) { m.print(); });
  meter.twice({3, 1});
  meter.known({3, 1});
  meter.least({-0.0, 1});
  meter.merge(std::vector<Meter>(2));
  meter.levels({1, 6});
  meter.alias(meter.top(), 1);
  meter.print();
  publish({3, 4});
  locked({3, 4});
  watch({3, 4});
  parallel({3, 4});
  macros({3, 4});
  std::printf("%d %d\n", published, watched);
  Known known;
  known.add(known.where(true), 3);
  hidden({3, 1});
  std::pair<int, int> both{1, 2};
  pairs({3, 1, 3}, both, both.first);
  std::printf("%d %d %d\n", known.level(), running, both.first);
  Node node;
  visit(&node, {3, 4});
  visit(nullptr, {1});
  (new Owner)->close(true, {3});
  std::printf("%d %d\n", node.hits, jump({3}));
  Flag flag;
  flag.look({3});
  Names names;
  names.run({3, 4, 1}, 2);
  Sum<int> sum;
  sum.add({1, -2, 3});
  touch(Still, {1, 2});
  int a = -2147483647 - 1, b = 5;
  wrap("aabab", a, b);
  wrap("aabab", b, b);
  std::printf("%d %d %d %d %d %d\n", flag.any, names.count_, sum.total, Still.hits, a, b);
}
