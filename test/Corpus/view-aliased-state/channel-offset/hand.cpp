// By hand: pointers and step in locals.
#include <vector>

class Bitmap {
public:
  Bitmap(unsigned int width, unsigned int height, unsigned int bytesPerPixel)
      : width_(width), height_(height), bytesPerPixel_(bytesPerPixel),
        length_(width * height * bytesPerPixel), data_(length_) {}

  unsigned char *data() { return data_.data(); }
  unsigned char *end() { return data_.data() + length_; }
  unsigned int width() const { return width_; }
  unsigned int height() const { return height_; }

  void addToChannel(unsigned int channel, const unsigned char &value);

private:
  unsigned int width_;
  unsigned int height_;
  unsigned int bytesPerPixel_;
  unsigned int length_;
  std::vector<unsigned char> data_;
};

void Bitmap::addToChannel(unsigned int channel, const unsigned char &value) {
  if (bytesPerPixel_ == 0 || channel >= bytesPerPixel_)
    return;
  unsigned char *const first = data_.data();
  const unsigned int length = length_, step = bytesPerPixel_;
  if (&value >= first && &value < first + data_.size()) {
    for (unsigned int i = channel; i < length; i += step)
      first[i] = static_cast<unsigned char>(first[i] + value);
    return;
  }
  const unsigned char add = value;
  for (unsigned int i = channel; i < length; i += step)
    first[i] = static_cast<unsigned char>(first[i] + add);
}
