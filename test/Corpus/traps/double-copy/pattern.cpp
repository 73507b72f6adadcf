// To find: nothing: a loop that copies doubles runs at the speed of memory.
// Function: restore
// Model: Open Babel, src/conformersearch.cpp, OBEnergyConformerScore::Score (coords[i] =
//   origCoords[i]), https://github.com/openbabel/openbabel at 1afe81019b
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
  for (std::size_t i = 0; i < count; ++i)
    to[i] = from[i];
}
