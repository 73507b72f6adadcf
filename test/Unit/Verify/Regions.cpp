// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a region twin may say: same, but never different. Nobody knows whether
// the function comes there with the values that showed the difference.
#include "../Twin/TwinFixture.h"
#include "hone/Verify/Verify.h"

using namespace hone;

namespace {
class RegionVerify : public TwinTest {
protected:
  VerifyOutcome verify(const std::string &Source, const std::string &Old, const std::string &New) {
    Names.clear();
    file("main.cpp", Source);
    Last = plan({{Old, New}});
    Unit U;
    U.Directory = path("");
    U.MainFile = path("main.cpp");
    U.Compiler = "clang++-22";
    U.Flags = {"-O2", "-std=c++17"};
    U.ClangFlags = {"-O2", "-std=c++17", "-resource-dir", resourceDir()};
    return llvm::cantFail(verifyUnit(U, Last, VerifyOptions())).at(0);
  }
};
} // namespace

static const char *Saves = R"cpp(
#include <cstdio>
#include <string>
#include <vector>
int report(const char *path, const std::vector<int> &values, int step) {
  std::FILE *f = std::fopen(path, "w");
  if (!f || step < 1)
    return -1;
  int total = 0;
  std::vector<int> kept;
  for (std::size_t i = 0; i < values.size(); i += 2) {
    if (values[i] % step == 0)
      kept.push_back(values[i] / step);
    total ^= values[i];
  }
  for (int k : kept)
    std::fprintf(f, "%d\n", k);
  std::fclose(f);
  return total;
}
)cpp";

static const char *Head = "  for (std::size_t i = 0; i < values.size(); i += 2) {\n";

TEST_F(RegionVerify, ARightRewriteOfALoopIsTheSame) {
  VerifyOutcome O = verify(Saves, Head,
                           "  const std::size_t n = values.size();\n"
                           "  for (std::size_t i = 0; i < n; i += 2) {\n");
  EXPECT_EQ(O.Said, Answer::Same) << O.Why.Code << ": " << O.Why.Text;
  EXPECT_EQ(O.Result.Form, "region");
  EXPECT_GE(O.Result.Inputs, 200u);
  EXPECT_GT(O.Result.Killed, 0u);
  EXPECT_FALSE(O.BenchSeeds.empty());
}

TEST_F(RegionVerify, AWrongOneIsNotAndNobodySaysDifferent) {
  const char *Wrong[] = {"  for (std::size_t i = 0; i + 1 < values.size(); i += 2) {\n",
                         "  for (std::size_t i = 0; i <= values.size(); i += 2) {\n",
                         "  for (std::size_t i = 1; i < values.size(); i += 2) {\n",
                         "  kept.clear(); kept.push_back(1);\n"
                         "  for (std::size_t i = 0; i < values.size(); i += 2) {\n"};
  for (const char *New : Wrong) {
    VerifyOutcome O = verify(Saves, Head, New);
    EXPECT_EQ(O.Said, Answer::Unknown) << New;
    EXPECT_EQ(O.Why.Code, "region-differs") << New << O.Why.Text;
    EXPECT_NE(O.Result.Counterexample, "") << New;
  }
}

TEST_F(RegionVerify, ValuesTheFunctionNeverHasThereDoNotMakeItDifferent) {
  // Right, because total starts at 0 and kept empty; alone it looks wrong.
  VerifyOutcome O = verify(Saves, Head,
                           "  kept.clear();\n"
                           "  for (std::size_t i = 0; i < values.size(); i += 2) {\n");
  EXPECT_EQ(O.Said, Answer::Unknown);
  EXPECT_EQ(O.Why.Code, "region-differs") << O.Why.Text;
  O = verify(Saves, Head,
             "  total = 0;\n  for (std::size_t i = 0; i < values.size(); i += 2) {\n");
  EXPECT_NE(O.Why.Code, "region-differs") << O.Why.Text;
  EXPECT_EQ(O.Result.Counterexample, "");
}
