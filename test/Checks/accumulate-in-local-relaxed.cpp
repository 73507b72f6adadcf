// RUN: %check %s
// FLAGS: -std=c++17 -O2 -fno-strict-aliasing
// Types tell no objects apart there.
#include <cstdio>
#include <string>
#include <vector>

class Tracker {
public:
  void add(const int *values, int count) {
    for (int i = 0; i < count; ++i) // refuses: may-alias
      if (values[i] > top_)
        top_ = values[i] + 1;
  }
  void addOwn() {
    for (int value : values_) // finds
      if (value > top_)
        top_ = value;
  }
  int top() const { return top_; }
  std::vector<int> values_{4, 9};

private:
  int top_ = 3;
};

static void marks(const std::string &text, int &count) {
  for (char c : text) // refuses: may-alias
    if (c == ' ')
      ++count;
}

static void large(const std::vector<double> &values, int &count) {
  for (double value : values) // refuses: may-alias
    if (value > 2)
      ++count;
}

int main() {
  Tracker tracker;
  const int values[] = {1, 7};
  tracker.add(values, 2);
  tracker.addOwn();
  int count = 0;
  marks("a b c", count);
  large({1, 3}, count);
  std::printf("%d %d\n", tracker.top(), count);
}
