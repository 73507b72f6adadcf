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
    const std::int32_t lowestBefore = lowest_;
    std::int32_t lowest = lowestBefore;
    const std::int32_t highestBefore = highest_;
    std::int32_t highest = highestBefore;
    std::size_t clipped = 0;
    std::int64_t sum = sum_;
    for (std::size_t i = 0; i < count; ++i) { // finds
      if (samples[i] < lowest)
        lowest = samples[i];
      if (samples[i] > highest)
        highest = samples[i]; // the top
      if (samples[i] == 127)
        ++clipped;
      sum += samples[i];
    }
    if (lowest != lowestBefore)
      lowest_ = lowest;
    if (highest != highestBefore)
      highest_ = highest;
    if (clipped != 0)
      clipped_ += clipped;
    if (count > 0)
      sum_ = sum;
  }
  void addAll(const std::vector<Reading> &readings) {
    std::int32_t lowest = lowest_;
    for (const Reading &reading : readings) { // finds
      lowest = std::min(lowest, reading.level);
      if (reading.valid)
        weight_ += reading.weight;
    }
    if (!readings.empty())
      lowest_ = lowest;
  }
  void addWeights(const std::vector<double> &weights) {
    double weightValue = weight_;
    for (double weight : weights) // finds
      weightValue += weight;
    if (!weights.empty())
      weight_ = weightValue;
  }
  void addRows(const std::vector<std::vector<int>> &rows) {
    const std::int32_t highestBefore = highest_;
    std::int32_t highest = highestBefore;
    for (const auto &row : rows) // finds
      for (int level : row)
        if (level > highest)
          highest = level;
    if (highest != highestBefore)
      highest_ = highest;
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
  unsigned separatorsAdded = 0;
  unsigned sectionsAdded = 0;
  for (char c : line) { // finds
    if (c == ' ')
      ++separatorsAdded;
    if (c == '|') {
      ++sectionsAdded;
    }
  }
  if (separatorsAdded != 0)
    separators = static_cast<int>(static_cast<unsigned>(separators) + separatorsAdded);
  if (sectionsAdded != 0) {
    sections = static_cast<int>(static_cast<unsigned>(sections) + sectionsAdded);
    any = true;
  }
  return any;
}

enum class State { Outside, Inside };

struct Scanner {
  State state = State::Outside;
  unsigned words = 0;
  int depth = 0;
  void scan(const std::string &text) {
    const State stateBefore = state;
    State stateValue = stateBefore;
    unsigned wordsAdded = 0;
    for (char c : text) // finds
      switch (stateValue) {
      case State::Outside:
        if (c != ' ') {
          stateValue = State::Inside;
          ++wordsAdded;
        }
        break;
      case State::Inside:
        if (c == ' ')
          stateValue = State::Outside;
        break;
      }
    if (stateValue != stateBefore)
      state = stateValue;
    if (wordsAdded != 0)
      words += wordsAdded;
  }
  void nest(const std::string &text, bool twice) {
    if (twice) {
      int depthValue = depth;
      for (char c : text) // finds
        depthValue += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (!text.empty())
        depth = depthValue;
    } else {
      const int depthBefore = depth;
      int depthValue2 = depthBefore;
      for (char c : text) { if (c == '(') ++depthValue2; } // finds
      if (depthValue2 != depthBefore)
        depth = depthValue2;
    }
  }
};

static unsigned long total_bytes;

static void measure(const std::vector<std::string> &parts) {
  unsigned long total_bytes_added = 0;
  for (const std::string &part : parts) // finds
    if (!part.empty())
      total_bytes_added += part.size();
  if (total_bytes_added != 0)
    total_bytes += total_bytes_added;
}

struct Budget {
  int left = 40;
  bool spent = false;
};

static int spend(Budget &budget, const std::map<int, int> &costs) {
  int bought = 0;
  const int leftBefore = budget.left;
  int left = leftBefore;
  for (const auto &cost : costs) { // finds
    if (cost.second > left) {
      budget.spent = true;
      continue;
    }
    left -= cost.second;
    ++bought;
  }
  if (left != leftBefore)
    budget.left = left;
  return bought;
}

static int spendAll(Budget &budget, const std::vector<int> &costs) {
  int bought = 0;
  const int leftBefore = budget.left;
  int left = leftBefore;
  for (int cost : costs) { // finds
    if (cost > left) {
      budget.spent = true;
      continue;
    }
    left -= cost;
    ++bought;
  }
  if (left != leftBefore)
    budget.left = left;
  return bought;
}

static void countDown(Budget &budget, const std::vector<int> &costs) {
  std::size_t i = 0;
  const int leftBefore = budget.left;
  int left = leftBefore;
  while (i < costs.size() && left > 3) { // finds
    left -= costs[i] > 2;
    ++i;
  }
  if (left != leftBefore)
    budget.left = left;
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
