// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Twins as the planner makes them, through every rung: private members,
// unnamed namespaces, statics, code that other files define, and tests that
// are written out and built by both compilers.
#include "../Twin/TwinFixture.h"
#include "hone/Verify/Verify.h"
#include "llvm/Support/FileSystem.h"

using namespace hone;

namespace {
class PlannedVerify : public TwinTest {
protected:
  Unit unit() {
    Unit U;
    U.Directory = path("");
    U.MainFile = path("main.cpp");
    U.Compiler = "clang++-22";
    U.Flags = {"-O2", "-std=c++17"};
    U.ClangFlags = {"-O2", "-std=c++17", "-resource-dir", resourceDir()};
    return U;
  }
  std::vector<VerifyOutcome> verify(const TwinPlan &Plan, bool Deep = true) {
    VerifyOptions Options;
    Options.DeepRung = Deep;
    auto Outcomes = verifyUnit(unit(), Plan, Options);
    if (!Outcomes) {
      ADD_FAILURE() << toString(Outcomes.takeError());
      return std::vector<VerifyOutcome>(Plan.Twins.size());
    }
    return *Outcomes;
  }
};
} // namespace

static std::string describe(const VerifyOutcome &O) {
  const VerifyResult &R = O.Result;
  return fmt::format("{} {} {}: {}\n{} of {} inputs, coverage {:.2f}, {} of {} mutants, {:.1f} ms\n{}\n{}",
                     O.FindingId, static_cast<int>(O.Said), O.Why.Code, O.Why.Text, R.Inputs,
                     R.Inputs + R.Rejected, R.Coverage, R.Killed, R.Mutants, R.Milliseconds,
                     R.Survivor, R.Counterexample);
}

static const char *Imaging = R"cpp(
#include "image.h"
#include <cmath>
namespace {
int clamp(int v, int low, int high) { return v < low ? low : v > high ? high : v; }
struct Local {
  std::vector<int> values;
  int scale;
  int sum() const;
};
int Local::sum() const {
  int total = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    total ^= values[i] * (scale & 15);
  return total;
}
} // namespace

void Image::threshold() {
  for (std::size_t i = 0; i < pixels_.size(); ++i)
    pixels_[i] = pixels_[i] > limit_ ? 255 : 0;
}

double Image::weigh(double k) const {
  double sum = 0;
  for (std::size_t i = 0; i < pixels_.size(); ++i)
    sum += pixels_[i] * std::exp(-k);
  return sum;
}

static int calls = 0;
int countCalls(const std::vector<int> &data) {
  int total = 0;
  for (std::size_t i = 0; i < data.size(); ++i)
    if (data[i] > 3)
      total += 1;
  calls += total;
  return calls;
}

std::vector<int> rowSums(const std::vector<std::vector<int>> &rows) {
  std::vector<int> out;
  for (const std::vector<int> &row : rows) {
    std::vector<int> kept;
    for (int v : row)
      if (v > 0)
        kept.push_back(v & 1023);
    int sum = 0;
    for (int v : kept)
      sum += clamp(v, 0, 100);
    out.push_back(sum);
  }
  return out;
}

extern int elsewhere(int);
extern int knob;
int unrelated(int x) { return elsewhere(x) + knob; }
int useLocal(const std::vector<int> &v) { return Local{v, 3}.sum(); }
int main() { Image image; image.threshold(); return unrelated(countCalls({1})) + useLocal({2}) + (int)image.weigh(1) + (int)rowSums({}).size(); }
)cpp";

static const char *Header = R"cpp(
#pragma once
#include <cstdint>
#include <vector>
class Image {
public:
  void threshold();
  double weigh(double k) const;
private:
  std::vector<std::uint8_t> pixels_;
  int limit_ = 100;
};
)cpp";

static const std::vector<std::pair<std::string, std::string>> Rewrites = {
    {"  for (std::size_t i = 0; i < pixels_.size(); ++i)\n"
     "    pixels_[i] = pixels_[i] > limit_ ? 255 : 0;\n",
     "  std::uint8_t *const pixels = pixels_.data();\n"
     "  const std::size_t size = pixels_.size();\n"
     "  const int limit = limit_;\n"
     "  for (std::size_t i = 0; i < size; ++i)\n"
     "    pixels[i] = pixels[i] > limit ? 255 : 0;\n"},
    {"  for (std::size_t i = 0; i < pixels_.size(); ++i)\n"
     "    sum += pixels_[i] * std::exp(-k);\n",
     "  if (pixels_.size() > 0) {\n"
     "    const double factor = std::exp(-k);\n"
     "    for (std::size_t i = 0; i < pixels_.size(); ++i)\n"
     "      sum += pixels_[i] * factor;\n"
     "  }\n"},
    {"  for (std::size_t i = 0; i < data.size(); ++i)\n    if (data[i] > 3)\n",
     "  for (std::size_t i = 0, size = data.size(); i < size; ++i)\n    if (data[i] > 3)\n"},
    {"  for (const std::vector<int> &row : rows) {\n    std::vector<int> kept;\n",
     "  std::vector<int> kept;\n  for (const std::vector<int> &row : rows) {\n    kept.clear();\n"},
    {"  for (std::size_t i = 0; i < values.size(); ++i)\n"
     "    total ^= values[i] * (scale & 15);\n",
     "  for (std::size_t i = 0, size = values.size(); i < size; ++i)\n"
     "    total ^= values[i] * (scale & 15);\n"},
};

TEST_F(PlannedVerify, EveryKindOfFunctionClimbs) {
  file("image.h", Header);
  file("main.cpp", Imaging);
  TwinPlan Plan = plan(Rewrites);
  std::vector<VerifyOutcome> Outcomes = verify(Plan);
  for (const VerifyOutcome &O : Outcomes)
    EXPECT_EQ(static_cast<int>(O.Said), static_cast<int>(Answer::Same)) << describe(O);

  // The tests written out build without Hone, with either compiler, and pass.
  std::string Tests = path("tests");
  ASSERT_FALSE(bool(emitTests(unit(), Plan, Outcomes, Tests, "main")));
  for (const char *Compiler : {"g++", "clang++-22"}) {
    std::string Build = path(Compiler);
    auto Configured = runProcess({"cmake", "-S", Tests, "-B", Build,
                                  std::string("-DCMAKE_CXX_COMPILER=") + Compiler});
    ASSERT_TRUE(Configured && Configured->ok()) << Configured->Out << Configured->Err;
    auto Built = runProcess({"cmake", "--build", Build});
    ASSERT_TRUE(Built && Built->ok()) << Built->Out << Built->Err;
    auto Ran = runProcess({Build + "/main_test"});
    ASSERT_TRUE(bool(Ran));
    EXPECT_TRUE(Ran->ok()) << Ran->Out << Ran->Err;
    EXPECT_NE(Ran->Out.find("[  PASSED  ] 5 tests"), std::string::npos) << Ran->Out;
  }
}

TEST_F(PlannedVerify, AWrongMemberIsDifferent) {
  file("image.h", Header);
  file("main.cpp", Imaging);
  TwinPlan Plan = plan({{"    pixels_[i] = pixels_[i] > limit_ ? 255 : 0;\n",
                         "    pixels_[i] = pixels_[i] >= limit_ ? 255 : 0;\n"}});
  VerifyOutcome O = verify(Plan, false)[0];
  EXPECT_EQ(static_cast<int>(O.Said), static_cast<int>(Answer::Different)) << describe(O);
  EXPECT_NE(O.Result.Counterexample, "");
}

TEST_F(PlannedVerify, WhatOthersSeeIsSeen) {
  file("main.cpp", R"cpp(#include <atomic>
int ready(const volatile unsigned *status, int turns) {
  for (int i = 0; i < turns; ++i)
    if (*status & 1)
      return i;
  return -1;
}
int take(std::atomic<int> &left, int n) {
  left.fetch_add(n & 1);
  return left.load() ^ n;
}
int give(std::atomic<int> &left, int n) {
  left.fetch_sub(n & 7);
  return left.load() ^ n;
}
)cpp");
  std::vector<VerifyOutcome> Outcomes =
      verify(plan({{"  for (int i = 0; i < turns; ++i)\n    if (*status & 1)\n",
                    "  const unsigned now = *status;\n  for (int i = 0; i < turns; ++i)\n    if (now & 1)\n"},
                   {"  left.fetch_add(n & 1);\n", "  left.load();\n  left.fetch_add(n & 1);\n"},
                   {"  left.fetch_sub(n & 7);\n", "  left.fetch_add(n & 7);\n"}}),
             false);
  ASSERT_EQ(Outcomes.size(), 3u);
  EXPECT_EQ(Outcomes[0].Why.Code, "different") << describe(Outcomes[0]);
  EXPECT_EQ(Outcomes[1].Why.Code, "atomic-order") << describe(Outcomes[1]);
  EXPECT_EQ(Outcomes[2].Why.Code, "different") << describe(Outcomes[2]);
}

TEST_F(PlannedVerify, ObjectsOfOtherUnits) {
  object("other", R"cpp(
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
extern "C" int own(int);
std::string spell(int k) { return std::to_string(own(k)); }
char *copy(const char *t) { return strdup(t); }
int risky(int k) { return k > 4 ? (std::exit(0), 0) : k; }
void tell(int k) { std::printf("%d\n", k); }
)cpp");
  file("main.cpp", R"cpp(
#include <cstdlib>
#include <string>
#include <vector>
extern "C" int own(int k) { return k / 2; }
std::string spell(int k);
char *copy(const char *t);
int risky(int k);
void tell(int k);
std::string join(const std::vector<int> &v) {
  std::string s;
  for (std::size_t i = 0; i < v.size(); ++i) s += spell(v[i]);
  return s;
}
std::string joinWrong(const std::vector<int> &v) {
  std::string s;
  for (std::size_t i = 0; i < v.size(); ++i) s = s + spell(v[i]);
  return s;
}
int lengths(const char *t, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    char *c = copy(t);
    sum += c[0] * i;
    std::free(c);
  }
  return sum;
}
int guarded(const std::vector<int> &v) {
  int sum = 0;
  for (int x : v) sum += risky(x % 8);
  return sum;
}
int careful(const std::vector<int> &v) {
  int sum = 0;
  for (int x : v) sum += x < 5 ? x : 9;
  return sum;
}
void tellAll(const std::vector<int> &v) {
  for (std::size_t i = 0; i < v.size(); ++i) tell(v[i]);
}
)cpp");
  TwinPlan Plan = plan({{"s += spell(v[i])", "s.append(spell(v[i]))"},
                        {"s = s + spell(v[i])", "s = s + spell(v[i] + 1)"},
                        {"sum += c[0] * i", "sum += i * c[0]"},
                        {"sum += risky(x % 8)", "sum = sum + risky(x % 8)"},
                        {"x < 5 ? x : 9", "x < 5 ? x : risky(x) + 9"},
                        {"i < v.size(); ++i) tell(v[i])", "i < v.size() && i < 5; ++i) tell(v[i])"}});
  std::vector<VerifyOutcome> Out = verify(Plan, false);
  const char *Expected[] = {"", "different", "", "", "needs-link", "different"};
  for (std::size_t I = 0; I != Out.size(); ++I)
    EXPECT_EQ(Out[I].Why.Code, Expected[I]) << describe(Out[I]);
}

TEST_F(PlannedVerify, LinesAndFirstCalls) {
  file("main.cpp", R"cpp(
#include <string>
#include <vector>
#define HERE std::to_string(__LINE__)
std::string where(const std::vector<int> &v) {
  std::string s;
  for (std::size_t i = 0; i < v.size(); ++i) if (v[i] > 1) s += HERE;
  return s;
}
int counted(const std::vector<int> &v) {
  static const std::vector<int> &known = *new std::vector<int>{1, 2, 3};
  int n = 0;
  for (std::size_t i = 0; i < v.size(); ++i) n += v[i] == known[0];
  return n;
}
)cpp");
  TwinPlan Plan = plan({{"if (v[i] > 1) s += HERE", "\n    if (v[i] > 1) s += HERE"},
                        {"n += v[i] == known[0]", "n += known[0] == v[i]"}});
  EXPECT_EQ(Plan.Twins[1].Unverified.Code, "static-local");
  VerifyOutcome O = verify(Plan, false)[0];
  EXPECT_EQ(O.Why.Code, "") << describe(O);
}

/// The inactive bytes of a union are chance: inputs with them count, though at
/// times nobody can tell. The active ones are not.
TEST_F(PlannedVerify, BytesThatNobodyHasWritten) {
  file("main.cpp", R"cpp(
#include <vector>
class Tagged {
public:
  Tagged(bool b) : kind(1) { value.flag = b; }
  Tagged(double d) : kind(2) { value.number = d; }
  const int kind;
  union { bool flag; double number; } value;
};
int invert(std::vector<Tagged> &v) {
  int n = 0;
  for (Tagged &t : v) if (t.kind == 1) { t.value.flag = !t.value.flag; n += 3; }
  return n;
}
int invertAll(std::vector<Tagged> &v) {
  int n = 1;
  for (Tagged &t : v) if (t.kind == 1) { t.value.flag = !t.value.flag; n += 3; }
  return n;
}
)cpp");
  TwinPlan Plan = plan({{"int n = 0;\n  for (Tagged &t : v) if (t.kind == 1)",
                         "int n = 0;\n  for (Tagged &t : v) if (1 == t.kind)"},
                        {"int n = 1;\n  for (Tagged &t : v) if (t.kind == 1) { t.value.flag = !t.value.flag",
                         "int n = 1;\n  for (Tagged &t : v) if (t.kind == 1) { t.value.flag = t.value.flag"}});
  std::vector<VerifyOutcome> Out = verify(Plan, false);
  EXPECT_GE(Out[0].Result.Inputs, 200u) << describe(Out[0]);
  EXPECT_NE(static_cast<int>(Out[0].Said), static_cast<int>(Answer::Different)) << describe(Out[0]);
  EXPECT_EQ(Out[1].Why.Code, "opaque-difference") << describe(Out[1]);
}
