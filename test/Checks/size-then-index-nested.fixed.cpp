// RUN: %check %s
// The number of turns of an inner loop is read only where the original reads it.
#include <cstddef>
#include <cstdio>
#include <initializer_list>
#include <vector>

unsigned limit = 5;
short depth = 2;

static std::vector<unsigned> product(unsigned n) {
  std::vector<unsigned> out;
  if (n > 0)
    out.resize(static_cast<std::size_t>(n) * limit);
  unsigned *to = out.data();
  for (unsigned x = 0; x < n; ++x) // finds
    for (unsigned y = 0; y < limit; ++y)
      *to++ = x + y;
  return out;
}
static std::vector<unsigned> upTo(unsigned char n) {
  std::vector<unsigned> out;
  for (unsigned x = 0; x <= n; ++x) // refuses: not-exact
    for (unsigned y = 0; y < limit; ++y)
      out.push_back(x + y);
  return out;
}
static std::vector<int> cells(const std::vector<int> &rows) {
  std::vector<int> out;
  if (!rows.empty() && depth > 0)
    out.resize(rows.size() * depth);
  int *to = out.data();
  for (int row : rows) // finds
    for (int i = 0; i < depth; ++i)
      *to++ = row + i;
  return out;
}
static std::vector<int> listed(std::initializer_list<int> rows) {
  std::vector<int> out;
  if (rows.size() > 0 && depth > 0)
    out.resize(rows.size() * depth);
  int *to = out.data();
  for (int row : rows) // finds
    for (int i = 0; i < depth; ++i)
      *to++ = row + i;
  return out;
}
// One guard for both, which asks nothing that one of them does not need.
static std::vector<int> headed(unsigned short n, unsigned short m) {
  std::vector<int> out;
  out.resize(static_cast<std::size_t>(n) * m + static_cast<std::size_t>(n));
  int *to = out.data();
  for (int x = 0; x < n; ++x) { // finds
    *to++ = -1;
    for (int y = 0; y < m; ++y)
      *to++ = y;
  }
  return out;
}
unsigned short width = 3;
static std::vector<int> bordered(unsigned short n) {
  std::vector<int> out;
  if (n > 0)
    out.resize(static_cast<std::size_t>(n) * width + static_cast<std::size_t>(n));
  int *to = out.data();
  for (int x = 0; x < n; ++x) { // finds
    *to++ = -1;
    for (int y = 0; y < width; ++y)
      *to++ = y;
  }
  return out;
}
static std::vector<int> stacked(unsigned short n, unsigned short m) {
  std::vector<int> out;
  for (int x = 0; x < n; ++x) { // refuses: not-exact
    out.push_back(-1);
    for (int y = 0; y < m; ++y)
      for (int z = 0; z < width; ++z)
        out.push_back(z);
  }
  return out;
}
// What stands in front may keep the loop from coming to the inner one.
static std::vector<unsigned> checked(const std::vector<int> &v) {
  std::vector<unsigned> out;
  for (int x : v) { // refuses: not-read
    if (x == 0)
      throw x;
    for (unsigned y = 0; y < limit; ++y)
      out.push_back(y);
  }
  return out;
}

int main() {
  std::printf("%zu %zu %zu\n", product(3).size(), product(0).size(), upTo(2).size());
  std::printf("%zu %zu\n", cells({1, 2}).size(), cells({}).size());
  std::printf("%zu %zu\n", listed({1, 2}).size(), listed({}).size());
  std::printf("%zu %zu %zu\n", headed(2, 3).size(), bordered(2).size(), bordered(0).size());
  std::printf("%zu %zu\n", stacked(2, 0).size(), checked({1, 2}).size());
}
