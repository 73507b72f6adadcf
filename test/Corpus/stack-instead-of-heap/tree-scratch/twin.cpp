// Leave alone: the object lives on in the model.
// Function: gains
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

std::vector<std::unique_ptr<Split>> gains(const std::vector<short> &left,
                                          const std::vector<short> &right, int parent) {
  std::vector<std::unique_ptr<Split>> result(left.size());
  for (std::size_t i = 0; i < left.size() && i < right.size(); ++i) {
    std::unique_ptr<Split> split(new Split(left[i], right[i]));
    if (split->gain(parent) > 0)
      result[i] = std::move(split);
  }
  return result;
}
