#include "image.h"

#include <algorithm>

namespace imaging {

Image::Image(int width, int height)
    : width_(width), height_(height),
      pixels_(static_cast<std::size_t>(width) * height) {}

void Image::invert() {
  for (std::size_t i = 0; i < pixels_.size(); ++i)
    pixels_[i] = 255 - pixels_[i];
}

void Image::brighten() {
  for (std::size_t i = 0; i < pixels_.size(); ++i) {
    int value = pixels_[i] + brightness_;
    pixels_[i] = static_cast<std::uint8_t>(std::clamp(value, 0, 255));
  }
}

void Image::adjustContrast() {
  for (std::size_t i = 0; i < pixels_.size(); ++i) {
    int value = 128 + ((pixels_[i] - 128) * contrast_) / 128;
    if (value < 0)
      value = 0;
    if (value > 255)
      value = 255;
    pixels_[i] = static_cast<std::uint8_t>(value);
  }
}

void Image::binarize() {
  for (int y = 0; y < height_; ++y) {
    for (int x = 0; x < width_; ++x) {
      std::size_t at = static_cast<std::size_t>(y) * width_ + x;
      pixels_[at] = pixels_[at] >= threshold_ ? 255 : 0;
    }
  }
}

void Image::fillBorder(std::uint8_t value) {
  for (int x = 0; x < width_; ++x) {
    pixels_[x] = value;
    pixels_[static_cast<std::size_t>(height_ - 1) * width_ + x] = value;
  }
}

void Image::equalize() {
  int histogram[256] = {};
  for (std::size_t i = 0; i < pixels_.size(); ++i)
    ++histogram[pixels_[i]];

  std::uint8_t map[256];
  long long below = 0;
  for (int level = 0; level < 256; ++level) {
    below += histogram[level];
    map[level] = pixels_.empty()
                     ? 0
                     : static_cast<std::uint8_t>(
                           below * 255 / static_cast<long long>(pixels_.size()));
  }

  for (std::size_t i = 0; i < pixels_.size(); ++i)
    pixels_[i] = map[pixels_[i]];
}

// 3 x 3 box blur; the border is left as it is.
void Image::blurInto(Image &out) const {
  for (int y = 1; y < height_ - 1; ++y) {
    for (int x = 1; x < width_ - 1; ++x) {
      int sum = 0;
      for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx)
          sum += pixels_[(y + dy) * width_ + x + dx];
      out.pixels_[y * width_ + x] = static_cast<std::uint8_t>(sum / 9);
    }
  }
}

int Image::countForeground() const {
  int count = 0;
  for (std::size_t i = 0; i < pixels_.size(); ++i)
    if (pixels_[i] >= threshold_)
      ++count;
  return count;
}

} // namespace imaging
