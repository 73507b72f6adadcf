// To find: an image is turned to the left, each of its rows going up a column of the result.
// Function: rotateLeft
// Model: computer-graphics-raster-images, src/rotate.cpp, rotate, with one channel,
//   https://github.com/alecjacobson/computer-graphics-raster-images (master, as of 2019)
#include <vector>

void rotateLeft(const std::vector<unsigned char> &input, int width, int height, std::vector<unsigned char> &rotated) {
  if (width < 0 || height < 0 || width > 4096 || height > 4096 || input.size() < static_cast<unsigned>(width * height))
    return;
  std::vector<unsigned char> result(width * height);
  for (int j = 0; j < height; j++) {
    for (int i = 0; i < width; i++) {
      result[(width - 1 - i) * height + j] = input[j * width + i];
    }
  }
  rotated = result;
}
