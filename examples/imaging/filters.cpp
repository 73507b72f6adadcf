#include "filters.h"

#include <algorithm>
#include <cmath>

namespace imaging {

void toGray(const Bytes &rgb, const GrayWeights &weights, Bytes &gray) {
  gray.resize(rgb.size() / 3);
  for (std::size_t i = 0; i < gray.size(); ++i) {
    int luma = weights.red * rgb[3 * i] + weights.green * rgb[3 * i + 1] +
               weights.blue * rgb[3 * i + 2];
    gray[i] = static_cast<std::uint8_t>(luma / 256);
  }
}

void mixWith(Bytes &target, const Bytes &other, int percent) {
  target.resize(other.size());
  for (std::size_t i = 0; i < target.size(); ++i)
    target[i] = static_cast<std::uint8_t>(
        (target[i] * (100 - percent) + other[i] * percent) / 100);
}

// One stop doubles the light.
void scaleExposure(Bytes &pixels, double stops) {
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    double light = pixels[i] * std::pow(2.0, stops);
    pixels[i] = static_cast<std::uint8_t>(std::min(light, 255.0));
  }
}

void applyGamma(Bytes &pixels, double gamma) {
  for (std::size_t i = 0; i < pixels.size(); ++i)
    pixels[i] = static_cast<std::uint8_t>(255.0 * std::pow(pixels[i] / 255.0, gamma));
}

void vignette(std::vector<float> &row, float center, float strength) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    float distance = std::fabs(static_cast<float>(i) - center);
    row[i] *= 1.0f - distance * std::fabs(strength);
  }
}

// The picture may be its own background.
void subtractBackground(std::uint8_t *pixels, const std::uint8_t *background, const int *count) {
  for (int i = 0; i < *count; ++i)
    pixels[i] = pixels[i] > background[i] ? pixels[i] - background[i] : 0;
}

void posterize(Bytes &pixels, const int &levels) {
  for (std::size_t i = 0; i < pixels.size(); ++i)
    pixels[i] = static_cast<std::uint8_t>(pixels[i] * levels / 256 * 255 / 16);
}

static unsigned nextRandom(unsigned &state) {
  state = state * 1664525u + 1013904223u;
  return state >> 24;
}

void addNoise(Bytes &pixels, unsigned seed) {
  for (std::size_t i = 0; i < pixels.size(); ++i)
    pixels[i] = static_cast<std::uint8_t>(pixels[i] ^ (nextRandom(seed) & 3));
}

void dropBlack(Bytes &pixels) {
  for (std::size_t i = 0; i < pixels.size();) {
    if (pixels[i] == 0)
      pixels.erase(pixels.begin() + static_cast<std::ptrdiff_t>(i));
    else
      ++i;
  }
}

void waitForSensor(volatile int &ready, Bytes &pixels, std::uint8_t value) {
  for (std::size_t i = 0; i < pixels.size() && ready != 0; ++i)
    pixels[i] = value;
}

// Median of each run of eight samples; the last run is padded with black.
void medianRows(const Bytes &pixels, Bytes &out) {
  for (std::size_t begin = 0; begin < pixels.size(); begin += 8) {
    std::vector<std::uint8_t> window(8);
    for (std::size_t k = 0; k < 8 && begin + k < pixels.size(); ++k)
      window[k] = pixels[begin + k];
    std::sort(window.begin(), window.end());
    out.push_back(window[4]);
  }
}

} // namespace imaging
