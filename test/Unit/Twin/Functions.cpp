// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every kind of function gets a twin that compiles, is the same where the
// rewrite is right and different where it is wrong.
#include "TwinFixture.h"

using namespace hone;

#define EXPECT_SAME(...)                                                                           \
  do {                                                                                             \
    TwinRun R = drive(__VA_ARGS__);                                                                \
    EXPECT_TRUE(R.same()) << R.Log;                                                                \
  } while (false)
#define EXPECT_DIFFERENT(...)                                                                      \
  do {                                                                                             \
    TwinRun R = drive(__VA_ARGS__);                                                                \
    EXPECT_TRUE(R.Built && !R.Different.empty()) << R.Log;                                         \
  } while (false)

static const char *Sum = R"(
#include <vector>
unsigned total(const std::vector<unsigned> &v) {
  unsigned s = 0;
  for (std::size_t i = 0; i < v.size(); ++i)
    s += v[i];
  return s;
}
)";

TEST_F(TwinTest, free_function) {
  EXPECT_SAME(Sum, "for (std::size_t i = 0; i < v.size(); ++i)\n    s += v[i];",
              "for (unsigned x : v)\n    s += x;");
  EXPECT_NE(Last.Twins.at(0).Harness.find("bytes(const void *"), std::string::npos);
}

TEST_F(TwinTest, wrong_rewrite_is_different) {
  EXPECT_DIFFERENT(Sum, "std::size_t i = 0", "std::size_t i = 1 < v.size()");
}

TEST_F(TwinTest, static_function_in_nested_and_unnamed_namespace) {
  EXPECT_SAME(R"(
namespace a { namespace b { namespace {
static int helper(int x) { return x & 7; }
static inline int count(int n) { int s = 0; for (int i = 0; i < n; ++i) s += helper(i); return s; }
} } inline namespace v1 { int other(int n) { return b::count(n); } } }
int main() { return a::other(3); }
)",
              "s += helper(i)", "s += i & 7", "c++11");
  EXPECT_NE(Last.Flat.find("hone_original_main"), std::string::npos);
  // Nothing but a number is given.
  EXPECT_EQ(Last.Twins.at(0).Harness.find("bytes(const void *"), std::string::npos);
}

/// What of the twin's text counts as changed.
static std::string changedIn(const Twin &T) {
  std::string Text;
  for (auto [Begin, End] : T.Changed)
    Text += T.Definition.substr(Begin, End - Begin);
  return Text;
}

TEST_F(TwinTest, other_parameters_change_the_whole_body) {
  EXPECT_SAME("#include <vector>\n"
              "static int sum(std::vector<int> v, int n = 3) {\n"
              "  int s = n;\n"
              "  for (int x : v)\n    s ^= x;\n"
              "  return s;\n}\n"
              "int f() { return sum({1}); }\n",
              "std::vector<int> v", "const std::vector<int> &v");
  EXPECT_NE(changedIn(Last.Twins[0]).find("s ^= x"), std::string::npos);
  EXPECT_SAME("#include <vector>\n"
              "class Table {\npublic:\n"
              "  int sum(std::vector<int> v) const {\n"
              "    int s = n_;\n    for (int x : v)\n      s ^= x;\n    return s;\n  }\n"
              "private:\n  int n_ = 3;\n};\n",
              "std::vector<int> v", "const std::vector<int> &v");
  EXPECT_NE(changedIn(Last.Twins[0]).find("s ^= x"), std::string::npos);
}

TEST_F(TwinTest, other_declarations_change_with_the_function) {
  std::string Source = "#include <vector>\n"
                       "class Table {\npublic:\n  int sum(std::vector<int>) const;\nprivate:\n  int n_ = 3;\n};\n"
                       "int Table::sum(std::vector<int> v) const {\n"
                       "  int s = n_;\n  for (int x : v)\n    s ^= x;\n  return s;\n}\n";
  file("main.cpp", Source);
  std::string In = "std::vector<int>)";
  Extra = {{path("main.cpp"), static_cast<unsigned>(Source.find(In)), static_cast<unsigned>(In.size() - 1),
            "const std::vector<int> &"}};
  TwinPlan Plan = plan({{"std::vector<int> v", "const std::vector<int> &v"}});
  EXPECT_EQ(Plan.Twins[0].Unverified.Text, "");
  expectCompiles(Plan, "g++", "c++17");
  TwinRun R = run(Plan);
  EXPECT_TRUE(R.same()) << R.Log;
  // Only one of the two: the member would not be declared as it is defined.
  Extra.clear();
  EXPECT_EQ(plan({{"std::vector<int> v", "const std::vector<int> &v"}}).Twins[0].Unverified.Code, "changes-signature");
}

TEST_F(TwinTest, overloads_and_operators) {
  file("main.cpp", R"(
namespace m {
struct Vec { double x = 0, y = 0; };
Vec operator+(const Vec &a, const Vec &b) { Vec r; r.x = a.x + b.x; r.y = a.y + b.y; return r; }
int f(int a) { return a / 2; }
int f(unsigned a) { return a / 4; }
long f(const long &a) { return a & 3; }
}
struct Grid {
  Grid(int w, int h) : w(w), cells(w * h) {}
  int &operator()(int x, int y) { return cells.at((y & 7) * (w & 7) + (x & 7)); }
  int operator[](int i) const noexcept { return i < 0 ? -1 : i; }
  Grid &operator+=(const Grid &o) { if (o.w == w && cells.size() == o.cells.size()) for (unsigned i = 0; i < cells.size(); ++i) cells[i] ^= o.cells[i]; return *this; }
private:
  int w; std::vector<int> cells;
};
)");
  std::string Text = "#include <vector>\n" + llvm::cantFail(readFile(path("main.cpp")));
  llvm::cantFail(writeFile(path("main.cpp"), Text));
  TwinPlan Plan = plan({{"r.x = a.x + b.x", "r.x = b.x + a.x"},
                        {"return a / 2", "return a / 2 + 0"},
                        {"return a / 4", "return a >> 2"},
                        {"return a & 3", "return a & 1"},
                        {"return cells.at((y & 7) * (w & 7) + (x & 7))", "return cells.at((x & 7) + (y & 7) * (w & 7))"},
                        {"return i < 0 ? -1 : i", "return i < 0 ? -1 : i + 0"},
                        {"cells[i] ^= o.cells[i]", "cells[i] = o.cells[i] ^ cells[i]"}});
  expectCompiles(Plan, "g++", "c++17");
  TwinRun R = run(Plan);
  for (const Twin &T : Plan.Twins)
    EXPECT_EQ(T.Unverified.Text, "");
  EXPECT_TRUE(R.Built) << R.Log;
  EXPECT_EQ(R.Different, std::vector<std::string>{"4"}) << R.Log;
}

TEST_F(TwinTest, members_of_every_kind_in_a_header) {
  file("image.h", R"(
#pragma once
#include <string>
#include <vector>
namespace img {
class Image {
public:
  using Row = std::vector<unsigned char>;
  struct Stats { int low = 0, high = 0; };
  Image(int width, int height) : width_(width), height_(height), data_(width * height) {}
  virtual ~Image() = default;
  void threshold(unsigned char level);
  virtual int area(int scale = 1) const { return width_ * height_ * (scale & 1); }
  Row row(int y) const { Row r; if (y >= 0 && y < height_) for (int x = 0; x < width_; ++x) r.push_back(data_[y * width_ + x]); return r; }
  Stats stats() const;
  static int clamp(int v) { return v < 0 ? 0 : v > 255 ? 255 : v; }
private:
  int secret(int k) const & noexcept { return (k & 15) + width_; }
  int width_, height_;
  std::vector<unsigned char> data_;
};
} // namespace img
)");
  file("main.cpp", R"(
#include "image.h"
#include "image.h"
namespace img {
void Image::threshold(unsigned char level) {
  for (int i = 0; i < width_ * height_; ++i)
    data_[i] = data_[i] > level ? 255 : 0;
}
}
img::Image::Stats img::Image::stats() const {
  Stats s;
  for (auto v : data_) { if (v < 10) ++s.low; if (v > 200) ++s.high; }
  return s;
}
int main() { img::Image i(2, 2); i.threshold(3); return i.area(); }
)");
  TwinPlan Plan = plan({{"data_[i] = data_[i] > level ? 255 : 0", "{ auto &d = data_[i]; d = d > level ? 255 : 0; }"},
                        {"return width_ * height_ * (scale & 1)", "return (scale & 1) * width_ * height_"},
                        {"r.push_back(data_[y * width_ + x])", "r.emplace_back(data_[y * width_ + x])"},
                        {"++s.low", "s.low += 1"},
                        {"return v < 0 ? 0 : v > 255 ? 255 : v", "return v > 255 ? 255 : v < 0 ? 0 : v"},
                        {"(k & 15) + width_", "width_ + (k & 15)"},
                        {"v > 200", "v >= 200"}},
                       "c++11");
  for (const Twin &T : Plan.Twins)
    EXPECT_EQ(T.Unverified.Text, "");
  EXPECT_EQ(Plan.Flat.find("#pragma once"), std::string::npos);
  expectCompiles(Plan, "g++", "c++11");
  expectCompiles(Plan, "g++", "c++20");
  expectCompiles(Plan, "clang++-22", "c++20");
  TwinRun R = run(Plan, "c++14");
  EXPECT_TRUE(R.Built) << R.Log;
  EXPECT_EQ(R.Different, std::vector<std::string>{"7"}) << R.Log;
}

TEST_F(TwinTest, header_between_main_and_class) {
  file("a.h", "#ifndef A_H\n#define A_H\nclass A { int n = 3; public: int get(int k) const; };\n#endif\n");
  file("b.h", "#pragma once\n#include \"a.h\"\ninline int A::get(int k) const { return k & n; }\n");
  file("c.h", "#include \"b.h\"\n#include \"a.h\"\nstruct C { A a; };\n");
  file("main.cpp", "#include \"a.h\"\n#include \"c.h\"\n#include \"b.h\"\nint use(const C &c) { return c.a.get(1); }\n");
  TwinPlan Plan = plan({{"return k & n", "return n & k"}, {"return c.a.get(1)", "return 0 + c.a.get(1)"}});
  expectCompiles(Plan, "g++", "c++11");
  TwinRun R = run(Plan);
  EXPECT_TRUE(R.same()) << R.Log;
}

TEST_F(TwinTest, changed_lines_are_known) {
  drive(Sum, "s += v[i]", "s = s + v[i]");
  ASSERT_EQ(Last.Twins[0].Changed.size(), 1u);
  auto [Begin, End] = Last.Twins[0].Changed[0];
  EXPECT_EQ(Last.Twins[0].Definition.substr(Begin, End - Begin), "    s = s + v[i];");
  EXPECT_EQ(Last.Twins[0].Name, "total_hone1");
}

TEST_F(TwinTest, added_includes_come_first) {
  file("main.cpp", "unsigned f(unsigned n) { return n % 7; }\nint g(int n) { return n & 1; }\n");
  Extra = {{path("main.cpp"), 0, 0, "#include <numeric>\n"}};
  TwinPlan Plan = plan({{"n % 7", "std::gcd(n, 1u) * n % 7"}});
  EXPECT_TRUE(run(Plan).same());
  // Anything else outside the function is more than a twin can hold.
  Extra = {{path("main.cpp"), 0, 0, "static int k;\n"}};
  Plan = plan({{"n & 1", "n & 1 + k"}});
  EXPECT_EQ(Plan.Twins[0].Unverified.Code, "edits-elsewhere");
}

TEST_F(TwinTest, exceptions_are_outcomes) {
  const char *Source = R"(
#include <stdexcept>
#include <string>
#include <vector>
int pick(const std::vector<int> &v, unsigned i) {
  if (i > 6) throw std::runtime_error("no " + std::to_string(i));
  return v.at(i);
}
)";
  EXPECT_SAME(Source, "return v.at(i)", "const int &r = v.at(i); return r");
  EXPECT_DIFFERENT(Source, "\"no \"", "\"no: \"");
}

TEST_F(TwinTest, globals_are_part_of_the_state) {
  const char *Source = R"(
static int calls[4]; namespace { int last = 7; }
int note(int k) { calls[k & 3] = (calls[k & 3] & 1023) + 1; last = k; return last; }
)";
  EXPECT_SAME(Source, "last = k; return last", "last = k; return k");
  EXPECT_DIFFERENT(Source, "last = k; return last", "return k");
}

TEST_F(TwinTest, types_in_extern_c) {
  EXPECT_SAME(R"(
extern "C" {
struct Pair { int a, b; };
static int larger(const struct Pair *p, int n) { int best = n; if (best < p->a) best = p->a; return best; }
}
int use(const Pair &p) { return larger(&p, 1); }
)",
              "if (best < p->a) best = p->a;", "best = best < p->a ? p->a : best;");
}

TEST_F(TwinTest, constructor_that_takes_a_function) {
  EXPECT_SAME(R"(
class Called {
  double (*f)(double);
  int n;
public:
  Called(double (*f)(double), int n) : f(f), n(n) {}
  int size(int k) const { int s = f ? 1 : 2; for (int i = 0; i < k; ++i) s ^= n; return s; }
};
)",
              "s ^= n", "s = s ^ n");
}
