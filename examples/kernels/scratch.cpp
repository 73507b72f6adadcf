#include "kernels.h"

namespace kernels {

// The median of five: a small buffer for each sample.
Vector smoothed(const Vector &signal) {
  Vector result(signal.size());
  for (std::size_t i = 0; i < signal.size(); ++i) {
    std::vector<double> window;
    for (std::size_t j = i < 2 ? 0 : i - 2; j < signal.size() && j < i + 3; ++j)
      window.push_back(signal[j]);
    for (std::size_t a = 0; a < window.size(); ++a)
      for (std::size_t b = a + 1; b < window.size(); ++b)
        if (window[b] < window[a]) {
          const double other = window[a];
          window[a] = window[b];
          window[b] = other;
        }
    result[i] = window[window.size() / 2];
  }
  return result;
}

// A small grid for each sample.
double gridEnergy(const Vector &signal, std::size_t cells) {
  double energy = 0;
  for (std::size_t i = 0; i < signal.size(); ++i) {
    std::vector<std::vector<double>> grid(cells, std::vector<double>(cells, 0.0));
    for (std::size_t row = 0; row < cells; ++row)
      for (std::size_t column = 0; column < cells; ++column)
        grid[row][column] = signal[i] * static_cast<double>(row + column);
    for (std::size_t row = 0; row < cells; ++row)
      energy += grid[row][row] * grid[row][cells - 1 - row];
  }
  return energy;
}

} // namespace kernels
