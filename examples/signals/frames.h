// Work on short frames cut out of a long series.
#ifndef SIGNALS_FRAMES_H
#define SIGNALS_FRAMES_H

#include <cstddef>
#include <vector>

namespace signals {

constexpr std::size_t FrameLength = 16;
constexpr std::size_t BlockLength = 2048;

std::vector<double> smooth(const std::vector<double> &values);
std::vector<int> despike(const std::vector<int> &values);
double roughness(const std::vector<double> &values);
double blockEnergy(const std::vector<double> &values);
double spread(const std::vector<std::vector<double>> &channels);
std::vector<std::vector<double>> cut(const std::vector<double> &values);
double change(const std::vector<double> &values);

} // namespace signals

#endif
