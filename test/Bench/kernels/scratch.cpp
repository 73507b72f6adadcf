// By hand: buffers outside the loops.
#include "kernels.h"

namespace kernels {

Vector smoothed(const Vector &signal) {
  const std::size_t n = signal.size();
  Vector result(n);
  double window[5];
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t count = 0;
    for (std::size_t j = i < 2 ? 0 : i - 2; j < n && j < i + 3; ++j)
      window[count++] = signal[j];
    for (std::size_t a = 0; a < count; ++a)
      for (std::size_t b = a + 1; b < count; ++b)
        if (window[b] < window[a]) {
          const double other = window[a];
          window[a] = window[b];
          window[b] = other;
        }
    result[i] = window[count / 2];
  }
  return result;
}

double gridEnergy(const Vector &signal, std::size_t cells) {
  double energy = 0;
  std::vector<double> grid(cells * cells);
  for (std::size_t i = 0; i < signal.size(); ++i) {
    for (std::size_t row = 0; row < cells; ++row)
      for (std::size_t column = 0; column < cells; ++column)
        grid[row * cells + column] = signal[i] * static_cast<double>(row + column);
    for (std::size_t row = 0; row < cells; ++row)
      energy += grid[row * cells + row] * grid[row * cells + cells - 1 - row];
  }
  return energy;
}

} // namespace kernels
