// To find: count, then at, with the same key, for each value.
// Function: valuesToBins
// Model: LightGBM, include/LightGBM/bin.h, BinMapper::ValueToBin (categorical_2_bin_),
//   https://github.com/microsoft/LightGBM at bae0b7ba95
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

class BinMapper {
public:
  void add(int category, uint32_t bin) { categorical_2_bin_[category] = bin; }
  void valuesToBins(const std::vector<double> &values, uint32_t *bins) const;

private:
  std::unordered_map<int, uint32_t> categorical_2_bin_;
};

void BinMapper::valuesToBins(const std::vector<double> &values, uint32_t *bins) const {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(values[i] >= 0.0 && values[i] < 1e9)) {
      bins[i] = 0;
      continue;
    }
    int category = static_cast<int>(values[i]);
    if (categorical_2_bin_.count(category)) {
      bins[i] = categorical_2_bin_.at(category);
    } else {
      bins[i] = 0;
    }
  }
}
