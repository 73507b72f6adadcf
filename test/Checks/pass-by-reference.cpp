// RUN: %check %s
// Functions of this unit alone that take a copy of what they only read.
#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace {

bool isColour(const std::string colour) { // finds
  if (colour.size() != 7 || colour[0] != '#')
    return false;
  for (std::size_t i = 1; i < colour.size(); ++i)
    if (colour[i] < '0' || colour[i] > '9')
      return false;
  return true;
}

class LimitTable {
public:
  void add(unsigned limit) { limits_.push_back(limit); }
  unsigned bound(unsigned wanted) { return largest(limits_, wanted); }

private:
  unsigned largest(std::vector<unsigned> limits, unsigned wanted) { // finds
    unsigned most = 0;
    for (unsigned limit : limits)
      if (limit <= wanted && limit > most)
        most = limit;
    return most;
  }
  std::vector<unsigned> limits_;
};

struct Station {
  std::string name;
  std::vector<double> samples;
};

} // namespace

// Two at once.
static std::string valueOf(std::string config, std::string key) { // finds
  std::size_t at = config.find(key + "=");
  if (at == std::string::npos)
    return std::string();
  at += key.size() + 1;
  return config.substr(at, config.find(' ', at) - at);
}

// The one that is changed stays.
static std::size_t countUpTo(std::vector<std::string> words, std::string most) { // finds
  most += '!';
  std::size_t n = 0;
  for (const std::string &word : words)
    n += word < most;
  return n;
}

// Every declaration changes.
static double spread(const Station, double);
static double spread(Station const station, double factor) { // finds
  double least = 1e9, most = -1e9;
  for (double sample : station.samples) {
    least = std::min(least, sample);
    most = std::max(most, sample);
  }
  return factor * (most - least);
}

static int lookUp(std::map<std::string, int> table, const std::string &key) { // finds
  return table.find(key) == table.end() ? -1 : table.at(key);
}

// A local of the caller's, which nobody else knows, whatever the function does.
static int total = 0;
static int logged(std::string text) { // finds
  std::printf("%s\n", text.c_str());
  total += static_cast<int>(text.size());
  return total;
}

// With an argument made for it, and a default one.
static std::size_t width(std::string text = "none", int factor = 2) { // finds
  return text.size() * static_cast<std::size_t>(factor);
}

static int depth(std::vector<int> path, int level) { // finds
  return level >= static_cast<int>(path.size()) ? level : depth(path, level + 1);
}

// What costs nothing is left alone.
static int plain(std::pair<int, int> p, int x) { return p.first * x + p.second; }

int main() {
  const std::vector<std::string> attributes = {"#123456", "blue", "#12"};
  int colours = 0;
  for (const auto &attribute : attributes)
    colours += isColour(attribute);
  LimitTable table;
  table.add(3);
  table.add(8);
  std::printf("%d %u\n", colours, table.bound(5));
  std::string config = "a=1 b=22 c=3";
  std::printf("%s %zu\n", valueOf(config, "b").c_str(), countUpTo(attributes, config));
  Station station{"north", {1.0, 4.5}};
  std::printf("%g %d\n", spread(station, 2), lookUp({{"x", 7}}, "x"));
  std::string line = "a line that is long enough for the heap";
  std::printf("%d\n", logged(line));
  std::printf("%zu %zu %d %d\n", width(), width(config, 3), depth({1, 2, 3}, 0), plain({1, 2}, 3));
}
