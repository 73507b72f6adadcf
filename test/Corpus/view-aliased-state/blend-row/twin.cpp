// Leave alone: whoever watches the blending is told of every sample, and may change the context.
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
  int weight; // 0 to 256
  void (*blended)(BlendContext *, int);
};

void blendPlane(BlendContext *context) {
  for (int y = 0; y < context->target.height; y++) {
    for (int x = 0; x < context->target.width; x++) {
      int before = context->target.samples[y * context->target.stride + x];
      int added = context->source[y * context->sourceStride + x];
      context->target.samples[y * context->target.stride + x] =
          (uint8_t)((before * (256 - context->weight) + added * context->weight + 128) >> 8);
      context->blended(context, before);
    }
  }
}
