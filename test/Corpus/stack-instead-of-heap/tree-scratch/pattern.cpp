// To find: a small object is made on the heap for each iteration and dies at its end.
// Function: gains
// Model: LightGBM, src/boosting/rf.hpp, RF::TrainOneIter (std::unique_ptr<Tree> new_tree(new
//   Tree(...)) in the loop), https://github.com/microsoft/LightGBM at bae0b7ba95
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
    std::unique_ptr<Split> split(new Split(left[i], right[i]));
    result[i] = split->gain(parent);
  }
  return result;
}
