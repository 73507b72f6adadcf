// RUN: %check %s
// The loop would come to begin a line, and what stands behind it would seem to belong to it.
#include <cstdio>
#include <vector>

static std::vector<int> back(const std::vector<int> &in) { std::vector<int> out; for (int x : in) out.push_back(x); return out; } // refuses: no-place

static void last(const std::vector<int> &in, int &sum) {
  std::vector<int> out; for (int x : in) out.push_back(x); // finds
  sum = out.back();
}

int main() {
  int sum = 0;
  last({1, 2}, sum);
  std::printf("%zu %d\n", back({1, 2}).size(), sum);
}
