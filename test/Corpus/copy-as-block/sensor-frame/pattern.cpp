// To find: bytes copied one by one into a buffer whose pointer is a member.
// Function: readImage
// Model: PCL, io/src/dinast_grabber.cpp, DinastGrabber::readImage,
//   https://github.com/PointCloudLibrary/pcl at 1fdb03883e
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
  for (int i = 0; i < image_size_; ++i)
    image_[i] = buffer_[i];
  return true;
}
