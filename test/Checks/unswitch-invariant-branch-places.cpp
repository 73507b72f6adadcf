// RUN: %check %s
// The loop would come to begin a line, and what stands behind it would seem to belong to it.
#include <cstdio>
#include <string>
#include <vector>

static int modes(const std::vector<int> &in, const std::string mode) { int r = 0; for (int x : in) r += mode == "max" ? x : mode == "min" ? -x : 0; return r; } // refuses: no-place

int main() { std::printf("%d\n", modes({1, 2}, "min")); }
