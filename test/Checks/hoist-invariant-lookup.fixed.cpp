// RUN: %check %s
#include <cstdint>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

struct Metrics {
  std::uint64_t gold = 0, predicted = 0, total = 0;
};

// --- In front of the loop -------------------------------------------------------

class Meter {
public:
  void addScores(std::int32_t label, const std::vector<std::uint32_t> &scores) {
    Metrics *const metrics = scores.empty() ? nullptr : &labelMetrics_[label];
    for (std::uint32_t score : scores) {
      metrics->predicted++; // finds
      if (score > 500)
        metrics->gold++;
      metrics->total += score;
    }
  }
  void print() const {
    for (const auto &entry : labelMetrics_)
      std::printf("%d: %d %d %d\n", entry.first, int(entry.second.gold), int(entry.second.predicted),
                  int(entry.second.total));
  }

private:
  std::map<std::int32_t, Metrics> labelMetrics_;
};

static void always(std::map<std::string, int> &counts) {
  int &always2 = counts["always"];
  for (int i = 0; i < 3; ++i)
    always2 += i; // finds
}

static int asked(const std::map<std::string, int> &weights, int n) {
  int sum = 0;
  const int *const step = n > 0 ? &weights.at("step") : nullptr;
  for (int i = 0; i < n; ++i)
    sum += (*step) * i; // finds
  return sum;
}

static int nested(std::map<int, int> &cells, int rows, const std::string &text) {
  int k = rows;
  int *cellsEntry = nullptr;
  for (int r = 0; r < rows; ++r)
    for (char c : text) {
      if (!cellsEntry)
        cellsEntry = &cells[k];
      *cellsEntry += c; // finds
    }
  return cells.size();
}

static int onlyHere(std::unordered_map<std::string, int> table, const std::string &key, int n) {
  int &tableEntry = table[key];
  do
    tableEntry += 2; // finds
  while (--n > 0);
  return table[key];
}

// --- Where the first iteration that needs it searches ----------------------------

class Options {
public:
  void collect(const std::vector<std::string> &tokens) {
    int position = 0;
    std::vector<int> *lengths = nullptr;
    std::vector<int> *positional = nullptr;
    for (const auto &token : tokens) {
      if (token.size() > 1 && token[0] == '-') {
        if (!lengths)
          lengths = &map_["__LENGTHS__"];
        lengths->push_back(static_cast<int>(token.size())); // finds
      } else {
        if (!positional)
          positional = &map_["__POSITIONAL__"];
        positional->push_back(position); // finds
      }
      ++position;
    }
  }
  void print() {
    std::printf("%zu:", map_.size());
    for (int x : map_["__LENGTHS__"])
      std::printf(" %d", x);
    for (int x : map_["__POSITIONAL__"])
      std::printf(" %d", x);
    std::printf("\n");
  }

private:
  std::unordered_map<std::string, std::vector<int>> map_;
};

static std::vector<std::string> absolute(const std::vector<std::string> &paths,
                                         const std::map<std::string, std::string> &variables) {
  std::vector<std::string> result;
  const std::string *home = nullptr;
  for (const std::string &path : paths) {
    if (!path.empty() && path[0] == '/')
      result.push_back(path);
    else {
      if (!home)
        home = &variables.at("Home");
      result.push_back(*home + "/" + path); // finds
    }
  }
  return result;
}

static int skipping(std::map<int, std::vector<int>> &lists, const std::vector<int> &values, int key) {
  int n = 0;
  std::vector<int> *listsEntry = nullptr;
  for (int value : values) {
    if (value < 0)
      continue;
    // The first that is not negative makes the list.
    if (!listsEntry)
      listsEntry = &lists[key];
    listsEntry->push_back(value); // finds
    n += (*listsEntry)[0] + int(listsEntry->size());
    for (int other : *listsEntry)
      n -= other;
  }
  return n;
}

// Others may be added: what is there stays where it is.
static int addsOthers(std::unordered_map<int, int> &m, const std::vector<int> &keys) {
  int *mEntry = nullptr;
  for (int key : keys) {
    ++m[key];
    if (!mEntry)
      mEntry = &m[-1];
    *mEntry += key; // finds
    m.insert({key + 1000, 1});
  }
  return m[-1];
}

// The size is asked for in the second iteration only: the element must not be there before.
static int order(std::map<int, int> &m, int n) {
  int sum = 0;
  int *mEntry = nullptr;
  for (int i = 0; i < n; ++i) {
    sum += int(m.size());
    if (!mEntry)
      mEntry = &m[7];
    *mEntry += i; // finds
  }
  return sum;
}
static void overwrites(std::map<std::string, long> &m, std::vector<int> &out) {
  long *sum = nullptr;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = 1;
    if (!sum)
      sum = &m.at("sum");
    *sum += out[i]; // finds
  }
}

// --- Nothing to gain --------------------------------------------------------------

static int other(std::map<int, int> &m, const std::vector<int> &keys) {
  int sum = 0;
  for (int key : keys)
    sum += m[key];
  for (int i = 0; i < 3; ++i) {
    int *known = &m[3];
    sum += *known;
    m[4];
  }
  return sum;
}

int main() {
  Meter meter;
  meter.addScores(1, {});
  meter.addScores(2, {100, 600});
  meter.print();
  std::map<std::string, int> counts;
  always(counts);
  std::printf("%d %d %d\n", counts["always"], asked({{"step", 2}}, 4), asked({}, 0));
  try {
    asked({}, 1);
  } catch (const std::out_of_range &e) {
    std::printf("%s\n", e.what());
  }
  std::map<int, int> cells;
  std::printf("%d %d %d\n", nested(cells, 0, "a"), nested(cells, 2, ""), nested(cells, 2, "ab"));
  std::printf("%d %d\n", cells[2], onlyHere({}, "key", 3));
  Options options;
  options.collect({});
  options.collect({"a", "-b", "c"});
  options.print();
  try {
    std::printf("%s\n", absolute({"/x", "y"}, {{"Home", "/home"}})[1].c_str());
    std::printf("%zu\n", absolute({"/x"}, {}).size());
    absolute({"y"}, {});
  } catch (const std::out_of_range &e) {
    std::printf("%s\n", e.what());
  }
  std::map<int, std::vector<int>> lists;
  std::printf("%d %zu\n", skipping(lists, {-1}, 4), lists.size());
  std::printf("%d %zu\n", skipping(lists, {-1, 5, 6}, 4), lists.size());
  std::unordered_map<int, int> m;
  std::printf("%d %zu\n", addsOthers(m, {1, 2, 3}), m.size());
  std::map<int, int> ordered;
  std::printf("%d %d\n", order(ordered, 0), order(ordered, 3));
  std::map<std::string, long> sums;
  std::vector<int> out(3);
  try {
    overwrites(sums, out);
  } catch (const std::out_of_range &) {
    std::printf("%d %d\n", out[0], out[1]);
  }
  sums["sum"] = 1;
  overwrites(sums, out);
  std::printf("%ld %d\n", sums["sum"], other(ordered, {1, 2}));
}
