// To find: nothing: four partial sums add in another order and round otherwise.
// Function: totalValue
// Model: RDKit, Code/DataStructs/RealValueVect.cpp, RealValueVect::getTotalVal,
//   https://github.com/rdkit/rdkit at 24e5443135
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
  double total = 0.0;
  for (const double value : data_)
    total += value;
  return total;
}
