// RUN: %check %s
// An assertion ends the program or does nothing: nobody goes on with what it might have changed.
#undef NDEBUG
#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <vector>

[[noreturn]] void fail(const char *why); // may throw
[[noreturn]] static void stop(int status) { std::exit(status); }

struct Image {
  int width = 0, height = 0;
  std::vector<unsigned char> pixels;
  unsigned char at(int x, int y) const {
    assert(x < width);
    return pixels[y * width + x];
  }

  void brighten(int by) {
    for (int y = 0; y < height; ++y) // finds
      for (int x = 0; x < width; ++x) {
        assert(by >= 0);
        pixels[y * width + x] = static_cast<unsigned char>(pixels[y * width + x] + by);
      }
  }

  void dim(int by) {
    for (int y = 0; y < height; ++y) // finds
      for (int x = 0; x < width; ++x) {
        if (by < 0)
          std::abort();
        pixels[y * width + x] = static_cast<unsigned char>(pixels[y * width + x] / by);
      }
  }

  void halve(int by) {
    for (int y = 0; y < height; ++y) // finds
      for (int x = 0; x < width; ++x) {
        if (by == 0)
          std::terminate();
        pixels[y * width + x] = static_cast<unsigned char>(pixels[y * width + x] / by);
      }
  }

  // Not looked into.
  void checked(int by) {
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) { // refuses: call
        if (by < 0)
          stop(1);
        pixels[y * width + x] = static_cast<unsigned char>(pixels[y * width + x] + by);
      }
  }

  // Whoever catches what it throws sees what it did.
  void failing(int by) {
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) { // refuses: call
        if (by < 0)
          fail("negative");
        pixels[y * width + x] = static_cast<unsigned char>(pixels[y * width + x] + by);
      }
  }

  // The assertion may be told apart from the rest.
  void named(int by) {
    for (int y = 0; y < height; ++y) // finds
      for (int x = 0; x < width; ++x) {
        assert(pixels[y * width + x] < 250);
        pixels[y * width + x] = static_cast<unsigned char>(pixels[y * width + x] + by);
      }
  }
};

// The image may be asked for only behind the assertion.
static long sum(const Image *image, unsigned char *out, int n) {
  long all = 0;
  for (int i = 0; i < n; ++i) { // refuses: maybe-null
    assert(image != nullptr);
    out[i] = image->pixels[i];
    all += out[i] + image->width;
  }
  return all;
}

[[noreturn]] void fail(const char *why) { throw why; }

int main() {
  Image image;
  image.width = 8;
  image.height = 4;
  for (int i = 0; i < 32; ++i) // refuses: resized
    image.pixels.push_back(static_cast<unsigned char>(i * 7));
  image.brighten(3);
  image.dim(2);
  image.halve(1);
  image.checked(1);
  try {
    image.failing(-1);
  } catch (const char *why) {
    std::printf("%s\n", why);
  }
  image.named(2);
  unsigned char out[8];
  std::printf("%d %ld %ld\n", image.at(3, 3), sum(&image, out, 8), sum(nullptr, out, 0));
}
