// Runs every filter on a generated picture and prints checksums.
#include "codec.h"
#include "filters.h"
#include "image.h"

#include <cstdio>

using namespace imaging;

static Image makePicture(int width, int height) {
  Image image(width, height);
  std::uint32_t state = 12345;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      state = state * 1664525u + 1013904223u;
      image.pixels()[static_cast<std::size_t>(y) * width + x] =
          static_cast<std::uint8_t>((x * 3 + y * 2 + (state >> 28)) & 255);
    }
  }
  return image;
}

static void print(const char *step, const std::vector<std::uint8_t> &pixels) {
  std::printf("%-12s %8zu bytes  %08x\n", step, pixels.size(), checksum(pixels));
}

int main() {
  Image image = makePicture(640, 360);
  print("picture", image.pixels());

  image.invert();
  print("invert", image.pixels());
  image.setBrightness(23);
  image.brighten();
  print("brighten", image.pixels());
  image.setContrast(150);
  image.adjustContrast();
  print("contrast", image.pixels());
  image.equalize();
  print("equalize", image.pixels());
  Image blurred = image;
  image.blurInto(blurred);
  blurred.fillBorder(7);
  print("blur", blurred.pixels());
  blurred.setThreshold(140);
  std::printf("foreground   %d\n", blurred.countForeground());

  Bytes gray;
  toGray(image.pixels(), GrayWeights(), gray);
  print("gray", gray);
  mixWith(gray, blurred.pixels(), 40);
  print("mix", gray);
  scaleExposure(gray, 0.5);
  print("exposure", gray);
  applyGamma(gray, 0.8);
  print("gamma", gray);
  int count = static_cast<int>(gray.size());
  subtractBackground(gray.data(), blurred.pixels().data(), &count);
  print("background", gray);
  posterize(gray, 12);
  print("posterize", gray);
  addNoise(gray, 99);
  print("noise", gray);
  Bytes medians;
  medianRows(gray, medians);
  print("median", medians);

  std::vector<float> row(640, 1.0f);
  vignette(row, 320.0f, -0.001f);
  double light = 0;
  for (float value : row)
    light += value;
  std::printf("vignette     %.6f\n", light);

  blurred.binarize();
  Bytes runs = encodeRuns(blurred.pixels());
  print("runs", runs);
  print("unpacked", decodeRuns(runs));
  whiten(runs, 17);
  print("whiten", runs);
  std::printf("escaped      %zu\n", escapeMarkers(runs, 42));
  std::printf("tiles        %zu\n", splitTiles(runs, 64).size());
  volatile int ready = 1;
  waitForSensor(ready, medians, 9);
  medians.resize(500);
  dropBlack(medians);
  print("dropped", medians);
  return 0;
}
