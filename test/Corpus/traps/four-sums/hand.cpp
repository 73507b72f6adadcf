// The textbook rewrite: four accumulators.
#include <cstddef>
#include <numeric>
#include <vector>

class RealValueVector {
public:
  explicit RealValueVector(std::vector<double> values) : data_(std::move(values)) {}
  double totalValue() const;

private:
  std::vector<double> data_;
};

double RealValueVector::totalValue() const {
  double part[4] = {0, 0, 0, 0};
  std::size_t i = 0;
  for (; i + 4 <= data_.size(); i += 4)
    for (std::size_t k = 0; k < 4; ++k)
      part[k] += data_[i + k];
  double total = (part[0] + part[1]) + (part[2] + part[3]);
  for (; i < data_.size(); ++i)
    total += data_[i];
  return total;
}
