// The textbook rewrite: the scratch row before the loop.
#include <cmath>
#include <cstddef>
#include <vector>

constexpr std::size_t Size = 512;

double powerSteps(std::vector<double> &vector, int steps) {
  if (vector.size() < Size)
    return 0;
  double norm = 0;
  std::vector<double> next(Size);
  for (int step = 0; step < steps; ++step) {
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
