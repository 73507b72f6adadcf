// RUN: %check %s
// A name in place of a call may make a declaration of the statement.
#include <cmath>
#include <cstdio>
#include <vector>

static double total = 0;
struct Note {
  Note() = default;
  Note(double x) { total += x; }
};
static void noted(std::vector<double> &xs, double rate) {
  for (double &x : xs) {
    x *= std::exp(-rate); // refuses: declarator
    if (x > 2) [[unlikely]]
      Note(std::exp(-rate)); // refuses: conditional
  }
}
static void inLoop(std::vector<double> &xs, double rate) {
  for (double &x : xs) {
    x *= std::exp(-rate); // refuses: declarator
    for (Note(std::exp(-rate)); x > 100;)
      x -= 50;
  }
}

int main() {
  std::vector<double> xs = {1, 20, 300};
  noted(xs, 0.5);
  inLoop(xs, 0.5);
  std::printf("%g %g\n", total, xs[2]);
}
