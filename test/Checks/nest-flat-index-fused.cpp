// RUN: %check %s
// FLAGS: -std=c++20 -O2 -mfma
// g++ takes what is the same in a whole row out of it, and does not fuse it any more.
#include <cstdio>
#include <vector>

static void slope(std::vector<double> &field, int width, double by) {
  for (int i = 0; i < static_cast<int>(field.size()); ++i) { // finds
    const int y = i / width;
    field[i] += y * by;
  }
}

int main() {
  std::vector<double> field(30, 0.5);
  slope(field, 7, 0.1);
  std::printf("%g %g\n", field[8], field[29]);
}
