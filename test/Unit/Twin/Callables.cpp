// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a function is given to call is made up, and its calls are compared.
#include "TwinFixture.h"

using namespace hone;

namespace {
class CallableTwins : public TwinTest {
protected:
  TwinRun held(const char *Source, const char *Old, const char *New) {
    Names.clear();
    return drive(Source, Old, New);
  }
};
} // namespace

#define EXPECT_SAME(...)                                                                           \
  do {                                                                                             \
    TwinRun R = held(__VA_ARGS__);                                                                 \
    EXPECT_TRUE(R.same()) << R.Log;                                                                \
  } while (false)
#define EXPECT_DIFFERENT(...)                                                                      \
  do {                                                                                             \
    TwinRun R = held(__VA_ARGS__);                                                                 \
    EXPECT_TRUE(R.Built && !R.Different.empty()) << R.Log;                                         \
  } while (false)

TEST_F(CallableTwins, pointers_and_references_to_functions) {
  const char *Source = R"(
#include <vector>
struct Item { int n; };
int sum(const std::vector<Item> &v, int (*f)(const Item &, int), void (&seen)(int)) {
  int s = 0;
  for (const Item &i : v) {
    s ^= f(i, s);
    seen(s);
  }
  return s;
}
)";
  EXPECT_SAME(Source, "s ^= f(i, s);", "s = s ^ f(i, s);");
  EXPECT_DIFFERENT(Source, "f(i, s)", "f(i, 0)");
  EXPECT_DIFFERENT(Source, "seen(s);", "if (s) seen(s);");
}

TEST_F(CallableTwins, std_function) {
  const char *Source = R"(
#include <functional>
#include <string>
#include <vector>
void each(std::vector<std::string> &v, const std::function<std::string(std::string)> &f) {
  for (std::size_t i = 0; i < v.size(); ++i)
    v[i] = f(v[i]);
}
)";
  EXPECT_SAME(Source, "v[i] = f(v[i]);", "{ std::string &s = v[i]; s = f(s); }");
  EXPECT_DIFFERENT(Source, "i = 0; i < v.size(); ++i", "i = v.size(); i-- > 0;");
}

TEST_F(CallableTwins, lambdas_as_template_arguments) {
  const char *Source = R"(
#include <utility>
#include <vector>
template <class F> int count(const std::vector<int> &v, F &&f) {
  int n = 0;
  for (int x : v)
    if (f(x)) ++n;
  return n;
}
template <class T, class C> void sort(std::vector<T> &v, C less) {
  for (std::size_t i = 1; i < v.size(); ++i)
    for (std::size_t j = i; j > 0 && less(v[j], v[j - 1]); --j)
      std::swap(v[j], v[j - 1]);
}
int use(std::vector<int> v, int k) {
  sort(v, [](int a, int b) { return b < a; });
  return count(v, [k](int x) { return x < k; });
}
)";
  EXPECT_SAME(Source, "if (f(x)) ++n;", "n += f(x);");
  EXPECT_DIFFERENT(Source, "if (f(x)) ++n;", "if (f(x) && f(x)) ++n;");
  EXPECT_DIFFERENT(Source, "less(v[j], v[j - 1])", "!less(v[j - 1], v[j]) && i != 3");
}

TEST_F(CallableTwins, what_is_no_comparison_keeps_its_order) {
  const char *Source = R"(
#include <vector>
int pairs(const std::vector<int> &v, bool (*visit)(int, int)) {
  int n = 0;
  for (std::size_t i = 1; i < v.size(); ++i)
    n += visit(v[i - 1], v[i]);
  return n;
}
)";
  EXPECT_SAME(Source, "n += visit(v[i - 1], v[i]);", "if (visit(v[i - 1], v[i])) ++n;");
  EXPECT_DIFFERENT(Source, "i = 1; i < v.size(); ++i", "i = v.size(); i-- > 1;");
}

TEST_F(CallableTwins, what_is_called_changes_its_arguments) {
  const char *Source = R"(
#include <string>
#include <vector>
void each(std::vector<std::string> &v, void (*f)(std::string &), void (*g)(int)) {
  for (std::size_t i = 0; i < v.size(); ++i) {
    f(v[i]);
    g(static_cast<int>(i));
  }
}
)";
  EXPECT_SAME(Source, "f(v[i]);", "std::string &s = v[i]; f(s);");
  EXPECT_DIFFERENT(Source, "f(v[i]);", "std::string s = v[i]; f(s);");
  EXPECT_DIFFERENT(Source, "f(v[i]);\n    g(static_cast<int>(i));", "g(static_cast<int>(i));\n    f(v[i]);");
}

TEST_F(CallableTwins, lambdas_that_reach_out_are_refused) {
  Names.clear();
  file("main.cpp", R"(
#include <vector>
template <class F> void each(std::vector<int> &v, F f) {
  for (std::size_t i = 0; i < v.size(); ++i) f(v[i]);
}
void use(std::vector<int> &v) { each(v, [&](int x) { if (x > 1) v.push_back(x - 1); }); }
)");
  TwinPlan Plan = plan({{"f(v[i])", "f(v.data()[i])"}});
  ASSERT_EQ(Plan.Twins.size(), 1u);
  EXPECT_EQ(Plan.Twins[0].Unverified.Code, "template") << Plan.Twins[0].Unverified.Text;
}

/// Who compares in another order gives up nothing: only what comes of it counts.
TEST_F(CallableTwins, comparisons_are_no_difference) {
  EXPECT_SAME(R"(
#include <algorithm>
#include <functional>
#include <vector>
void sort(std::vector<int> &v, const std::function<bool(int, int)> &less) {
  for (std::size_t i = 1; i < v.size(); ++i)
    for (std::size_t j = i; j > 0 && less(v[j], v[j - 1]); --j)
      std::swap(v[j], v[j - 1]);
}
)",
              "for (std::size_t i = 1; i < v.size(); ++i)\n    for (std::size_t j = i; j > 0 && less(v[j], v[j - 1]); --j)\n      std::swap(v[j], v[j - 1]);",
              "if (v.size() < 2) return; std::stable_sort(v.begin(), v.end(), less);");
}
