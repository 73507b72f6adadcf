// By hand: strips of rows, and rows of the result as pointers.
#include <algorithm>
#include <vector>

void rotateLeft(const std::vector<unsigned char> &input, int width, int height, std::vector<unsigned char> &rotated) {
  if (width < 0 || height < 0 || width > 4096 || height > 4096 || input.size() < static_cast<unsigned>(width * height))
    return;
  std::vector<unsigned char> result(width * height);
  for (int first = 0; first < height; first += 32) {
    const int end = std::min(first + 32, height);
    for (int i = 0; i < width; i++) {
      unsigned char *to = result.data() + (width - 1 - i) * height;
      const unsigned char *from = input.data() + i;
      for (int j = first; j < end; j++)
        to[j] = from[j * width];
    }
  }
  rotated = std::move(result);
}
