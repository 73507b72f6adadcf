// RUN: %check %s
#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

// --- Twice the same element ---------------------------------------------------------

struct LabelMetrics {
  unsigned gold = 0, predicted = 0;
  std::vector<std::pair<float, float>> scores;
};

struct MetricTable {
  std::map<std::string, LabelMetrics> labels;

  void log(const std::vector<std::string> &truth, const std::vector<std::string> &predictions) {
    for (const auto &prediction : predictions) {
      labels[prediction].predicted++; // finds
      float gold = 0;
      if (std::find(truth.begin(), truth.end(), prediction) != truth.end()) {
        labels[prediction].gold++;
        gold = 1;
      }
      labels[prediction].scores.emplace_back(0.5f, gold);
    }
  }
};

static int twice(std::unordered_map<std::string, int> &counts, const std::string &word) {
  counts[word] += 2; // finds
  return counts[word];
}
static int read(const std::map<int, std::vector<int>> &lists, int key) {
  int sum = 0;
  for (int x : lists.at(key)) // finds
    sum += x;
  return sum + int(lists.at(key).size());
}
static int oneExpression(std::map<int, int> &m, int k) {
  if (k > 0)
    m[k] = m[k] * 2 + 1; // finds
  return int(m.size());
}
static int addsBetween(std::unordered_map<int, int> &m, int k) {
  ++m[k]; // finds
  for (int i = 0; i < 100; ++i)
    m[1000 + i] = i;
  return ++m[k];
}

// --- Asked for, then searched for ------------------------------------------------------

class BinMapper {
public:
  void add(int category, std::uint32_t bin) { bins_[category] = bin; }
  void toBins(const std::vector<int> &categories, std::uint32_t *bins) const {
    for (std::size_t i = 0; i < categories.size(); ++i) {
      int category = categories[i];
      if (bins_.count(category)) { // finds
        bins[i] = bins_.at(category);
      } else {
        bins[i] = 0;
      }
    }
  }

private:
  std::unordered_map<int, std::uint32_t> bins_;
};

static int atoms(const std::string &text) {
  int n = 0;
  for (char c : text)
    n += c >= 'A' && c <= 'Z';
  return n;
}
class FragmentCache {
public:
  int size(const std::string &text) {
    if (sizes_.count(text) > 0) // finds
      return sizes_[text];
    int size = atoms(text);
    sizes_[text] = size; // finds
    return sizes_[text];
  }

private:
  std::unordered_map<std::string, int> sizes_;
};

static int absent(const std::map<std::string, int> &m, const std::string &key) {
  if (m.count(key) == 0) // finds
    return -1;
  int value = m.at(key);
  return value + m.at(key); // counted with the test
}
static int elseBranch(std::map<int, std::string> &m, int key) {
  if (m.find(key) == m.end()) { // finds
    m[key] = "new";
  } else {
    m[key] += "+";
    m.insert({key + 1, "other"});
    m[key] += "!";
  }
  return int(m[key].size());
}
static int byFind(std::map<int, std::string> *m, int key) {
  int n = 0;
  if (m->find(key) != m->end()) // finds
    n = int((*m)[key].size() + m->at(key).size());
  if (!m->contains(key)) // finds
    return n;
  n += int(m->at(key).size());
  return n;
}

// --- Nothing to merge ---------------------------------------------------------------

static int otherKeys(std::map<int, int> &m, int k) {
  int sum = m[k] + m[k + 1];
  if (m.count(k))
    sum += m.at(k / 2);
  int &known = m[3];
  known += m[4];
  return sum + known;
}
static int otherBranches(std::map<int, int> &m, int k) {
  if (k > 3)
    m[k]++;
  else
    m[k]--;
  return int(m.size());
}

int main() {
  MetricTable table;
  table.log({"a"}, {"a", "b", "a"});
  for (const auto &entry : table.labels)
    std::printf("%s %u %u %zu\n", entry.first.c_str(), entry.second.gold, entry.second.predicted,
                entry.second.scores.size());
  std::unordered_map<std::string, int> counts;
  std::printf("%d %d\n", twice(counts, "a"), twice(counts, "a"));
  std::printf("%d\n", read({{1, {2, 3}}}, 1));
  try {
    read({}, 1);
  } catch (const std::out_of_range &e) {
    std::printf("%s\n", e.what());
  }
  std::map<int, int> m{{5, 3}};
  std::printf("%d %d %d\n", oneExpression(m, 5), m[5], oneExpression(m, 6));
  std::unordered_map<int, int> u;
  std::printf("%d\n", addsBetween(u, 3));
  BinMapper mapper;
  mapper.add(3, 7);
  std::uint32_t bins[3];
  mapper.toBins({1, 3, 5}, bins);
  std::printf("%u %u %u\n", bins[0], bins[1], bins[2]);
  FragmentCache cache;
  std::printf("%d %d\n", cache.size("CcO"), cache.size("CcO"));
  std::printf("%d %d\n", absent({}, "k"), absent({{"k", 4}}, "k"));
  std::map<int, std::string> texts;
  std::printf("%d %d %zu\n", elseBranch(texts, 1), elseBranch(texts, 1), texts.size());
  std::printf("%d %d\n", byFind(&texts, 1), byFind(&texts, 9));
  m[2] = 1;
  std::printf("%d %d\n", otherKeys(m, 5), otherBranches(m, 5));
}
