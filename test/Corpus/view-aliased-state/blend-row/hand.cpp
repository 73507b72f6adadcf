// By hand: everything read through the context once per plane.
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
  const Plane target = context->target;
  const uint8_t *source = context->source;
  const int sourceStride = context->sourceStride, weight = context->weight;
  for (int y = 0; y < target.height && target.width > 0; y++) {
    uint8_t *to = target.samples + y * target.stride;
    const uint8_t *from = source + y * sourceStride;
    for (int x = 0; x < target.width; x++)
      to[x] = (uint8_t)((to[x] * (256 - weight) + from[x] * weight + 128) >> 8);
  }
}
