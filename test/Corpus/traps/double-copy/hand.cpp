// The textbook rewrite: std::copy.
#include <algorithm>
#include <cstddef>
#include <vector>

struct Conformer {
  std::vector<double> coords;
  std::vector<double> original;
};

void restore(Conformer &conformer) {
  const std::size_t count = std::min(conformer.coords.size(), conformer.original.size());
  double *to = conformer.coords.data();
  const double *from = conformer.original.data();
  std::copy(from, from + count, to);
}
