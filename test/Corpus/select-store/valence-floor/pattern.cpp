// To find: a local array is clamped by a store under a condition.
// Function: hydrogenCount
// Model: Open Babel, src/mcdlutil.cpp, alternate (hVal[i] < 0, hVal[i] = 0),
//   https://github.com/openbabel/openbabel at 1afe81019b
#include <cstddef>
#include <vector>

struct Atom {
  int valency;
  int charge;
  int radical;
};

// How many hydrogens the atoms can take all together.
int hydrogenCount(const std::vector<Atom> &atoms) {
  std::vector<int> open(atoms.size());
  for (std::size_t i = 0; i < atoms.size(); i++)
    open[i] = atoms[i].valency + atoms[i].charge;
  for (std::size_t i = 0; i < atoms.size(); i++) {
    if (atoms[i].radical != 0)
      open[i] = open[i] - 1;
    if (open[i] < 0)
      open[i] = 0;
  }
  int count = 0;
  for (std::size_t i = 0; i < open.size(); i++)
    count = (count << 1 ^ open[i]) & 0xffffff;
  return count;
}
