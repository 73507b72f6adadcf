// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What cannot be driven says so, with a code.
#include "TwinFixture.h"

using namespace hone;

namespace {
struct Row {
  const char *Code, *Source;
};
} // namespace

TEST_F(TwinTest, refusals) {
  const Row Rows[] = {
      {"region-shape", "struct A { int n; A() : n(MARK) {} };"},
      {"template", "template <class T> T f(T t) { return t + MARK; }"},
      {"template", "template <class T> struct A { int f() { return MARK; } };"},
      {"region-shape", "int g(int); int main() try { return MARK; } catch (int) { return 1; }"},
      {"region-names", "#include <cstdarg>\nint f(int n, ...) { va_list v; va_start(v, n); n = va_arg(v, int) + MARK; va_end(v); return n; }"},
      {"no-domain", "struct N; int f(N *p) { return p ? MARK : 1; }"},
      {"no-domain", "#include <functional>\nint f(std::function<int &()> p) { return p() + MARK; }"},
      {"no-domain", "struct V { virtual int operator()() = 0; virtual ~V() {} }; int f(V &v) { return &v ? MARK : 0; }"},
      {"no-domain", "class O { ~O() = default; public: int n; static void end(O *o) { delete o; } }; int f(O &o) { return o.n + MARK; }"},
      {"no-domain", "#include <cstdio>\nvoid f(std::FILE *to) { std::fputc(MARK, to); }"},
      {"global-state", "void *where; int f() { return where ? MARK : 0; }"},
      {"global-state", "extern int there; int f() { return there + MARK; }"},
      {"global-state", "thread_local int t; int f() { return t + MARK; }"},
      {"global-state", "#include <iostream>\nint f() { int n = MARK; std::cin >> n; return n; }"},
      {"static-local", "int f() { static int n; return ++n + MARK; }"},
      {"calls-outside", "#include <cstdio>\nint f() { return std::getchar() + MARK; }"},
      {"calls-outside", "#include <cstdlib>\nint f() { return std::rand() + MARK; }"},
      {"calls-outside", "#include <ctime>\nint g() { return std::time(0); } int f() { return g() + MARK; }"},
      {"calls-outside", "#include <chrono>\nlong f() { return std::chrono::steady_clock::now().time_since_epoch().count() + MARK; }"},
      {"calls-outside", "extern \"C\" int outside(int); int f() { return outside(MARK); }"},
      {"calls-outside", "struct P { virtual void say(); }; int f() { try { return MARK; } catch (const P &) { return 0; } }"},
      {"calls-outside", "#include <fstream>\nbool f() { std::ifstream i(\"x\"); return i.good() && MARK; }"},
      {"calls-outside", "#include <mutex>\nint f() { static const int k = 1; std::mutex m; m.lock(); int r = k + MARK; m.unlock(); return r; }"},
            {"macro", "#define F(x) int f() { return x; }\nF(MARK)"},
  };
  for (const Row &R : Rows) {
    std::string Text = R.Source;
    Text.replace(Text.find("MARK"), 4, "12345");
    Names.clear();
    file("main.cpp", Text);
    TwinPlan Plan = plan({{"12345", "54321"}});
    ASSERT_EQ(Plan.Twins.size(), 1u);
    EXPECT_EQ(Plan.Twins[0].Unverified.Code, R.Code) << R.Source << "\n" << Plan.Twins[0].Unverified.Text;
    EXPECT_FALSE(Plan.Twins[0].Unverified.Text.empty());
    EXPECT_TRUE(Plan.Twins[0].Definition.empty() && Plan.Twins[0].Harness.empty());
  }
}

TEST_F(TwinTest, harmless_calls_are_not_refused) {
  const char *Sources[] = {
      "#include <cmath>\ndouble f(double x) { return std::exp(x) + std::pow(x, 2.0) + 12345; }",
      "#include <algorithm>\n#include <vector>\nint f(std::vector<int> v) { std::sort(v.begin(), v.end(), [](int a, int b) { return a > b; }); return v.size() + 12345; }",
      "#include <sstream>\nint f(int k) { std::ostringstream o; o << k << 12345; return o.str().size(); }",
      "#include <cstdio>\nint f(int k) { char b[40]; return std::snprintf(b, 40, \"%d\", k) + (12345 & 1); }",
      "#include <cassert>\nint f(unsigned k) { assert(k + 1 > 0 || k); return 12345; }",
      "#include <string>\nint f(const std::string &s) { return std::stoi(\"1\") + (s.find(\"x\") == 0) + 12345; }",
  };
  for (const char *Source : Sources) {
    Names.clear();
    file("main.cpp", Source);
    TwinPlan Plan = plan({{"12345", "(0, 12345)"}});
    ASSERT_EQ(Plan.Twins.size(), 1u);
    EXPECT_EQ(Plan.Twins[0].Unverified.Text, "") << Source;
    expectCompiles(Plan, "clang++-22", "c++17");
  }
}
