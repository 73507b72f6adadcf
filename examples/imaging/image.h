// A grey picture and what can be done to it in place.
#ifndef IMAGING_IMAGE_H
#define IMAGING_IMAGE_H

#include <cstdint>
#include <vector>

namespace imaging {

class Image {
public:
  Image() = default;
  Image(int width, int height);

  int width() const { return width_; }
  int height() const { return height_; }
  std::vector<std::uint8_t> &pixels() { return pixels_; }
  const std::vector<std::uint8_t> &pixels() const { return pixels_; }

  void setThreshold(int threshold) { threshold_ = threshold; }
  void setBrightness(int brightness) { brightness_ = brightness; }
  void setContrast(int percent) { contrast_ = percent; }

  void invert();
  void brighten();
  void adjustContrast();
  void binarize();
  void fillBorder(std::uint8_t value);
  void equalize();
  void blurInto(Image &out) const;

  /// Pixels at or above the threshold.
  int countForeground() const;

private:
  int width_ = 0;
  int height_ = 0;
  int threshold_ = 128;
  int brightness_ = 0;
  int contrast_ = 100;
  std::vector<std::uint8_t> pixels_;
};

} // namespace imaging

#endif
