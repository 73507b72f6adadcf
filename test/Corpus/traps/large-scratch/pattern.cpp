// To find: nothing: a buffer of this size costs little beside the work done in it.
// Function: powerSteps
// Model: OGDF, src/ogdf/energybased/PivotMDS.cpp, PivotMDS::eigenValueDecomposition (tmpOld made
//   anew in each iteration), https://github.com/ogdf/ogdf at 403b4df616
#include <cmath>
#include <cstddef>
#include <vector>

constexpr std::size_t Size = 512;

double powerSteps(std::vector<double> &vector, int steps) {
  if (vector.size() < Size)
    return 0;
  double norm = 0;
  for (int step = 0; step < steps; ++step) {
    std::vector<double> next(Size);
    norm = 0;
    for (std::size_t i = 0; i < Size; ++i) {
      next[i] = std::sqrt(std::fabs(vector[i])) / (1.0 + static_cast<double>(i));
      norm += next[i] * next[i];
    }
    for (std::size_t i = 0; i < Size; ++i)
      vector[i] = norm > 0 ? next[i] / norm : next[i];
  }
  return norm;
}
