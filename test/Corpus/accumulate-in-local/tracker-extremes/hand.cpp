// By hand: locals for the extremes and counts, one write back.
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
  const char *first = reinterpret_cast<const char *>(samples);
  const char *last = reinterpret_cast<const char *>(samples + count);
  const char *self = reinterpret_cast<const char *>(this);
  if (count == 0)
    return;
  if (first < self + sizeof(*this) && self < last) {
    for (std::size_t i = 0; i < count; ++i) {
      if (samples[i] < lowest_)
        lowest_ = samples[i];
      if (samples[i] > highest_)
        highest_ = samples[i];
      if (samples[i] == 32767 || samples[i] == -32768)
        ++clipped_;
      sum_ += samples[i];
    }
    return;
  }
  int32_t lowest = lowest_, highest = highest_;
  std::size_t clipped = 0;
  int64_t sum = sum_;
  for (std::size_t i = 0; i < count; ++i) {
    lowest = samples[i] < lowest ? samples[i] : lowest;
    highest = samples[i] > highest ? samples[i] : highest;
    clipped += samples[i] == 32767 || samples[i] == -32768;
    sum += samples[i];
  }
  if (lowest != lowest_)
    lowest_ = lowest;
  if (highest != highest_)
    highest_ = highest;
  if (clipped)
    clipped_ += clipped;
  sum_ = sum;
}
