#include "frames.h"

#include <algorithm>
#include <utility>

namespace signals {

// Every frame is replaced by its running means; the last one is padded with silence.
std::vector<double> smooth(const std::vector<double> &values) {
  std::vector<double> result;
  result.reserve(values.size() + FrameLength);
  for (std::size_t begin = 0; begin < values.size(); begin += FrameLength) {
    std::vector<double> frame(FrameLength);
    for (std::size_t k = 0; k < FrameLength && begin + k < values.size(); ++k)
      frame[k] = values[begin + k];
    for (std::size_t k = 1; k + 1 < FrameLength; ++k)
      result.push_back((frame[k - 1] + frame[k] + frame[k + 1]) / 3.0);
  }
  return result;
}

// Median of three around each sample.
std::vector<int> despike(const std::vector<int> &values) {
  std::vector<int> result(values.size());
  for (std::size_t i = 1; i + 1 < values.size(); ++i) {
    std::vector<int> window;
    window.push_back(values[i - 1]);
    window.push_back(values[i]);
    window.push_back(values[i + 1]);
    std::sort(window.begin(), window.end());
    result[i] = window[1];
  }
  return result;
}

double roughness(const std::vector<double> &values) {
  double total = 0;
  for (std::size_t begin = 0; begin + FrameLength <= values.size(); begin += FrameLength) {
    std::vector<double> steps;
    for (std::size_t k = 1; k < FrameLength; ++k)
      steps.push_back(values[begin + k] - values[begin + k - 1]);
    for (double step : steps)
      total += step * step;
  }
  return total;
}

double blockEnergy(const std::vector<double> &values) {
  double total = 0;
  for (std::size_t begin = 0; begin < values.size(); begin += BlockLength) {
    std::vector<double> block(BlockLength);
    std::size_t length = std::min(BlockLength, values.size() - begin);
    for (std::size_t k = 0; k < length; ++k)
      block[k] = values[begin + k] * values[begin + k];
    for (std::size_t k = 1; k < BlockLength; ++k)
      block[k] = block[k] * 0.5 + block[k - 1] * 0.25;
    total += block[BlockLength - 1] + block[length / 2];
  }
  return total;
}

double spread(const std::vector<std::vector<double>> &channels) {
  double widest = 0;
  for (std::size_t c = 0; c < channels.size(); ++c) {
    std::vector<double> sorted = channels[c];
    std::sort(sorted.begin(), sorted.end());
    if (!sorted.empty() && sorted.back() - sorted.front() > widest)
      widest = sorted.back() - sorted.front();
  }
  return widest;
}

std::vector<std::vector<double>> cut(const std::vector<double> &values) {
  std::vector<std::vector<double>> frames;
  for (std::size_t begin = 0; begin + FrameLength <= values.size(); begin += FrameLength) {
    std::vector<double> frame(FrameLength);
    for (std::size_t k = 0; k < FrameLength; ++k)
      frame[k] = values[begin + k];
    frames.push_back(std::move(frame));
  }
  return frames;
}

// How much each frame differs from the one before it.
double change(const std::vector<double> &values) {
  double total = 0;
  std::vector<double> previous(FrameLength);
  for (std::size_t begin = 0; begin + FrameLength <= values.size(); begin += FrameLength) {
    std::vector<double> current(FrameLength);
    for (std::size_t k = 0; k < FrameLength; ++k) {
      current[k] = values[begin + k];
      total += (current[k] - previous[k]) * (current[k] - previous[k]);
    }
    previous.swap(current);
  }
  return total;
}

} // namespace signals
