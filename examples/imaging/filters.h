// Filters on plain buffers: one byte per sample, channels interleaved.
#ifndef IMAGING_FILTERS_H
#define IMAGING_FILTERS_H

#include <cstdint>
#include <vector>

namespace imaging {

using Bytes = std::vector<std::uint8_t>;

/// Weights of the luma, in 1/256.
struct GrayWeights {
  int red = 77;
  int green = 150;
  int blue = 29;
};

void toGray(const Bytes &rgb, const GrayWeights &weights, Bytes &gray);
void mixWith(Bytes &target, const Bytes &other, int percent);
void scaleExposure(Bytes &pixels, double stops);
void applyGamma(Bytes &pixels, double gamma);
void vignette(std::vector<float> &row, float center, float strength);
void subtractBackground(std::uint8_t *pixels, const std::uint8_t *background, const int *count);
void posterize(Bytes &pixels, const int &levels);
void addNoise(Bytes &pixels, unsigned seed);
void dropBlack(Bytes &pixels);
void waitForSensor(volatile int &ready, Bytes &pixels, std::uint8_t value);
void medianRows(const Bytes &pixels, Bytes &out);

} // namespace imaging

#endif
