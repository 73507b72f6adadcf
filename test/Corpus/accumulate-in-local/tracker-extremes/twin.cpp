// Leave alone: the caller's handler sees the members after every sample.
// Function: addBlock
#include <cstddef>
#include <cstdint>

class SampleTracker {
public:
  void addBlock(const int32_t *samples, std::size_t count);
  int32_t lowest() const { return lowest_; }
  int32_t highest() const { return highest_; }
  std::size_t clipped() const { return clipped_; }
  void (*changed)(const SampleTracker &) = nullptr;

private:
  int32_t lowest_ = 2147483647;
  int32_t highest_ = -2147483647 - 1;
  std::size_t clipped_ = 0;
  int64_t sum_ = 0;
};

void SampleTracker::addBlock(const int32_t *samples, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (samples[i] < lowest_)
      lowest_ = samples[i];
    if (samples[i] > highest_)
      highest_ = samples[i];
    if (samples[i] == 32767 || samples[i] == -32768)
      ++clipped_;
    sum_ += samples[i];
    if (changed)
      changed(*this);
  }
}
