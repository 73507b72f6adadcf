// RUN: %check %s
// A name in place of a lookup may make a declaration of what is around it, or stand on both sides of an operator.
#include <cstdio>
#include <map>
#include <string>
#include <utility>

static int total = 0;
struct Num { double v; explicit Num(double d) : v(d) {} };
struct Add { explicit Add(Num n) { total += int(n.v); } };
struct Count { Count() = default; explicit Count(double d) { total += int(d); } };
static double once(const std::map<int, double> &prices, int id) {
  Add add(Num(prices.at(id))); // refuses: declarator
  return prices.at(id);
}
static double once2(const std::map<int, double> &prices, int id) {
  double x = prices.at(id); // refuses: declarator
  if (x > 0) {
    Count(prices.at(id));
  }
  return x + prices.at(id);
}

using Texts = std::map<int, std::string>;
static std::size_t moved(Texts &m, int k) {
  m[k] = std::move(m[k]); // refuses: one-expression
  return m[k].size();
}
static std::size_t assigned(Texts &m, int k) {
  m[k] = m[k]; // refuses: one-expression
  return m[k].size();
}
static bool compared(std::map<int, int> &m, int k) {
  return m[k] == m[k]; // refuses: one-expression
}
static bool isNan(const std::map<int, double> &m, int k) {
  if (m.count(k)) // refuses: one-expression
    return m.at(k) != m.at(k); // refuses: one-expression
  return false;
}
static int twice(std::map<int, int> &m, int k) {
  int &mEntry = m[k];
  return mEntry + mEntry * 2; // finds
}

int main() {
  const std::map<int, double> prices{{1, 2}, {2, 3}};
  double a = once(prices, 2);
  std::printf("%g %d\n", a, total);
  a = once2(prices, 2);
  std::printf("%g %d\n", a, total);
  Texts m{{1, "abc"}};
  std::map<int, int> n{{1, 2}};
  std::printf("%zu %zu %d %d %d\n", moved(m, 1), assigned(m, 1), compared(n, 1), isNan(prices, 1), twice(n, 1));
}
