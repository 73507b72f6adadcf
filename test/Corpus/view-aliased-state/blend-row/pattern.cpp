// To find: width, strides and weight stand behind a context pointer that byte stores may change.
// Function: blendPlane
// Model: openh264, codec/processing/src/denoise/denoise.cpp, CDenoiser::WaverageDenoiseChroma
//   (planes walked by stride under members), https://github.com/cisco/openh264 at cf568c83f7
#include <cstdint>

struct Plane {
  uint8_t *samples;
  int width;
  int height;
  int stride;
};

struct BlendContext {
  Plane target;
  const uint8_t *source;
  int sourceStride;
  int weight; // 0 to 256
};

void blendPlane(BlendContext *context) {
  for (int y = 0; y < context->target.height; y++) {
    for (int x = 0; x < context->target.width; x++) {
      int before = context->target.samples[y * context->target.stride + x];
      int added = context->source[y * context->sourceStride + x];
      context->target.samples[y * context->target.stride + x] =
          (uint8_t)((before * (256 - context->weight) + added * context->weight + 128) >> 8);
    }
  }
}
