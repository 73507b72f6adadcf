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
    for (std::size_t i = 0; i < m_data.size(); ++i) // finds
      m_data[i] = m_mask ^ m_data[i];
  }

  // Two containers that are asked for their size.
  void blend(const std::vector<std::uint8_t> &other) {
    for (std::size_t i = 0; i < m_data.size(); ++i) // finds
      if (!other.empty() && i < other.size())
        m_data[i] = (m_data[i] + other[i]) / 2;
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
  for (std::size_t i = 0; i < out.size(); ++i) // finds
    out[i] = base + positions[i];
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
