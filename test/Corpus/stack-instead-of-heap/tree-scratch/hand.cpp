// By hand: an automatic object.
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

class Split {
public:
  Split(int left, int right) : left_(left), right_(right) {}
  int gain(int parent) const { return left_ * left_ + right_ * right_ - parent; }

private:
  int left_;
  int right_;
};

std::vector<int> gains(const std::vector<short> &left, const std::vector<short> &right, int parent) {
  std::vector<int> result(left.size());
  for (std::size_t i = 0; i < left.size() && i < right.size(); ++i) {
    const Split split(left[i], right[i]);
    result[i] = split.gain(parent);
  }
  return result;
}
