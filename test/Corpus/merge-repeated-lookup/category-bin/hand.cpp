// By hand: one find.
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
    const auto found = categorical_2_bin_.find(category);
    bins[i] = found != categorical_2_bin_.end() ? found->second : 0;
  }
}
