// By hand: both getters once, if the line has a point; the line's elements are no part of the
//   grid.
#include <cstdint>
#include <vector>

class GridData {
public:
  GridData(std::int64_t low, std::int64_t high) : low_(low), high_(high) {}
  // Not inlined, as if they stood in another file.
  [[gnu::pure, gnu::noinline]] std::int64_t minimum() const noexcept;
  [[gnu::pure, gnu::noinline]] std::int64_t range() const noexcept;
  int calls() const { return calls_; }

private:
  std::int64_t low_;
  std::int64_t high_;
  mutable int calls_ = 0;
};

std::int64_t GridData::minimum() const noexcept { return low_ < high_ ? low_ : high_; }

std::int64_t GridData::range() const noexcept {
  return (low_ < high_ ? high_ - low_ : low_ - high_) / 2;
}

// Brings the points of a line into the range of the grid.
void levelLine(const GridData &grid, std::vector<std::int64_t> &line) {
  if (line.empty())
    return;
  const std::int64_t minimum = grid.minimum(), range = grid.range();
  for (std::int64_t &point : line) {
    point -= minimum;
    if (point > range)
      point = range;
  }
}
