// By hand: one memmove, since the two may be parts of one block.
#include <cstring>
#include <vector>

class Grabber {
public:
  explicit Grabber(int size) : image_size_(size), image_(new unsigned char[size]()) {}
  ~Grabber() { delete[] image_; }
  Grabber(const Grabber &) = delete;
  Grabber &operator=(const Grabber &) = delete;

  void feed(const std::vector<unsigned char> &bytes) { buffer_ = bytes; }
  bool readImage();
  const unsigned char *image() const { return image_; }

private:
  int image_size_;
  unsigned char *image_;
  std::vector<unsigned char> buffer_;
};

bool Grabber::readImage() {
  if (static_cast<int>(buffer_.size()) < image_size_)
    return false;
  if (image_size_ > 0)
    std::memmove(image_, buffer_.data(), image_size_);
  return true;
}
