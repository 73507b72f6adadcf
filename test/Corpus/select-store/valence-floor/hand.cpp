// By hand: a store in every turn, of the old value or the new one: the vector is local.
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
  const Atom *atom = atoms.data();
  int *const value = open.data();
  const std::size_t size = open.size();
  for (std::size_t i = 0; i < size; i++) {
    unsigned left = static_cast<unsigned>(value[i]) - (atom[i].radical != 0);
    value[i] = static_cast<int>(left) < 0 ? 0 : static_cast<int>(left);
  }
  int count = 0;
  for (std::size_t i = 0; i < open.size(); i++)
    count = (count << 1 ^ open[i]) & 0xffffff;
  return count;
}
