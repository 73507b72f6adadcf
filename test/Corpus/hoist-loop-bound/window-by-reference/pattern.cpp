// To find: bounds that come by reference, read again after each int stored.
// Function: clearWindow
// Model: OpenEXR, src/lib/OpenEXR/ImfHeader.cpp, Header::getMaxImageSize (sizes handed around as
//   int&), https://github.com/AcademySoftwareFoundation/openexr at cfa2502daa
// Flags: -std=c++11
#include <vector>

// A plane of 32-bit samples, row after row.
class Plane {
public:
  Plane(int width, int height) : stride_(width), samples_(width * height, 1) {}
  int *row(int y) { return samples_.data() + y * stride_; }
  int sample(int x, int y) const { return samples_[y * stride_ + x]; }

private:
  int stride_;
  std::vector<int> samples_;
};

void clearWindow(Plane &plane, const int &width, const int &height, int value) {
  for (int y = 0; y < height; ++y) {
    int *out = plane.row(y);
    for (int x = 0; x < width; ++x)
      out[x] = value;
  }
}
