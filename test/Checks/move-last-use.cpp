// RUN: %check %s
#include <cstdio>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

struct Record {
  std::vector<int> values;
  std::string name;
  int count = 0;
};

class Holder {
public:
  explicit Holder(std::string name, std::vector<int> values) : name_(name), values_(values) {
    count_ = 1;
  }
  void rename(std::string name) {
    name_ = name; // finds
    ++count_;
  }
  void both(std::string first, const std::string &second) {
    name_ = first; // finds
    values_.push_back(second.size());
  }
  std::size_t size() const { return name_.size() * 100 + values_.size() * 10 + count_; }

private:
  std::string name_;
  std::vector<int> values_;
  int count_ = 0;
};

// --- Moved ---------------------------------------------------------------------------

static std::vector<std::string> split(const std::string &line) {
  std::vector<std::string> names;
  std::size_t at = 0;
  while (at < line.size()) {
    std::size_t end = line.find(' ', at);
    if (end == std::string::npos)
      end = line.size();
    std::string name = line.substr(at, end - at);
    name.append("!");
    if (!name.empty())
      names.push_back(name); // finds
    at = end + 1;
  }
  return names;
}

static std::vector<Record> records(int n) {
  std::vector<Record> all;
  for (int i = 0; i < n; ++i) {
    std::vector<int> values(i, 7);
    std::string name = "record " + std::to_string(i);
    Record record;
    record.values = values; // finds
    record.name = name; // finds
    record.count = all.size();
    all.emplace_back(record); // finds
  }
  return all;
}

static std::size_t oneOfTwo(int n) {
  std::vector<std::string> even, odd;
  std::map<int, std::string> last;
  for (int i = 0; i < n; ++i) {
    std::string text = std::to_string(i) + " and more text than a short string has";
    switch (i % 4) {
    case 0:
      even.push_back(text); // finds
      break;
    case 1:
      odd.push_back(text); // finds
      continue;
    case 2:
      last[i] = text; // finds
      break;
    default:
      even.push_back(text); // refuses: used-later
      last[-i] = text; // finds
    }
  }
  std::size_t sum = 0;
  for (const std::string &each : even)
    sum = sum * 3 + each.size();
  return sum + odd.size() * 100 + last.size();
}

static std::string lastOf(std::vector<std::string> lines) {
  std::string longest;
  for (std::string line : lines) {
    line += '.';
    if (line.size() > longest.size())
      longest = line; // finds
  }
  std::string result = longest; // finds
  return result;
}

static int untilFound(const std::vector<int> &in) {
  std::vector<int> seen;
  std::vector<std::vector<int>> groups;
  for (int x : in) {
    seen.push_back(x);
    if (x < 0) {
      groups.push_back(seen); // finds
      break;
    }
  }
  return groups.empty() ? 0 : groups[0].size();
}

static std::vector<std::string> viewsBefore(const std::vector<std::string> &in) {
  std::vector<std::string> out;
  for (const std::string &each : in) {
    std::string copy = each + "?";
    const char *at = copy.c_str();
    int n = 0;
    while (at[n])
      ++n;
    copy += std::to_string(n);
    out.push_back(copy); // finds
  }
  return out;
}

// --- Left alone ------------------------------------------------------------------------

static std::size_t again(const std::vector<std::string> &in) {
  std::vector<std::string> out;
  std::string current;
  std::size_t sum = 0;
  for (const std::string &each : in) {
    current += each;
    out.push_back(current); // refuses: used-later
  }
  for (const std::string &each : in) {
    std::string name = each;
    out.push_back(name); // refuses: used-later
    if (name.size() > 3)
      sum += 1;
  }
  for (const std::string &each : in) {
    std::string name = each + "#";
    if (each.size() > 2)
      out.push_back(name); // refuses: used-later
    sum += name.size();
  }
  std::string twice = "twice and a long text to be sure";
  for (int i = 0; i < 2; ++i)
    out.push_back(twice); // refuses: used-later
  return sum + out.size();
}

static std::size_t views(const std::vector<std::string> &in) {
  std::vector<std::string> out;
  std::string other;
  std::size_t sum = 0;
  for (const std::string &each : in) {
    std::string name = each + "a";
    const char *p = name.c_str();
    out.push_back(name); // refuses: view
    other = p;
  }
  for (const std::string &each : in) {
    std::string name = each + "b";
    std::string &same = name;
    out.push_back(name); // refuses: used-later
    sum += same.size();
  }
  for (const std::string &each : in) {
    std::string name = each + "c";
    char &first = name[0];
    out.push_back(name); // refuses: view
    first = 'x';
    sum += out.back()[0];
  }
  for (const std::string &each : in) {
    std::string name = each + "d";
    auto it = name.begin();
    out.push_back(name); // refuses: view
    sum += *it;
  }
  for (const std::string &each : in) {
    Record record{{1, 2}, each, 3};
    auto &[values, name, count] = record;
    out.push_back(record.name); // a part: not looked at
    std::vector<Record> all;
    all.push_back(record); // refuses: used-later
    sum += values.size() + name.size() + count;
  }
  for (const std::string &each : in) {
    std::string name = each + "e";
    auto size = [&] { return name.size(); };
    out.push_back(name); // refuses: captured
    sum += size();
  }
  return sum + other.size() + out.size();
}

static const std::string *watched = nullptr;
static std::size_t watch() { return watched ? watched->size() : 0; }
struct Meter {
  virtual ~Meter() = default;
  virtual std::size_t measure(int x) { return watched ? watched->size() + x : 0; }
};
static std::size_t calls(const std::vector<std::string> &in, Meter &meter) {
  std::vector<std::string> out;
  std::size_t sum = 0;
  for (const std::string &each : in) {
    std::string name = each + "f";
    watched = &name;
    out.push_back(name); // refuses: view
    sum += watch();
    watched = nullptr;
  }
  for (const std::string &each : in) {
    std::string name = each + "g";
    watched = &name;
    out.push_back(name); // refuses: opaque-call
    sum += meter.measure(1);
  }
  watched = nullptr;
  return sum;
}

struct Report {
  explicit Report(const std::string &text) : text(text) {}
  ~Report() { std::printf("%s\n", text.c_str()); }
  const std::string &text;
};
static std::size_t guarded(std::string name) {
  std::vector<std::string> out;
  Report report(name);
  out.push_back(name); // refuses: destructor
  return out.size();
}

struct Loud {
  Loud() = default;
  Loud(const Loud &other) : text(other.text) { std::puts("copied"); }
  Loud(Loud &&other) noexcept : text(std::move(other.text)) { std::puts("moved"); }
  Loud &operator=(const Loud &) = default;
  std::string text;
};
struct Assigns {
  std::string text;
  Assigns &operator=(const Assigns &other) {
    text = other.text + "'";
    return *this;
  }
  Assigns &operator=(Assigns &&other) = default;
  Assigns() = default;
  Assigns(const Assigns &) = default;
  Assigns(Assigns &&) = default;
};
static std::size_t runsCode() {
  std::vector<Loud> all;
  Loud one;
  all.push_back(one); // refuses: copy-runs-code
  Assigns from, to;
  from.text = "text";
  to = from; // refuses: copy-runs-code
  std::vector<Assigns> many(1), others(1);
  others = many; // refuses: copy-runs-code
  return all.size() + to.text.size() + others[0].text.size();
}

static int ordered(int n) {
  std::vector<std::unordered_map<int, int>> all;
  std::unordered_map<int, int> counts;
  counts[n] = 1;
  all.push_back(counts); // refuses: hash-order
  return all.size();
}

static int handled(int n) {
  std::vector<std::string> all;
  std::string name = "a name that is long enough for the heap";
  try {
    all.push_back(name); // refuses: handler
    if (n)
      throw n;
  } catch (int) {
    return name.size();
  }
  return 0;
}

// The vector holds nodes that hold such vectors: what it is copied to may be one of those.
struct Node {
  std::vector<Node> children;
  int value = 1;
  void adopt(std::vector<Node> kids) {
    children = kids; // refuses: recursive-type
    value = 5;
  }
};

static std::size_t others(std::string text, const std::string fixed, std::string &given) {
  std::vector<std::string> out;
  static std::string kept = "kept";
  out.push_back(fixed);
  out.push_back(given);
  out.push_back(kept);
  std::vector<std::size_t> sizes;
  sizes.push_back(text.size());
  std::vector<std::pair<std::string, int>> pairs;
  pairs.emplace_back(text, 1);
  std::vector<std::string> many(2, text);
  std::map<std::string, std::string> names;
  names[text] = text; // refuses: used-here
  return out.size() + many.size() + names.size();
}

template <typename T> static std::size_t generic(T value) {
  std::vector<T> all;
  all.push_back(value); // refuses: template
  return all.size();
}

int main() {
  Holder holder("a name", {1, 2});
  holder.rename("another name, which is longer than the first");
  holder.both("third", "of two");
  std::printf("%zu %zu %zu\n", holder.size(), split("one two three").size(), records(4).size());
  std::printf("%zu %s %d\n", oneOfTwo(9), lastOf({"a", "bcd", "ef"}).c_str(), untilFound({1, 2, -3, 4}));
  const std::vector<std::string> in{"one", "two and a long text that is not short", "x"};
  for (const std::string &each : viewsBefore(in))
    std::puts(each.c_str());
  Meter meter;
  std::printf("%zu %zu %zu %zu\n", again(in), views(in), calls(in, meter), guarded("a guard"));
  std::printf("%zu %d %d\n", runsCode(), ordered(2), handled(1));
  std::vector<Node> nodes(2);
  Node &first = nodes[0];
  first.adopt(nodes);
  std::string given = "given";
  std::printf("%zu %zu %zu\n", first.children.size(), others("text", "fixed", given), generic(given));
}
