// To find: the vector's size is read again after every byte stored.
// Function: unmaskPayload
// Model: POCO, Net/src/WebSocketImpl.cpp, WebSocketImpl::receivePayload (the payload of a masked
//   frame), https://github.com/pocoproject/poco
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
  for (std::size_t i = 0; i < frame.payload.size(); ++i) {
    frame.payload[i] = static_cast<uint8_t>(frame.payload[i] ^ frame.key[i & 3]);
    sum += frame.payload[i];
  }
  frame.masked = false;
  return sum;
}
