// RUN: %check %s
// FLAGS: -std=c++17 -O2
//
// Before std::span the view is a pointer and a size.
#include <cstdint>
#include <cstdio>
#include <vector>

class Buffer {
public:
  explicit Buffer(std::size_t size) : m_data(size) {}

  void fill_even() {
    std::uint8_t *const data = m_data.data();
    const std::size_t size = m_data.size();
    const int mask = m_mask;
    for (std::size_t i = 0; i < size; ++i) // finds
      data[i] = mask ^ data[i];
  }

  // Two containers that are asked for their size.
  void blend(const std::vector<std::uint8_t> &other) {
    std::uint8_t *const data = m_data.data();
    const std::size_t dataSize = m_data.size();
    const std::uint8_t *const otherData = other.data();
    const std::size_t otherSize = other.size();
    for (std::size_t i = 0; i < dataSize; ++i) // finds
      if (!(otherSize == 0) && i < otherSize)
        data[i] = (data[i] + otherData[i]) / 2;
  }

  unsigned sum() const {
    unsigned result = 0;
    for (std::uint8_t byte : m_data)
      result = result * 31 + byte;
    return result;
  }

private:
  std::vector<std::uint8_t> m_data;
  int m_mask = 0x55;
};

// The data of a vector that is filled through another pointer.
void offsets(std::vector<const char *> &out, const std::vector<unsigned> &positions, const char *base) {
  const char **const outData = out.data();
  const std::size_t size = out.size();
  const unsigned *const positionsData = positions.data();
  for (std::size_t i = 0; i < size; ++i) // finds
    outData[i] = base + positionsData[i];
}

int main() {
  Buffer buffer(11), empty(0);
  buffer.fill_even(), empty.fill_even();
  std::vector<std::uint8_t> other(5, 99), none;
  buffer.blend(other), buffer.blend(none), empty.blend(other);
  std::printf("%u %u\n", buffer.sum(), empty.sum());
  std::vector<const char *> out(2);
  offsets(out, {1, 3}, "abcdef");
  std::printf("%s %s\n", out[0], out[1]);
}
