// RUN: %check %s
// What the text of a declaration means where it stands, and only there.
#include <array>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

extern "C" {
struct Linked {
  int x;
};
}
static int linkage(int n) {
  int sum = 0;
  std::vector<Linked> row;
  for (int i = 0; i < n; ++i) {
    row.assign(2, Linked()); // finds
    sum += row.size() + row[1].x;
  }
  return sum;
}

// Making one from a string is one function, assigning it another.
struct Length {
  int value;
  Length() = default;
  Length(const std::string &s) : value(s.size()) {}
  Length &operator=(const std::string &s) {
    value = -int(s.size());
    return *this;
  }
};
static int otherType(const std::vector<std::string> &names) {
  int sum = 0;
  for (int i = 0; i < 2; ++i) {
    std::vector<Length> row(names.begin(), names.end()); // refuses: constructor
    sum += row[0].value;
  }
  return sum;
}
struct Template {
  int value;
  Template() = default;
  Template(const Template &) = default;
  Template &operator=(const Template &) = default;
  template <typename T> Template &operator=(T &&) {
    value = 100;
    return *this;
  }
};
static int otherAssignment(int n) {
  Template one;
  one.value = 1;
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<Template> row(n, one); // refuses: element-type
    sum += row[0].value;
  }
  return sum;
}
static double numbers(const std::vector<int> &in) {
  double sum = 0;
  std::vector<double> row;
  for (int i = 0; i < 2; ++i) {
    row.assign(in.begin(), in.end()); // finds
    row[0] /= 2;
    sum += row[0];
  }
  return sum;
}

static int comments(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<int> row(i, // refuses: comment
                         7);
    sum += row.size();
  }
  for (int i = 0; i < n; ++i) {
    std::string name /* of the column */ = "long"; // refuses: comment
    sum += name.size();
  }
  return sum;
}

// --- Elements of the library's own ---------------------------------------------

static std::size_t words(const std::vector<std::string> &names) {
  std::size_t sum = 0;
  std::vector<std::string> parts;
  for (const std::string &name : names) {
    parts.clear(); // finds
    parts.push_back(name + " and a text that is not short");
    sum += parts[0].size();
  }
  std::vector<std::pair<int, std::string>> ranks;
  for (const std::string &name : names) {
    ranks.clear(); // finds
    ranks.emplace_back(3, name);
    sum += ranks[0].second.size();
  }
  return sum;
}

// --- Names that mean something else, or nothing, in front of the loop ---------

static int fromNames(const std::vector<int> &in) {
  int sum = 0;
  for (auto x : in) {
    std::vector<decltype(x)> row; // refuses: local-names
    row.push_back(x);
    sum += row[0];
  }
  for (auto x : in) {
    constexpr int size = 3;
    std::vector<std::array<int, size>> row; // refuses: local-names
    row.push_back({x, x, x});
    sum += row[0][2];
  }
  return sum;
}
static int deduced(const std::vector<int> &in) {
  int sum = 0;
  for (int x : in) {
    std::vector row(x, 0.5); // refuses: auto-type
    sum += row.size();
  }
  return sum;
}
struct Wrapped {
  std::vector<int> of;
  explicit operator const std::vector<int> &() const { return of; }
};
static int explicitly(const Wrapped &w) {
  int sum = 0;
  for (int i = 0; i < 2; ++i) {
    std::vector<int> row(w); // refuses: constructor
    row.push_back(i);
    sum += row.size();
  }
  return sum;
}
struct status {
  int x;
};
static int status(const char *) { return 1; }
static int sharedName(int n) {
  int sum = status("");
  for (int i = 0; i < n; ++i) {
    std::vector<struct status> row(n); // refuses: element-type
    sum += row.size();
  }
  return sum;
}
class Palette {
  enum class Tone { Red, Green };

public:
  using Colour = Tone;
};
static int privateName(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<Palette::Colour> row(n); // refuses: element-type
    sum += row.size();
  }
  return sum;
}
#define PARAMETERS int n, int row
static int parameterOfMacro(PARAMETERS) {
  int sum = 0;
  std::vector<int> row2;
  for (int i = 0; i < n; ++i) {
    row2.assign(i, 0); // finds
    sum += row2.size();
  }
  return sum;
}
static int parenthesised(int n) {
  int sum = 0;
  std::vector<int> row;
  for (int i = 0; i < n; ++i) {
    row.clear(); // finds
    row.push_back(i);
    sum += row.size();
  }
  return sum;
}

int main() {
  std::printf("%d %d %d %d %d\n", fromNames({1, 2}), deduced({1, 2}), explicitly({{1}}), sharedName(2), privateName(2));
  std::printf("%d %d\n", parameterOfMacro(3, 1), parenthesised(3));
  std::printf("%d %d %d %g\n", linkage(2), otherType({"a", "b"}), otherAssignment(2), numbers({3, 4}));
  std::printf("%d %zu\n", comments(3), words({"a", "bc"}));
}
