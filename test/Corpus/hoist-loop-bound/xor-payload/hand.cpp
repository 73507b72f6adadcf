// By hand: bound and data in locals, which no store of a byte can reach.
#include <cstddef>
#include <cstdint>
#include <vector>

struct Frame {
  uint8_t key[4];
  bool masked;
  std::vector<uint8_t> payload;
};

// Undoes the masking of a frame in place and returns the sum of its bytes.
uint32_t unmaskPayload(Frame &frame) {
  uint32_t sum = 0;
  if (!frame.masked)
    return sum;
  const uint8_t key[4] = {frame.key[0], frame.key[1], frame.key[2], frame.key[3]};
  uint8_t *bytes = frame.payload.data();
  const std::size_t size = frame.payload.size();
  for (std::size_t i = 0; i < size; ++i) {
    bytes[i] = static_cast<uint8_t>(bytes[i] ^ key[i & 3]);
    sum += bytes[i];
  }
  frame.masked = false;
  return sum;
}
