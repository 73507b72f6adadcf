// RUN: %check %s
// What stands in the padding at the end of an element, and behind a text.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <span>
#include <string>
#include <vector>

struct Point {
  int X = 0;
  char Tag = 0;
};
struct Named : Point {
  char Name = 'n';
};
static void clear(Point *to, int n) {
  Point zero[4];
  for (int i = 0; i < n; ++i) // refuses: tail-padding
    to[i] = zero[i];
}

struct Made {
  int X = 0;
  char Tag = 0;
  Made() {}
};
struct Cell {
  [[no_unique_address]] Made At;
  char Name = 'n';
};
static void store(std::span<Made> to) {
  Made made[4];
  for (std::size_t i = 0; i < to.size(); ++i) // refuses: tail-padding
    to[i] = made[i];
}

struct Whole {
  int X = 0, Y = 0;
};
static void wholes(Whole *to, int n) {
  Whole zero[4];
  // finds
  if (n > 0)
    std::copy_n(zero, n, to);
}
static void ofVector(std::vector<Point> &to) {
  std::vector<Point> zero(to.size());
  // finds
  std::copy_n(zero.begin(), to.size(), to.begin());
}

// The zero behind the text has an index, but no iterator leads to it.
static void characters(std::vector<char> &to, const std::string &s) {
  std::vector<char> made(s.size() + 1);
  // finds
  std::copy_n(s.data(), s.size() + 1, made.begin());
  to = made;
}

int main() {
  Named one;
  clear(&one, 1);
  Cell cell;
  store(std::span<Made>(&cell.At, 1));
  Whole pair[2];
  wholes(pair, 2);
  std::vector<Point> points(3);
  ofVector(points);
  std::vector<char> text;
  characters(text, "text");
  std::printf("%c %c %d %zu %s\n", one.Name, cell.Name, pair[1].X, points.size(), text.data());
}
