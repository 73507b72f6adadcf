// RUN: %check %s
// A name in place of a lookup may make a declaration of what is around it; closures may change what they are given.
#include <cstdio>
#include <map>
#include <string>
#include <vector>

static int total = 0;
struct Num { double v; explicit Num(double d) : v(d) {} };
struct Add { explicit Add(Num n) { total += int(n.v); } };
struct Count { Count() = default; explicit Count(double d) { total += int(d); } };
static double loops(const std::map<int, double> &prices, int id, const std::vector<int> &v) {
  double sum = 0;
  for (int x : v) {
    Add add(Num(prices.at(id))); // refuses: declarator
    sum += prices.at(id) * x;
  }
  return sum;
}
static double loops2(const std::map<int, double> &prices, int id, const std::vector<int> &v) {
  double sum = 0;
  for (int x : v) {
    sum += prices.at(id) * x; // refuses: declarator
    if (x > 1) {
      Count(prices.at(id));
    }
  }
  return sum;
}

struct Letter {
  char c;
  Letter(char x) : c(x) {}
};
struct Guard {
  explicit Guard(const Letter &l) { total += l.c; }
};
static long guarded(const std::vector<int> &xs, const std::map<std::string, std::string> &m) {
  long n = 0;
  for (int x : xs) {
    n += long(m.at("home").size()) + x; // refuses: declarator
    Guard guard(Letter(m.at("home")[1]));
    n += x;
  }
  return n;
}

// No declarations whatever stands there.
static double fine(const std::map<int, double> &prices, int id, const std::vector<int> &v) {
  double sum = 0;
  for (int x : v) {
    const double price = double(prices.at(id)); // finds
    Num more(Num(prices.at(id)).v + x);
    if (double(prices.at(id)) > 0)
      sum += price + more.v;
    sum += Num(prices.at(id)).v;
  }
  return sum;
}

static int changedByClosure(const std::vector<int> &keys) {
  std::map<int, int> m{{1, 2}};
  auto change = [](std::map<int, int> &k) {
    k.erase(1);
    k[1] = 5;
  };
  int sum = 0;
  for (int k : keys) {
    sum += m.at(1) * k; // refuses: opaque-call
    change(m);
  }
  return sum;
}
static void changedToo(std::map<int, int> &first, ...) { first[1] += 1; }
__attribute__((weak)) void changedElsewhere(std::map<int, int> &m);
void changedElsewhere(std::map<int, int> &m) { m[1] += 1; }
static int changedByOthers(const std::vector<int> &keys) {
  std::map<int, int> m{{1, 2}}, other{{1, 2}};
  int sum = 0;
  for (int k : keys) {
    sum += m.at(1) * k; // refuses: opaque-call
    changedToo(m, 1);
  }
  for (int k : keys) {
    sum += other.at(1) * k; // refuses: opaque-call
    changedElsewhere(other);
  }
  return sum;
}

// In other builds it is a pragma.
#define PARALLEL(n)
static void look(std::vector<int> &v, const std::map<std::string, int> &m, const std::string &k) {
  PARALLEL(2)
  for (std::size_t i = 0; i < v.size(); ++i)
    v[i] += m.at(k); // refuses: preprocessor
}

int main() {
  const std::map<int, double> prices{{1, 2}, {2, 3}};
  double a = loops(prices, 1, {1, 2});
  std::printf("%g %d\n", a, total);
  a = loops2(prices, 1, {1, 2});
  std::printf("%g %d\n", a, total);
  std::vector<int> v{1, 2};
  look(v, {{"k", 3}}, "k");
  std::printf("%ld %d\n", guarded({1, 2, 3}, {{"home", "abc"}}), total);
  std::printf("%g\n", fine(prices, 1, {1, 2}));
  std::printf("%d %d %d\n", changedByClosure({1, 2, 3}), changedByOthers({1, 2}), v[1]);
}
