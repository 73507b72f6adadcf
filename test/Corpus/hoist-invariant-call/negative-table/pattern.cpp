// To find: pow with the same arguments in the condition of the inner loop.
// Function: fillNegatives
// Model: fastText, src/loss.cc, NegativeSamplingLoss::NegativeSamplingLoss (c *
//   NEGATIVE_TABLE_SIZE / z in the condition), https://github.com/facebookresearch/fastText at
//   1142dc4c4e
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

class NegativeTable {
public:
  explicit NegativeTable(std::size_t slots) : slots_(slots) {}
  void fillNegatives(const std::vector<int64_t> &targetCounts, double exponent);
  const std::vector<int32_t> &slots() const { return table_; }

private:
  std::size_t slots_;
  std::vector<int32_t> table_;
};

void NegativeTable::fillNegatives(const std::vector<int64_t> &targetCounts, double exponent) {
  double total = 0.0;
  for (std::size_t i = 0; i < targetCounts.size(); i++)
    total += std::pow(static_cast<double>(targetCounts[i]), exponent);
  table_.clear();
  if (!(total > 0.0))
    return;
  table_.reserve(slots_ + targetCounts.size());
  for (std::size_t i = 0; i < targetCounts.size(); i++) {
    for (std::size_t j = 0; j < slots_ && j < std::pow(static_cast<double>(targetCounts[i]), exponent) *
                                                  slots_ / total;
         j++) {
      table_.push_back(static_cast<int32_t>(i));
    }
  }
}
