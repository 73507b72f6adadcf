// RUN: %check %s
// A plain enumeration is compared by an operator of the project, if there is one.
#include <cstdio>
#include <map>

static int asked;
enum Level { Low, High };
static bool operator<(Level a, Level b) {
  ++asked;
  return int(a) < int(b);
}
enum Shape { Round, Square };

static int ownOperator(std::map<Level, int> &m, Level k) {
  int s = 0;
  for (int i = 0; i < 3; ++i)
    s += m[k] += i; // refuses: own-code
  return s;
}
static int noOperator(std::map<Shape, int> &m, Shape k) {
  int s = 0;
  int &mEntry = m[k];
  for (int i = 0; i < 3; ++i)
    s += mEntry += i; // finds
  return s;
}

int main() {
  std::map<Level, int> m{{Low, 1}};
  std::map<Shape, int> n{{Round, 1}};
  std::printf("%d %d\n", ownOperator(m, High), noOperator(n, Square));
  std::printf("%d\n", asked);
}
