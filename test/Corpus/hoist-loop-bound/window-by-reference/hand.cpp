// By hand: width and height in locals, with the same loop as before wherever they lie in the
//   image.
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
  const int columns = width, rows = height;
  int *first = plane.row(0);
  int *end = first + (rows > 0 && columns > 0 ? (plane.row(1) - first) * (rows - 1) + columns : 0);
  const bool apart = (&width < first || &width >= end) && (&height < first || &height >= end);
  for (int y = 0; y < (apart ? rows : height); ++y) {
    int *out = plane.row(y);
    if (apart)
      for (int x = 0; x < columns; ++x)
        out[x] = value;
    else
      for (int x = 0; x < width; ++x)
        out[x] = value;
  }
}
