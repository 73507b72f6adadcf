#include "series.h"

namespace signals {

void Series::removeBaseline() {
  for (std::size_t i = 0; i < samples_.size(); ++i)
    samples_[i] -= baseline_;
}

void Series::clip() {
  for (std::size_t i = 0; i < samples_.size(); ++i) {
    if (samples_[i] < low_)
      samples_[i] = low_;
    else if (samples_[i] > high_)
      samples_[i] = high_;
  }
}

// Silence what does not stand out.
void Series::gate() {
  for (std::size_t i = 0; i < samples_.size(); ++i)
    samples_[i] = samples_[i] > baseline_ ? samples_[i] : baseline_;
}

void Series::differentiate() {
  for (std::size_t i = samples_.size(); i > 1; --i)
    samples_[i - 1] = samples_[i - 1] - samples_[i - 2];
}

long long Series::energy() const {
  long long sum = 0;
  for (std::size_t i = 0; i < samples_.size(); ++i)
    sum += static_cast<long long>(samples_[i]) * samples_[i];
  return sum;
}

int Series::peak() const {
  int best = 0;
  for (int sample : samples_)
    if (sample > best)
      best = sample;
  return best;
}

int Series::firstAbove(int level) const {
  for (std::size_t i = 0; i < samples_.size(); ++i)
    if (samples_[i] > level)
      return static_cast<int>(i);
  return -1;
}

int Series::checkedSum() const {
  unsigned sum = 0;
  for (std::size_t i = 0; i < samples_.size(); ++i)
    sum += static_cast<unsigned>(samples_.at(i));
  return static_cast<int>(sum & 0x7fffffff);
}

void shiftBlock(Block &block) {
  for (int i = 0; i < block.used; ++i)
    block.values[i] += block.offset;
}

void accumulate(std::vector<int> &total, const std::vector<int> &part, const int &weight) {
  total.resize(part.size());
  for (std::size_t i = 0; i < total.size(); ++i)
    total[i] += part[i] * weight;
}

void ringSmooth(std::vector<int> &values, int &last) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    int current = values[i];
    values[i] = (current + last) / 2;
    last = current;
  }
}

} // namespace signals
