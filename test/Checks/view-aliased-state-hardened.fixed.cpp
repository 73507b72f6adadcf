// RUN: %check %s
// FLAGS: -std=c++17 -O2 -D_GLIBCXX_ASSERTIONS
//
// A pointer would lose the checks that this build asks for.
#include <cstdint>
#include <cstdio>
#include <vector>

struct Buffer {
  std::vector<std::uint8_t> data;
  int gain = 3;

  void amplify() {
    for (std::size_t i = 0; i < data.size(); ++i) // refuses: hardened
      data[i] = std::uint8_t(data[i] * 2);
  }
  // What is no pointer may still be read once.
  void scale() {
    const int gainValue = gain;
    for (std::uint8_t &byte : data) // finds
      byte = std::uint8_t(byte * gainValue);
  }
};

int main() {
  Buffer buffer{{1, 2, 3}};
  buffer.amplify(), buffer.scale();
  std::printf("%d %d\n", buffer.data[0], buffer.data[2]);
}
