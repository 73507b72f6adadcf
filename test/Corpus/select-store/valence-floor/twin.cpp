// Leave alone: the array is the caller's, and may be shared or read-only where nothing is to be
//   changed.
// Function: hydrogenCount
#include <cstddef>
#include <vector>

struct Atom {
  int valency;
  int charge;
  int radical;
};

// How many hydrogens the atoms can take all together.
int hydrogenCount(int *open, std::size_t atoms) {
  for (std::size_t i = 0; i < atoms; i++) {
    if (open[i] < 0)
      open[i] = 0;
  }
  return atoms != 0;
}
