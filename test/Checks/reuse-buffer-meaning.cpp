// RUN: %check %s
// What the text of a declaration means where it stands, and only there.
#include <array>
#include <cstdio>
#include <string>
#include <vector>

extern "C" {
struct Linked {
  int x;
};
}
static int linkage(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<Linked> row(2); // finds
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
  for (int i = 0; i < 2; ++i) {
    std::vector<double> row(in.begin(), in.end()); // finds
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

int main() {
  std::printf("%d %d %d %g\n", linkage(2), otherType({"a", "b"}), otherAssignment(2), numbers({3, 4}));
  std::printf("%d\n", comments(3));
}
