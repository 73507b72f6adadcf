// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A template has a twin for each instance the unit makes, and stays a template.
#include "TwinFixture.h"

using namespace hone;

namespace {
class TemplateTwins : public TwinTest {
protected:
  /// The instances that are told apart, each with a comma behind it.
  std::string differing(const std::string &Source, const std::string &Old, const std::string &New,
                        const std::string &Standard = "c++17") {
    Names.clear();
    file("main.cpp", Source);
    Last = plan({{Old, New}}, Standard);
    for (const Twin &T : Last.Twins)
      if (!T.Unverified.Code.empty())
        return T.Instance + " " + T.Unverified.Code + ": " + T.Unverified.Text;
    expectCompiles(Last, "g++", Standard);
    TwinRun R = run(Last, Standard);
    if (!R.Built)
      return R.Log;
    std::string Out;
    for (const std::string &Number : R.Different)
      Out += Last.Twins[std::stoul(Number) - 1].Instance + ", ";
    return Out;
  }
};
} // namespace

static const char *Total = R"(
#include <vector>
namespace a {
template <class T, class Sum = T> Sum total(const std::vector<T> &v, Sum start = Sum()) {
  Sum n = start;
  for (const T &x : v)
    n = static_cast<Sum>(n ^ static_cast<Sum>(x));
  return n;
}
}
int use() { return a::total(std::vector<int>()) + a::total<short, long>({}) + a::total(std::vector<unsigned char>()); }
)";

TEST_F(TemplateTwins, function_templates) {
  EXPECT_EQ(differing(Total, "for (const T &x : v)", "for (T x : v)"), "");
  EXPECT_EQ(Last.Twins.size(), 3u);
  EXPECT_EQ(Last.Twins[1].Instance, "a::total<short, long>");
  EXPECT_EQ(differing(Total, "Sum n = start;", "T n = start;"), "a::total<short, long>, ");
}

static const char *Box = R"(
#include <vector>
template <class T, int Limit = 3> class Box {
  struct Part { T value; };
  std::vector<Part> parts;
public:
  typedef T value_type;
  Box(int n) : parts(n) {}
  value_type largest() const {
    value_type best = value_type();
    for (const Part &p : parts)
      if (best < p.value) best = p.value;
    return best;
  }
  template <class U, class V = int> V count(const U &u) const {
    V n = 0;
    for (const Part &p : parts)
      n += p.value == u;
    return n;
  }
  static int sum(const int (&a)[Limit]) {
    int s = 0;
    for (int i = 0; i < Limit; ++i)
      s ^= a[i];
    return s;
  }
  void fill(T with);
};
template <class T, int Limit> void Box<T, Limit>::fill(T with) {
  for (Part &p : parts)
    p.value = with;
}
template <class T> class Box<T *, 1> {
public:
  T values[4];
  int zeros(int more) const { int n = more; for (const T &x : values) n ^= !x; return n; }
};
template <> class Box<bool, 1> {
public:
  bool values[4];
  int set(int more) const { int n = more; for (bool x : values) n ^= x; return n; }
};
int use() {
  Box<int> a(2); Box<short, 2> b(3); Box<int *, 1> c = {{0}}; Box<bool, 1> d = {{true}};
  int two[2] = {}, three[3] = {};
  a.fill(1); b.fill(2);
  return a.largest() + b.largest() + a.count(3) + b.count<long, long>(4) + Box<int>::sum(three) +
         Box<short, 2>::sum(two) + c.zeros(1) + d.set(1);
}
)";

TEST_F(TemplateTwins, members_of_class_templates) {
  EXPECT_EQ(differing(Box, "if (best < p.value) best = p.value;", "best = best < p.value ? p.value : best;"), "");
  EXPECT_EQ(Last.Twins.size(), 2u);
  EXPECT_EQ(differing(Box, "best < p.value", "best < p.value && sizeof(T) == 4"), "Box<short, 2>::largest, ");
  EXPECT_EQ(differing(Box, "n += p.value == u;", "if (p.value == u) ++n;"), "");
  EXPECT_EQ(differing(Box, "n += p.value == u", "n += p.value == u && sizeof(V) == 4"), "Box<short, 2>::count<long, long>, ");
  EXPECT_EQ(differing(Box, "i < Limit; ++i", "i < 2; ++i"), "Box<int>::sum, ");
  EXPECT_EQ(differing(Box, "p.value = with", "p.value = with | (sizeof(T) == 2)"), "Box<short, 2>::fill, ");
}

TEST_F(TemplateTwins, specializations) {
  EXPECT_EQ(differing(Box, "n ^= !x;", "n = n ^ !x;"), "");
  EXPECT_EQ(differing(Box, "n ^= !x;", "n |= !x;"), "Box<int *, 1>::zeros, ");
  EXPECT_EQ(differing(Box, "n ^= x;", "n = n ^ x;"), "");
  EXPECT_EQ(differing(Box, "n ^= x;", "n |= x;"), ", ");
}

TEST_F(TemplateTwins, packs_and_auto) {
  const char *Source = R"(
#include <string>
#include <vector>
template <class... T> int most(int first, const T &...rest) {
  int best = first;
  for (int x : {static_cast<int>(rest)...}) if (best < x) best = x;
  return best;
}
auto longest(const auto &list) {
  std::size_t n = 0;
  for (const auto &s : list) if (s.size() > n) n = s.size();
  return n;
}
int use() { return most(1, 2) + most(1, 2, short(3)) + longest(std::vector<std::string>()); }
)";
  EXPECT_EQ(differing(Source, "if (best < x) best = x;", "best = best < x ? x : best;", "c++20"), "");
  EXPECT_EQ(Last.Twins.size(), 2u);
  EXPECT_EQ(differing(Source, "best < x", "best < x && sizeof...(T) == 1", "c++20"), "most<int, short>, ");
  EXPECT_EQ(differing(Source, "s.size() > n", "n < s.size()", "c++20"), "");
  EXPECT_EQ(differing(Source, "s.size() > n", "s.size() > n + 1", "c++20"),
            "longest<std::vector<std::basic_string<char>>>, ");
}

TEST_F(TemplateTwins, private_types_as_arguments) {
  const char *Source = R"(
#include <vector>
template <class T> int sum(const std::vector<T> &v) { int n = 0; for (const T &x : v) n ^= x.n; return n; }
class Owner {
  struct Inner { int n; };
  std::vector<Inner> all;
public:
  int total() const { return sum(all); }
};
int use(const Owner &o) { return o.total(); }
)";
  EXPECT_EQ(differing(Source, "n ^= x.n", "n = n ^ x.n"), "");
  EXPECT_EQ(differing(Source, "n ^= x.n", "n |= x.n"), "sum<Owner::Inner>, ");
}

TEST_F(TemplateTwins, what_cannot_be_named) {
  struct Row {
    const char *Text, *Source;
  };
  const Row Rows[] = {
      {"the unit does not instantiate it", "template <class T> T f(T t) { return t + 12345; }"},
      {"a type without a name", "template <class T> int f(T t) { return t.n + 12345; }\nint use() { struct L { int n; }; return f(L()); }"},
      {"another template", "#include <type_traits>\ntemplate <class T, typename std::enable_if<(sizeof(T) < 4), int>::type = 0> int f(T t) { return t + 12345; }\ntemplate <class T, typename std::enable_if<(sizeof(T) > 3), int>::type = 0> int f(T t) { return t; }\nint use() { return f(1) + f(short(2)); }"},
      {"a specialization of one member", "template <class T> struct B { int f(); };\ntemplate <> int B<int>::f() { return 12345; }\nint use(B<int> b) { return b.f(); }"},
      {"only 16", "template <int N> int f(int n) { return n + 12345 + N; }\ntemplate <int N> int all(int n) { return f<N>(n) + all<N - 1>(n); }\ntemplate <> int all<0>(int) { return 0; }\nint use() { return all<17>(1); }"},
  };
  for (const Row &R : Rows) {
    Names.clear();
    file("main.cpp", R.Source);
    TwinPlan Plan = plan({{"12345", "54321"}});
    ASSERT_FALSE(Plan.Twins.empty());
    EXPECT_EQ(Plan.Twins.back().Unverified.Code, "template") << R.Source;
    EXPECT_NE(Plan.Twins.back().Unverified.Text.find(R.Text), std::string::npos)
        << R.Source << "\n" << Plan.Twins.back().Unverified.Text;
  }
}
