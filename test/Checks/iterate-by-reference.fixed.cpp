// RUN: %check %s
// A copy of each element, and bodies that only look at it.
#include <array>
#include <cstdio>
#include <deque>
#include <list>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

static std::size_t lengths(const std::vector<std::string> &names) {
  std::size_t total = 0;
  for (const std::string &name : names) // finds
    total += name.size();
  return total;
}

static std::size_t commas(const std::vector<std::string> &lines) {
  std::size_t n = 0;
  for (const auto &line : lines) // finds
    for (char c : line)
      n += c == ',';
  return n;
}

static int vowels(const std::list<std::string> &words) {
  int n = 0;
  for (std::string const &word : words) { // finds
    for (std::size_t i = 0; i < word.size(); ++i)
      n += word[i] == 'a' || word[i] == 'e';
  }
  return n;
}

struct Station {
  std::string name;
  std::vector<double> samples;
  int id = 0;
};

static double sum(const std::vector<Station> &stations, int least) {
  double total = 0;
  for (const auto &station : stations) { // finds
    if (station.id < least)
      continue;
    for (double sample : station.samples)
      total += sample;
  }
  return total;
}

static std::vector<std::string> longerThan(const std::vector<std::string> &in, std::size_t n,
                                           std::vector<std::string> &out) {
  for (const auto &s : in) // finds
    if (s.size() > n)
      out.push_back(s);
  return out;
}

static Station find(const std::vector<Station> &stations, int id) {
  for (const auto &s : stations) // finds
    if (s.id == id)
      return s;
  return Station();
}

// The elements are pairs of const keys: each is converted, into a copy.
static long weigh(const std::map<std::string, int> &weights) {
  long total = 0;
  for (const auto &entry : weights) // finds
    total += static_cast<long>(entry.first.size()) * entry.second;
  return total;
}

static long parts(const std::unordered_map<int, std::string> &names) {
  long total = 0;
  for (const auto &[id, name] : names) // finds
    total += id + static_cast<long>(name.size());
  return total;
}

struct Matrix {
  double cells[16];
};
static double trace(const std::deque<Matrix> &all) {
  double sum = 0;
  for (const Matrix &m : all) // finds
    sum += m.cells[0] + m.cells[5] + m.cells[10] + m.cells[15];
  return sum;
}

class Index {
public:
  explicit Index(std::vector<std::string> words) : words_(std::move(words)) {}
  void count() {
    for (const auto &word : words_) // finds
      letters_ += word.length();
  }
  std::size_t letters_ = 0;

private:
  std::vector<std::string> words_;
};

static std::string join(const std::array<std::string, 3> &parts) {
  std::string all;
  for (const auto &part : parts) { // finds
    all += part;
    all += ' ';
  }
  return all;
}

static std::vector<std::string> split(const std::string &text) {
  std::vector<std::string> parts(1);
  for (char c : text)
    if (c == '/')
      parts.emplace_back();
    else
      parts.back() += c;
  return parts;
}
static std::size_t longest(const std::string &path) {
  std::size_t most = 0;
  for (const auto &part : split(path)) // finds
    most = part.size() > most ? part.size() : most;
  return most;
}

// Where there is nothing to gain, nothing is said.
static int plain(const std::vector<int> &v, const std::vector<std::pair<int, int>> &pairs) {
  int sum = 0;
  for (int x : v)
    sum += x;
  for (auto p : pairs)
    sum += p.first * p.second;
  return sum;
}
static std::size_t already(const std::vector<std::string> &names) {
  std::size_t total = 0;
  for (const auto &name : names)
    total += name.size();
  return total;
}

int main() {
  std::vector<std::string> words = {"a", "banana,", "cherry,, which is long enough for the heap", ""};
  std::vector<std::string> out;
  std::vector<Station> stations(3);
  stations[1] = {"north", {1.5, 2.5}, 7};
  stations[2] = {"south", {4}, 1};
  Index index(words);
  index.count();
  std::deque<Matrix> matrices(2);
  for (int i = 0; i < 16; ++i)
    matrices[0].cells[i] = matrices[1].cells[i] = i;
  std::printf("%zu %zu %d %g\n", lengths(words), commas(words), vowels({words.begin(), words.end()}),
              sum(stations, 1));
  std::printf("%zu %s %ld %ld %g\n", longerThan(words, 2, out).size(), find(stations, 7).name.c_str(),
              weigh({{"x", 2}, {"yy", 3}}), parts({{1, "one"}, {2, "two"}}), trace(matrices));
  std::printf("%zu %s %zu %d %zu\n", index.letters_, join({"x", "y", "z"}).c_str(),
              longest("usr/include/c++"),
              plain({1, 2}, {{3, 4}}), already(words));
}
