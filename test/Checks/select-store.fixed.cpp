// RUN: %check %s
// Elements of local containers, stored to under a condition that reads them.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <numeric>
#include <vector>

struct Atom {
  int valency;
  int charge;
  bool radical;
};

static int hydrogenCount(const std::vector<Atom> &atoms) {
  std::vector<int> open(atoms.size());
  for (std::size_t i = 0; i < atoms.size(); i++)
    open[i] = atoms[i].valency + atoms[i].charge;
  for (std::size_t i = 0; i < atoms.size(); i++) { // finds
    open[i] = atoms[i].radical ? open[i] - 1 : open[i]; // one bond less
    open[i] = open[i] < 0 ? 0 : open[i];
  }
  return std::accumulate(open.begin(), open.end(), 0);
}

static std::vector<short> bounded(const std::vector<int> &raw, short floor, short ceiling) {
  std::vector<short> costs(raw.size());
  for (std::size_t a = 0; a < raw.size(); ++a)
    costs[a] = static_cast<short>(raw[a] >> 1);
  for (std::size_t a = 0; a < costs.size(); ++a) { // finds
    costs[a] = costs[a] > ceiling ? ceiling : costs[a] < floor ? floor : costs[a];
  }
  return costs;
}

static double rectified(std::vector<double> in, double least) {
  std::vector<double> values;
  for (double each : in)
    values.push_back(each * 2);
  for (double &value : values) // finds
    value = value < least ? least : value;
  double sum = 0;
  for (double value : values)
    sum += value;
  return sum;
}

static unsigned histogram(const std::vector<unsigned char> &bytes, unsigned most) {
  std::array<unsigned, 256> counts{};
  for (unsigned char byte : bytes)
    ++counts[byte];
  for (int i = 0; i < 256; ++i) // finds
    counts[i] = (counts[i] > most || counts[i] == 3) ? most : counts[i];
  unsigned all = 0;
  for (unsigned count : counts)
    all = all * 2 + count;
  return all;
}

static int sieve(int n) {
  bool odd[64];
  std::fill(odd, odd + 64, true);
  int marks[64] = {};
  for (int i = 0; i < n; ++i) // finds
    marks[i] = (marks[i] == 0 && i % 3 == 0) ? 1 : marks[i] < n ? i : marks[i];
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum += marks[i] * odd[i];
  return sum;
}

// Stored to in any case: nothing to do.
static int either(const std::vector<int> &in) {
  std::vector<int> out(in.size());
  for (std::size_t i = 0; i < in.size(); ++i)
    if (in[i] < 0)
      out[i] = -1;
    else
      out[i] = 1;
  return out.empty() ? 0 : out[0];
}

int main() {
  std::vector<Atom> atoms = {{4, 0, false}, {3, 1, true}, {0, -1, false}, {0, 0, true}};
  std::vector<short> costs = bounded({-9, 5, 80, 17}, -2, 20);
  std::printf("%d %d %d %d %d\n", hydrogenCount(atoms), costs[0], costs[1], costs[2], costs[3]);
  std::printf("%g %u %d %d\n", rectified({1, -2, 3}, 0), histogram({1, 2, 2, 2, 255, 255}, 2), sieve(20), either({-3}));
}
