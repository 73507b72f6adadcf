// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Templates and callables through every rung, and the one answer of many twins.
#include "../Twin/TwinFixture.h"
#include "hone/Verify/Verify.h"
#include "llvm/Support/FileSystem.h"

using namespace hone;

namespace {
class InstancesVerify : public TwinTest {
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
  std::vector<VerifyOutcome> verify(const TwinPlan &Plan) {
    auto Outcomes = verifyUnit(unit(), Plan, VerifyOptions());
    if (Outcomes)
      return *Outcomes;
    ADD_FAILURE() << toString(Outcomes.takeError());
    return std::vector<VerifyOutcome>(Plan.Twins.size());
  }
};
} // namespace

static VerifyOutcome outcome(Answer Said, const char *Instance, const char *Code = "", unsigned Inputs = 400) {
  VerifyOutcome O;
  O.Said = Said;
  O.Instance = Instance;
  O.Why = {Code, "why"};
  O.Result.Inputs = Inputs;
  O.Result.Mutants = O.Result.Killed = 3;
  return O;
}

TEST(JoinOutcomes, the_worst_decides_and_says_where) {
  VerifyOutcome Same = outcome(Answer::Same, "f<int>"), Weak = outcome(Answer::Unknown, "f<long>", "weak", 7),
                Different = outcome(Answer::Different, "f<char>", "different"),
                Nothing = outcome(Answer::Unknown, "", "template");
  EXPECT_EQ(joinOutcomes({Same, Nothing}).Said, Answer::Same);
  EXPECT_EQ(joinOutcomes({Nothing}).Why.Code, "template");
  EXPECT_EQ(joinOutcomes({Nothing}).Why.Text, "why");
  EXPECT_EQ(joinOutcomes({Same, Weak}).Why.Code, "weak");
  EXPECT_EQ(joinOutcomes({Same, Weak}).Why.Text, "f<long>: why");
  EXPECT_EQ(joinOutcomes({Weak, Different, Same}).Said, Answer::Different);
  EXPECT_EQ(joinOutcomes({Weak, Different, Same}).Why.Text, "f<char>: why");
  VerifyOutcome Both = joinOutcomes({Same, outcome(Answer::Same, "f<bool>", "", 250)});
  EXPECT_EQ(Both.Result.Inputs, 250u);
  EXPECT_EQ(Both.Result.Mutants, 6u);
  EXPECT_EQ(Both.Instance, "f<int>");
}

TEST_F(InstancesVerify, every_rung) {
  file("main.cpp", R"cpp(
#include <functional>
#include <string>
#include <vector>
template <class T> class Row {
  std::vector<T> items;
public:
  Row(int n) : items(n) {}
  template <class F> std::vector<T> kept(F &&f) const {
    std::vector<T> out;
    for (std::size_t i = 0; i < items.size(); ++i)
      if (f(items[i]))
        out.push_back(items[i]);
    return out;
  }
};
int calls(int n, int (*f)(int)) {
  int s = 0;
  for (int i = 0; i < n; ++i)
    s ^= f(i);
  return s;
}
int use(int k) {
  return Row<int>(3).kept([k](int n) { return n < k; }).size() + Row<std::string>(3).kept([](const std::string &s) { return s.empty(); }).size();
}
)cpp");
  TwinPlan Plan = plan({{"for (std::size_t i = 0; i < items.size(); ++i)\n      if (f(items[i]))\n        out.push_back(items[i]);",
                         "for (const T &x : items)\n      if (f(x))\n        out.push_back(x);"},
                        {"s ^= f(i)", "s = s ^ f(i)"}});
  ASSERT_EQ(Plan.Twins.size(), 3u);
  std::vector<VerifyOutcome> Outcomes = verify(Plan);
  for (const VerifyOutcome &O : Outcomes)
    EXPECT_EQ(O.Said, Answer::Same) << O.Instance << " " << O.Why.Code << ": " << O.Why.Text;

  // Kept tests build and pass without Hone.
  const std::string Folder = path("kept");
  ASSERT_FALSE(emitTests(unit(), Plan, Outcomes, Folder, "main"));
  for (const char *Compiler : {"g++", "clang++-22"}) {
    auto Built = runProcess({Compiler, "-std=c++17", "-w", "-I" + Folder, Folder + "/main_test.cpp", "-o",
                             Folder + "/main_test", "-lgtest", "-lgtest_main", "-lpthread"});
    ASSERT_TRUE(Built && Built->ok()) << Compiler << "\n" << Built->Err.substr(0, 2000);
    auto Ran = runProcess({Folder + "/main_test"});
    ASSERT_TRUE(Ran && Ran->ok()) << Ran->Out.substr(0, 2000);
    EXPECT_NE(Ran->Out.find("3 tests"), std::string::npos) << Ran->Out;
  }
}
