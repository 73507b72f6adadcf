// RUN: %check %s
// Scalars that outlive a loop and that the loop updates.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

struct Reading {
  int level;
  bool valid;
  double weight;
};

class Tracker {
public:
  void add(const std::int32_t *samples, std::size_t count) {
    // Both ends, and how often one was met.
    for (std::size_t i = 0; i < count; ++i) { // finds
      if (samples[i] < lowest_)
        lowest_ = samples[i];
      if (samples[i] > highest_)
        highest_ = samples[i]; // the top
      if (samples[i] == 127)
        ++clipped_;
      sum_ += samples[i];
    }
  }
  void addAll(const std::vector<Reading> &readings) {
    for (const Reading &reading : readings) { // finds
      lowest_ = std::min(lowest_, reading.level);
      if (reading.valid)
        weight_ += reading.weight;
    }
  }
  void addWeights(const std::vector<double> &weights) {
    for (double weight : weights) // finds
      weight_ += weight;
  }
  void addRows(const std::vector<std::vector<int>> &rows) {
    for (const auto &row : rows) // finds
      for (int level : row)
        if (level > highest_)
          highest_ = level;
  }
  void print() const {
    std::printf("%d %d %d %zu %lld %g\n", open_, lowest_, highest_, clipped_, static_cast<long long>(sum_), weight_);
  }

private:
  bool open_ = false;
  std::int32_t lowest_ = 2147483647;
  std::int32_t highest_ = -2147483647 - 1;
  std::size_t clipped_ = 0;
  std::int64_t sum_ = 0;
  double weight_ = 0;
};

// The caller may give one counter for both.
static bool countMarks(const std::string &line, int &separators, int &sections) {
  bool any = false;
  for (char c : line) { // finds
    if (c == ' ')
      ++separators;
    if (c == '|') {
      ++sections;
      any = true;
    }
  }
  return any;
}

enum class State { Outside, Inside };

struct Scanner {
  State state = State::Outside;
  unsigned words = 0;
  int depth = 0;
  void scan(const std::string &text) {
    for (char c : text) // finds
      switch (state) {
      case State::Outside:
        if (c != ' ') {
          state = State::Inside;
          ++words;
        }
        break;
      case State::Inside:
        if (c == ' ')
          state = State::Outside;
        break;
      }
  }
  void nest(const std::string &text, bool twice) {
    if (twice)
      for (char c : text) // finds
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    else
      for (char c : text) { if (c == '(') ++depth; } // finds
  }
};

static unsigned long total_bytes;

static void measure(const std::vector<std::string> &parts) {
  for (const std::string &part : parts) // finds
    if (!part.empty())
      total_bytes += part.size();
}

struct Budget {
  int left = 40;
  bool spent = false;
};

static int spend(Budget &budget, const std::map<int, int> &costs) {
  int bought = 0;
  for (const auto &cost : costs) { // finds
    if (cost.second > budget.left) {
      budget.spent = true;
      continue;
    }
    budget.left -= cost.second;
    ++bought;
  }
  return bought;
}

static int spendAll(Budget &budget, const std::vector<int> &costs) {
  int bought = 0;
  for (int cost : costs) { // finds
    if (cost > budget.left) {
      budget.spent = true;
      continue;
    }
    budget.left -= cost;
    ++bought;
  }
  return bought;
}

static void countDown(Budget &budget, const std::vector<int> &costs) {
  std::size_t i = 0;
  while (i < costs.size() && budget.left > 3) { // finds
    budget.left -= costs[i] > 2;
    ++i;
  }
}

int main() {
  Tracker tracker;
  const std::int32_t samples[] = {3, -7, 127, 90, 127};
  tracker.add(samples, 0);
  tracker.add(samples, 5);
  tracker.addAll({{-9, true, 0.5}, {200, false, 2.5}, {4, true, -0.5}});
  tracker.addAll({});
  tracker.addWeights({0.25, 1.5});
  tracker.addWeights({});
  tracker.addRows({{1, 500}, {}, {499}});
  tracker.print();
  int separators = -2, sections = 7, both = 1;
  bool any = countMarks("a b|c d|e", separators, sections);
  std::printf("%d %d %d ", any, separators, sections);
  any = countMarks("a b|c d|e", both, both);
  std::printf("%d %d\n", any, both);
  Scanner scanner;
  scanner.scan("to be  or not");
  scanner.nest("((a)(", true);
  scanner.nest("((a)(", false);
  std::printf("%u %d %d\n", scanner.words, scanner.depth, scanner.state == State::Inside);
  measure({"ab", "", "cde"});
  std::printf("%lu\n", total_bytes);
  Budget budget, other;
  int bought = spend(budget, {{1, 30}, {2, 30}, {3, 10}});
  std::printf("%d %d %d\n", bought, budget.left, budget.spent);
  bought = spendAll(other, {30, 30, 6});
  std::printf("%d %d %d\n", bought, other.left, other.spent);
  countDown(other, {3, 3, 1, 3, 3});
  std::printf("%d\n", other.left);
}
