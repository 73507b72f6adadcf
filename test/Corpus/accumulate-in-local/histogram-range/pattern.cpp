// To find: out-parameters keep the extremes of a range while ints are read through another
//   pointer.
// Function: findRange
// Model: RDKit, Code/Demos/RDKit/Draw/qtDemo/RDKitMolToQPainter.cc, line_extremes (min_y and
//   max_y by reference), https://github.com/rdkit/rdkit at 24e5443135
// Flags: -std=c++17
#include <utility>
#include <vector>

struct Sample {
  int y;
  int weight;
};

// Widens [min, max] so that every sample of some weight lies in it; true if it had to.
bool findRange(const std::vector<Sample> &samples, int &min_y, int &max_y) {
  bool widened = false;
  for (auto it = samples.begin(); it != samples.end(); ++it) {
    if (it->weight == 0)
      continue;
    if (it->y < min_y) {
      min_y = it->y;
      widened = true;
    }
    if (it->y > max_y) {
      max_y = it->y;
      widened = true;
    }
  }
  return widened;
}
