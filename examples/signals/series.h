// A recorded series of integer counts with the settings of its channel.
#ifndef SIGNALS_SERIES_H
#define SIGNALS_SERIES_H

#include <vector>

namespace signals {

class Series {
public:
  Series() = default;
  explicit Series(std::vector<int> samples) : samples_(samples) {}

  const std::vector<int> &samples() const { return samples_; }
  void setBaseline(int baseline) { baseline_ = baseline; }
  void setLimits(int low, int high) {
    low_ = low;
    high_ = high;
  }

  void removeBaseline();
  void clip();
  void gate();
  void differentiate();
  long long energy() const;
  int peak() const;
  int firstAbove(int level) const;
  int checkedSum() const;

private:
  std::vector<int> samples_;
  int baseline_ = 0;
  int low_ = -2048;
  int high_ = 2047;
};

/// One block of a fixed-size acquisition buffer.
struct Block {
  int values[4096];
  int used = 0;
  int offset = 0;
};

void shiftBlock(Block &block);
void accumulate(std::vector<int> &total, const std::vector<int> &part, const int &weight);
void ringSmooth(std::vector<int> &values, int &last);

} // namespace signals

#endif
