// Leave alone: the weight is kept in the plane itself, as its first sample, and changes when that
//   is written.
// Function: blendPlane
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
  const uint8_t *weight;
};

void blendPlane(BlendContext *context) {
  context->weight = context->target.samples;
  for (int y = 0; y < context->target.height; y++) {
    for (int x = 0; x < context->target.width; x++) {
      int before = context->target.samples[y * context->target.stride + x];
      int added = context->source[y * context->sourceStride + x];
      context->target.samples[y * context->target.stride + x] =
          (uint8_t)((before * (256 - *context->weight) + added * *context->weight + 128) >> 8);
    }
  }
}
