// To find: an array copy of characters between two offsets.
// Function: append
// Model: doxygen, vhdlparser/CharStream.cc, ArrayCopy, https://github.com/doxygen/doxygen at
//   a49a52346c
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

class CharStream {
public:
  explicit CharStream(std::size_t capacity) : buffer_(capacity), used_(0) {}
  std::size_t append(const std::string &text, std::size_t offset);
  const std::vector<char> &buffer() const { return buffer_; }

private:
  std::vector<char> buffer_;
  std::size_t used_;
};

// Takes over what fits and returns how much that was.
std::size_t CharStream::append(const std::string &text, std::size_t offset) {
  if (offset >= text.size())
    return 0;
  const std::size_t count = std::min(text.size() - offset, buffer_.size() - used_);
  for (std::size_t i = 0; i < count; i++) {
    buffer_[used_ + i] = text[offset + i];
  }
  used_ += count;
  return count;
}
