// RUN: %check %s
// Which object a name leads to, and what comparing it may call.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

// Two elements of one array are two objects.
class Histogram {
public:
  void scan(const std::vector<unsigned> &values, unsigned middle) {
    unsigned &low = bins_[0];
    unsigned &high = bins_[2];
    for (unsigned v : values) {
      if (v < middle)
        low += v;
      else
        high += v;
    }
  }
  void print() const { std::printf("%u %u\n", bins_[0], bins_[2]); }

private:
  unsigned bins_[3] = {0, 0, 0};
};

// A static reference names what the first call gave it.
class Counter {
public:
  int scan(const std::vector<int> &values) {
    static Counter &first = *this;
    for (int v : values) { // refuses: may-alias
      if (v > 0)
        first.sum_ += v;
      if (v < 0)
        sum_ -= v;
    }
    return sum_;
  }

private:
  int sum_ = 0;
};

// The comparison is the project's, and finds all equal.
enum class Mood { Calm, Loud };
static int Asked = 0;
bool operator!=(Mood a, Mood b);
bool operator!=(Mood a, Mood b) {
  ++Asked;
  return int(a) > int(b) + 5;
}
struct Listener {
  Mood mood = Mood::Calm;
  void scan(const char *text, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) // refuses: may-alias
      if (text[i] == '!')
        mood = Mood::Loud;
  }
};

// Reached by its place in the class.
class Level {
public:
  int scan(const std::uint8_t *values, std::size_t n);

private:
  int first_ = 0;
  int level_ = 0;
};
int Level::scan(const std::uint8_t *values, std::size_t n) {
  int *other = reinterpret_cast<int *>(reinterpret_cast<std::uintptr_t>(this) + offsetof(Level, level_));
  for (std::size_t i = 0; i < n; ++i) { // refuses: may-alias
    if (values[i] > 3)
      ++level_;
    *other += 1;
  }
  return level_ + first_;
}

// `n >= 0` is always so, and a compiler would say it.
struct Turns {
  unsigned last = 0;
  void scan(const std::vector<unsigned> &values, unsigned n) {
    unsigned lastValue = last;
    for (unsigned i = 0; i <= n; ++i) // finds
      lastValue = values[i];
    last = lastValue;
  }
};

int main() {
  Histogram h;
  h.scan({1, 5, 2, 9}, 4);
  h.print();
  Counter a, b;
  int sums = a.scan({1, 2, -3});
  sums += b.scan({4, -1});
  Listener l;
  l.scan("ab!", 3);
  Level level;
  std::uint8_t values[] = {1, 5, 6};
  int levels = level.scan(values, 3);
  Turns t;
  t.scan({1, 2, 3}, 2);
  std::printf("%d %d %d %d %u\n", sums, int(l.mood), Asked, levels, t.last);
}
