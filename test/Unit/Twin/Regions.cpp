// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a function cannot be driven, the statements that change are. Most of
// these are about what must not be cut apart: a rewrite that is wrong in the
// whole function may look right in a part of it.
#include "TwinFixture.h"

using namespace hone;

namespace {
class RegionTest : public TwinTest {
protected:
  /// The twin of one rewrite of \p Source.
  Twin twinOf(const std::string &Source, const std::string &Old, const std::string &New,
              const std::string &Standard = "c++17") {
    Names.clear();
    file("main.cpp", Source);
    Last = plan({{Old, New}}, Standard);
    return Last.Twins.at(0);
  }
  bool holds(const Twin &T, const std::string &Text) {
    return T.OriginalText.find(Text) != std::string::npos;
  }
};
} // namespace

static const char *Loads = R"cpp(
#include <cstdio>
#include <string>
#include <vector>
int load(const char *path, std::vector<int> &out, int scale) {
  std::FILE *f = std::fopen(path, "r");
  if (!f)
    return -1;
  char line[80];
  int lines = 0;
  while (std::fgets(line, sizeof line, f))
    ++lines;
  std::fclose(f);
  int total = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = (out[i] & 1023) * (scale & 15);
    total += out[i] & 7;
  }
  std::scanf("%d lines\n", lines);
  return total;
}
)cpp";

TEST_F(RegionTest, a_loop_between_files_is_driven_alone) {
  const std::string Old = "  for (std::size_t i = 0; i < out.size(); ++i) {\n";
  TwinRun R = drive(Loads, Old, "  const std::size_t n = out.size();\n  for (std::size_t i = 0; i < n; ++i) {\n");
  ASSERT_EQ(Last.Twins[0].Unverified.Text, "");
  EXPECT_TRUE(Last.Twins[0].IsRegion);
  EXPECT_TRUE(R.same()) << R.Log;
  EXPECT_FALSE(holds(Last.Twins[0], "fopen"));
  // It starts at its value, and is seen behind the loop.
  EXPECT_TRUE(holds(Last.Twins[0], "int &__restrict total")) << Last.Twins[0].OriginalText;
  EXPECT_TRUE(holds(Last.Twins[0], "total = static_cast<int>(0);"));
  EXPECT_FALSE(drive(Loads, "i < out.size()", "i + 1 < out.size()").same());
  EXPECT_FALSE(drive(Loads, "total += out[i] & 7;", "total += out[i] & 3;").same());
}

TEST_F(RegionTest, members_constructors_and_main) {
  const char *Source = R"cpp(
#include <vector>
#include <cstdio>
namespace shop {
class Stock {
public:
  explicit Stock(int n);
  void show() const;
  static int count(const std::vector<int> &from);
  int inClass(int k) {
    int sum = 0;
    for (std::size_t i = 0; i < items_.size(); ++i)
      sum ^= items_[i] * k;
    std::scanf("%d", sum);
    return sum;
  }
private:
  struct Line { int at; };
  std::vector<int> items_;
  int limit_ = 3;
};
}
shop::Stock::Stock(int n) : items_(n & 15) {
  for (std::size_t i = 0; i < items_.size(); ++i)
    items_[i] = n ^ limit_;
}
namespace shop {
void Stock::show() const {
  unsigned sum = 0;
  for (std::size_t i = 0; i < items_.size(); ++i)
    sum += unsigned(items_[i]) % 7;
  std::scanf("%u", sum);
}
int Stock::count(const std::vector<int> &from) {
  int found = 0;
  for (std::size_t k = 0; k < from.size(); ++k)
    found += from[k] > 3;
  std::scanf("%d", found);
  return found;
}
}
int main(int argc, char **argv) {
  int odd = 0;
  for (int i = 0; i < argc; i += 2)
    odd ^= i;
  return odd;
}
)cpp";
  const std::pair<const char *, const char *> Rewrites[] = {
      {"items_[i] = n ^ limit_;", "items_[i] = limit_ ^ n;"},
      {"sum += unsigned(items_[i]) % 7;", "sum = sum + unsigned(items_[i]) % 7;"},
      {"found += from[k] > 3;", "found = found + (from[k] >= 4);"},
      {"sum ^= items_[i] * k;", "sum ^= k * items_[i];"},
      {"odd ^= i;", "odd = odd ^ i;"}};
  std::vector<std::pair<std::string, std::string>> Right(std::begin(Rewrites), std::end(Rewrites));
  file("main.cpp", Source);
  TwinPlan Plan = plan(Right);
  for (const Twin &T : Plan.Twins) {
    EXPECT_EQ(T.Unverified.Text, "");
    EXPECT_TRUE(T.IsRegion);
  }
  expectCompiles(Plan, "g++", "c++17");
  TwinRun R = run(Plan);
  EXPECT_TRUE(R.same()) << R.Log;
  for (auto &[Old, New] : Right)
    New = llvm::formatv("{0}= 1 ^ ({1});", Old.substr(0, Old.find('=')),
                        llvm::StringRef(Old).drop_front(Old.find('=') + 1).drop_back());
  Right.pop_back();
  R = run(plan(Right));
  EXPECT_EQ(R.Different.size(), 4u) << R.Log;
}

TEST_F(RegionTest, older_standards_and_nested_names) {
  TwinRun R = drive("#include <cstdio>\n#include <vector>\nnamespace a { struct P { int x; };\n"
                    "void show(int); void load(std::vector<std::vector<P> > v, int k); }\n"
                    "static void helper(int) {}\n"
                    "namespace a { static void helper(int &k) { k = 7; } }\n"
                    "void a::load(std::vector<std::vector<P> > v, int k) {\n"
                    "  for (std::size_t i = 0; i < v.size(); ++i) { v[i].push_back(P()); helper(k); }\n"
                    "  std::scanf(\"%d\", k + (int)v.size());\n}\n",
                    "++i)", "i++)", "c++11");
  EXPECT_TRUE(Last.Twins[0].IsRegion);
  EXPECT_TRUE(R.same()) << R.Log;
}

TEST_F(RegionTest, what_is_known_where_it_begins_is_said) {
  Twin T = twinOf("#include <cstdio>\n"
                  "int f(const int *p, int n, int k) {\n"
                  "  if (!p || n > 100)\n    return 1;\n"
                  "  std::remove(\"x\");\n"
                  "  ++k;\n"
                  "  if (k == 3)\n    return 2;\n"
                  "  int sum = 0, step = 2;\n"
                  "  if (n > 4) {\n"
                  "    for (int i = 0; i < n; i += step)\n      sum ^= p[i] + k;\n"
                  "  }\n"
                  "  std::scanf(\"%d\", sum);\n  return sum;\n}\n",
                  "sum ^= p[i] + k;", "sum ^= k + p[i];");
  ASSERT_EQ(T.Unverified.Text, "");
  EXPECT_TRUE(holds(T, "if ((!p || n > 100)) __builtin_trap();")) << T.OriginalText;
  EXPECT_TRUE(holds(T, "if (!(n > 4)) __builtin_trap();")) << T.OriginalText;
  EXPECT_TRUE(holds(T, "if ((k == 3)) __builtin_trap();")) << T.OriginalText;
  EXPECT_TRUE(holds(T, "const int step = static_cast<int>(2);")) << T.OriginalText;
  // Not so if it may have changed since.
  T = twinOf("#include <cstdio>\n"
             "int f(int n, int *out) {\n"
             "  if (n > 100)\n    return 1;\n"
             "  n = out[0];\n"
             "  int sum = 0;\n"
             "  for (int j = 0; j < 3; ++j) {\n"
             "    std::remove(\"x\");\n"
             "    for (int i = 0; i < n; ++i)\n      sum ^= i;\n"
             "  }\n"
             "  return sum;\n}\n",
             "sum ^= i;", "sum = sum ^ i;");
  ASSERT_EQ(T.Unverified.Text, "");
  EXPECT_FALSE(holds(T, "n > 100")) << T.OriginalText;
  EXPECT_FALSE(holds(T, "sum = static_cast")) << T.OriginalText;
}

TEST_F(RegionTest, views_are_made_inside_from_what_they_view) {
  Twin T = twinOf("#include <cstdio>\n#include <string>\n"
                  "void f(std::string s) {\n"
                  "  std::remove(\"x\");\n"
                  "  const char *p = s.c_str();\n"
                  "  auto it = s.begin();\n"
                  "  for (std::size_t i = 0; i < s.size(); ++i)\n    s[i] = p[i] + *it;\n"
                  "  std::remove(s.c_str());\n}\n",
                  "s[i] = p[i] + *it;", "s[i] = *it + p[i];");
  ASSERT_EQ(T.Unverified.Text, "");
  EXPECT_TRUE(holds(T, "const char *p = s.c_str();")) << T.OriginalText;
  EXPECT_TRUE(holds(T, "auto it = s.begin();"));
  EXPECT_FALSE(holds(T, "remove"));
  // A parameter that has been pointed elsewhere takes that along.
  T = twinOf("#include <cstdio>\n"
             "void f(const int *p, int *q, int n) {\n"
             "  std::remove(\"x\");\n"
             "  p = q;\n"
             "  for (int i = 0; i < n; ++i)\n    q[i] = p[0] + 1;\n"
             "  std::remove(\"y\");\n}\n",
             "q[i] = p[0] + 1;", "q[i] = 1 + p[0];");
  ASSERT_EQ(T.Unverified.Text, "");
  EXPECT_TRUE(holds(T, "p = q;")) << T.OriginalText;
}

TEST_F(RegionTest, locals_are_never_one_object) {
  TwinRun R = drive("#include <cstdio>\n#include <vector>\n"
                    "void f() {\n  std::vector<int> a, b;\n  int k = std::getchar();\n"
                    "  for (int i = 0; i < 40; ++i) a.push_back(std::getchar());\n"
                    "  for (std::size_t i = 0; i < a.size(); ++i)\n    b.push_back(a[i] & k);\n"
                    "  std::scanf(\"%zu %d\", b.size(), k);\n}\n",
                    "  for (std::size_t i = 0; i < a.size(); ++i)\n    b",
                    "  b.reserve(b.size() + a.size());\n  for (std::size_t i = 0, n = a.size(); i < n; ++i)\n    b");
  EXPECT_TRUE(Last.Twins[0].IsRegion);
  EXPECT_TRUE(R.same()) << R.Log;
}

TEST_F(RegionTest, declarations_of_the_function_come_along) {
  Twin T = twinOf("#include <cstdio>\ntypedef int Word;\nenum { Width = 1 };\n"
                  "void f(int n) {\n"
                  "  typedef unsigned char Word;\n  const int Width = 40;\n"
                  "  static const int table[] = {1, 2, 3};\n"
                  "  std::remove(\"x\");\n"
                  "  Word sum = 0;\n  char text[Width];\n"
                  "  for (int i = 0; i < n; ++i)\n    sum += Word(i + Width) + table[i % 3], text[i % Width] = 'a';\n"
                  "  std::scanf(\"%d\", sum + text[0]);\n}\n",
                  "sum += Word(i + Width)", "sum += (Word)(i + Width)");
  ASSERT_EQ(T.Unverified.Text, "");
  EXPECT_TRUE(holds(T, "typedef unsigned char Word;")) << T.OriginalText;
  EXPECT_TRUE(holds(T, "const int Width = 40;"));
  EXPECT_TRUE(holds(T, "static const int table[] = {1, 2, 3};"));
  EXPECT_TRUE(holds(T, "char (&__restrict text)[40]")) << T.OriginalText;
  EXPECT_TRUE(run(Last).same());
}

TEST_F(RegionTest, a_loop_goes_on_with_what_its_body_leaves) {
  const char *Source = "#include <cstdio>\n"
                       "void f(int n) {\n"
                       "  int sum = 0;\n"
                       "  for (int i = 0; i < n; ++i) {\n"
                       "    std::remove(\"x\");\n"
                       "    int twice = std::getchar();\n"
                       "    if (twice > 3)\n      sum ^= i + (twice & 7);\n"
                       "    std::remove(\"y\");\n"
                       "  }\n}\n";
  // `++i` stands in front of it, and runs behind it.
  Twin T = twinOf(Source, "sum ^= i", "sum = sum ^ i");
  EXPECT_TRUE(holds(T, "const int i")) << T.OriginalText;
  EXPECT_TRUE(holds(T, "&__restrict sum")) << T.OriginalText;
  EXPECT_TRUE(holds(T, "int twice")) << T.OriginalText;
  EXPECT_FALSE(holds(T, "sum = static_cast")) << T.OriginalText;
  twinOf(Source, "sum ^= i", "sum ^= i++");
  EXPECT_NE(check(Last, "clang++-22", "c++17"), "");
}

namespace {
struct CutRow {
  const char *Code, *Body, *Old, *New;
};
} // namespace

/// Each is a wrong rewrite of the whole that a part of it would not show.
TEST_F(RegionTest, what_must_not_be_cut_apart) {
  const CutRow Rows[] = {
      // It returns before the call behind it.
      {"calls-outside", "for (int i = 0; i < n; ++i) v[i & 3] = i;\n  std::remove(\"y\");",
       "v[i & 3] = i;", "{ v[i & 3] = i; if (i + 1 == n) return; }"},
      {"calls-outside", "for (int i = 0; i < n; ++i) v[i & 3] = i;\n  std::remove(\"y\");",
       "v[i & 3] = i;", "{ v[i & 3] = i; LEAVE_IF(i + 1 == n) }"},
      // It hides the name that is printed behind it.
      {"calls-outside", "for (int i = 0; i < n; ++i) v[i & 3] = i;\n  std::scanf(\"%d\", size);",
       "for (", "int size = n; for ("},
      // It sets something back at the end of the block, behind the call.
      {"calls-outside", "for (int i = 0; i < n; ++i) v[i & 3] = i;\n  std::scanf(\"%d\", v[0]);",
       "for (", "Saver saver(v[0]); v[0] = 9; for ("},
      {"calls-outside", "for (int i = 0; i < n; ++i) v[i & 3] = i;\n  std::scanf(\"%d\", v[0]);",
       "for (", "auto saver = save(v[0]); v[0] = 9; for ("},
      {"calls-outside", "Saver saver(v[0]); for (int i = 0; i < n; ++i) v[i & 3] = i;\n  std::scanf(\"%d\", v[0]);",
       "Saver saver(v[0]); for (", "for ("},
      // The jump leaves for a place that is not there.
      {"calls-outside", "for (;;) {\n    std::remove(\"y\");\n    if (n > 3) { v[0] = n; break; }\n  }",
       "break;", "{ v[1] = 0; break; }"},
      {"calls-outside", "again:\n  std::remove(\"y\");\n  for (int i = 0; i < n; ++i) { if (v[0] == i) goto again; }",
       "v[0] == i", "i == v[0]"},
      {"calls-outside", "switch (n) {\n  case 1:\n    v[0] = 3;\n  default:\n    std::remove(\"y\");\n  }",
       "v[0] = 3;", "v[0] = 1 + 2;"},
      // Declared inside, printed behind it.
      {"calls-outside", "int last = 0; for (int i = 0; i < n; ++i) last = i;\n  std::scanf(\"%d\", last);",
       "int last = 0; for", "long last = 0; for"},
      // Braces that are not its own.
      {"region-shape", "{ v[0] = 1; v[1] = 2; std::remove(\"y\"); }", "v[0] = 1;", "v[0] = 1; } {"},
      {"region-shape", "for (int i = 0; i < n; ++i) {\n#ifdef X\n    v[1] = 2;\n#endif\n    v[0] = i;\n  }\n  std::remove(\"y\");",
       "for (int i", "for (short i"},
  };
  for (const CutRow &R : Rows) {
    Twin T = twinOf("#include <cstdio>\n#define LEAVE_IF(x) if (x) return;\nstatic const int size = 5;\n"
                    "struct Saver { int &at, old; Saver(int &a) : at(a), old(a) {} ~Saver() { at = old; } };\n"
                    "static Saver save(int &a) { return Saver(a); }\n"
                    "void f(int n, int (&v)[4]) {\n  std::remove(\"x\");\n  " +
                        std::string(R.Body) + "\n}\n",
                    R.Old, R.New);
    EXPECT_EQ(T.Unverified.Code, R.Code) << R.Body << "\n" << T.Unverified.Text << "\n" << T.OriginalText;
    EXPECT_FALSE(T.IsRegion);
  }
}
