// RUN: %check %s
// FLAGS: -std=c++20 -O2 -D_GLIBCXX_ASSERTIONS
// The project asks the library to check what is indexed: the block would not be checked.
#include <cstddef>
#include <cstdio>
#include <vector>

static void copy(const std::vector<short> &in, std::vector<int> &out) {
  for (std::size_t i = 0; i < in.size(); ++i) // refuses: hardened
    out[i] = in[i];
}
static void fill(std::vector<int> &out, int n) {
  for (int i = 0; i < n; ++i) // refuses: hardened
    out[i] = n;
  // All of a container is inside of it.
  for (int &each : out) // finds
    each = n;
}
static void plain(int *cells, int n) {
  for (int i = 0; i < n; ++i) // finds
    cells[i] = 0;
}

int main() {
  std::vector<int> out(3);
  copy({1, 2}, out);
  std::printf("%d", out[1]);
  fill(out, 3);
  plain(out.data(), 2);
  std::printf(" %d %d\n", out[1], out[2]);
}
