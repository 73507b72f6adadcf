// RUN: %check %s
// References to numbers, static members, cleanups, rounding, and what is done too soon.
#include <cfenv>
#include <cstdio>
#include <string>
#include <vector>

static unsigned weigh(std::vector<std::vector<unsigned>> &rows, const std::vector<int> &in) {
  const unsigned &scale = rows[0][1];
  std::vector<unsigned> kept;
  for (int x : in) {
    kept.push_back(x);
    rows[0][1] += x;
  }
  unsigned sum = 0;
  for (unsigned each : kept) // refuses: aliased-store
    sum += each * scale;
  return sum;
}
static unsigned last(std::vector<unsigned> &v, const std::vector<int> &in) {
  const unsigned &top = v.back();
  std::vector<unsigned> kept;
  for (int x : in) {
    kept.push_back(x);
    ++v.back();
  }
  unsigned sum = 0;
  for (unsigned each : kept) // refuses: aliased-store
    sum += each * top;
  return sum;
}

struct Item {
  int i;
  static std::vector<unsigned> table;
  const std::vector<unsigned> &all() const { return this->table; }
};
std::vector<unsigned> Item::table{1, 2, 3, 4};
static unsigned viaStatic(const std::vector<int> &in) {
  std::vector<Item> kept;
  for (int x : in) {
    kept.push_back({x & 3});
    Item::table[x & 3] = x * 3;
  }
  unsigned sum = 0;
  for (Item each : kept) // refuses: aliased-store
    sum += each.all()[each.i];
  return sum;
}

static void report(unsigned *p) { std::printf("sum %u\n", *p); }
static unsigned cleaned(const std::vector<int> &in) {
  __attribute__((cleanup(report))) unsigned sum = 0;
  std::vector<unsigned> kept;
  for (int x : in) {
    if (x < 0)
      return 1;
    kept.push_back(x);
  }
  for (unsigned each : kept) // refuses: not-private
    sum += each;
  return 0;
}

struct Rd { unsigned v; Rd(unsigned x) : v(static_cast<float>(x) / 10.0f * 10.0f > static_cast<float>(x) ? 1 : 0) {} };
static unsigned rounded(const std::vector<int> &in) {
  std::vector<unsigned> kept;
  for (int x : in) {
    kept.push_back(x);
    if (x == 40)
      std::fesetround(FE_UPWARD);
  }
  unsigned sum = 0;
  for (unsigned each : kept) { // refuses: floating-point
    Rd r(each);
    sum += r.v;
  }
  return sum;
}

struct U { unsigned a, b; };
static unsigned partly(const std::vector<int> &in) {
  std::vector<U> kept;
  for (int x : in) {
    U u;
    u.a = x;
    if (x > 0)
      u.b = x * 2;
    kept.push_back(u);
    if (x <= 0)
      return 0;
  }
  unsigned sum = 0;
  for (const U &each : kept) // refuses: may-leave
    if (each.b > 3)
      ++sum;
  return sum;
}

static unsigned digest(const std::vector<std::string> &in) {
  std::vector<std::string> texts;
  for (const std::string &m : in) {
    if (m.empty())
      return 0;
    texts.push_back(m);
  }
  unsigned hash = 7;
  for (const std::string &text : texts) // refuses: may-leave
    for (unsigned round = 0; round < 1000; ++round)
      for (char c : text)
        hash = hash * 31 + static_cast<unsigned char>(c);
  return hash;
}

static unsigned asserted(const std::vector<int> &in) {
  static_assert(sizeof(int) == 4, "int is small");
  std::vector<unsigned> kept;
  for (int x : in)
    kept.push_back(x);
  unsigned sum = 0;
  for (unsigned each : kept) // finds
    sum += each;
  return sum;
}

static unsigned ids(const std::vector<int> &in) {
  std::vector<unsigned> kept;
  unsigned last = 0, skipped = 0;
  for (int x : in)
    if (x > 2)
      kept.push_back((++last, last));
    else
      ++skipped;
  unsigned sum = 0;
  for (unsigned each : kept) // finds
    sum += each;
  return sum * 100 + skipped;
}

int main() {
  std::printf("%u\n", ids({5, 1, 9}));
  std::vector<std::vector<unsigned>> rows{{1, 2}};
  std::vector<unsigned> v{1, 2};
  std::printf("%u %u %u\n", weigh(rows, {1, 2, 3}), last(v, {1, 2, 3}), viaStatic({1, 2, 3, 5}));
  cleaned({1, 2, -1});
  std::printf("%u %u %u %u\n", rounded({1, 2, 3}), partly({1, 2, 3}), digest({"a", "bc"}), asserted({1, 2}));
}
