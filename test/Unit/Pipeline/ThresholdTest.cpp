// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is slower at small sizes is tried again with the original in its place there, and the rounds after a change. The samples
// are made up.
#include "hone/Pipeline/Pipeline.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include <gtest/gtest.h>

namespace hone {
namespace {

constexpr llvm::StringLiteral Code = R"(#include <vector>

void columns(std::vector<std::vector<double>> &sums, const std::vector<double> &by, int rows, int width) {
  for (int j = 0; j < width; ++j)
    for (int i = 1; i < rows; ++i)
      sums[i][j] = sums[i - 1][j] * by[j];
}
)";

struct ThresholdTest : testing::Test {
  ThresholdTest() : Dir(llvm::cantFail(TempDir::create())) {
    llvm::cantFail(writeFile(Dir.file("a.cpp"), Code));
    llvm::cantFail(writeFile(Dir.file("compile_commands.json"),
                             R"([{"directory": ")" + Dir.path() + R"(", "file": "a.cpp", "arguments": ["clang++-22", "-O2", "-c", "a.cpp"]}])"));
    O.Project.BuildDir = Dir.path();
    O.Checks.Globs = {"interchange-loops"};
    O.Fix = true;
  }
  /// \p Least: where the rewrite is faster if the original is left in place below it; 0: never.
  const Finding &fix(unsigned Least, double AtLargeSizes) {
    O.Sample = [=, this](const BenchRequest &R) -> llvm::Expected<Samples> {
      const std::string &After = R.Plan->Twins[R.TwinIndex].Definition;
      Tried.push_back(After);
      const bool Asks = Least && After.find(">= " + std::to_string(Least)) != std::string::npos;
      auto shape = [](std::uint64_t N, double Ratio) { return ShapeSamples{N, "", std::vector<double>(20, 100 * Ratio), std::vector<double>(20, 100)}; };
      Samples S;
      S.Shapes = {shape(256, Asks ? 1.0 : 0.8), shape(65536, AtLargeSizes)};
      return S;
    };
    Said = llvm::cantFail(run(O)).Result;
    EXPECT_EQ(Said.Findings.size(), 1u);
    return Said.Findings.at(0);
  }

  TempDir Dir;
  Options O;
  Report Said;
  std::vector<std::string> Tried; ///< What was measured.
};

/// Measured once with noise around a ratio, and longer without.
struct SecondLookTest : ThresholdTest {
  Status decide(double Noisy, double Longer) {
    O.Sample = [=, this](const BenchRequest &R) -> llvm::Expected<Samples> {
      Looks.push_back(R.Look);
      ShapeSamples S{256, "", {}, std::vector<double>(20, 100)};
      for (int I = 0; I < 20; ++I)
        S.Before.push_back(100 * (R.Look == 1 ? Noisy + (I % 2 ? 0.3 : -0.3) : Longer));
      Samples All;
      All.Shapes = {S};
      return All;
    };
    return llvm::cantFail(run(O)).Result.Findings.at(0).Reached;
  }
  std::vector<unsigned> Looks;
};

TEST_F(SecondLookTest, ShowsAGain) {
  EXPECT_EQ(decide(1.3, 1.3), Status::Kept);
  EXPECT_EQ(Looks, (std::vector<unsigned>{1, 2}));
}
TEST_F(SecondLookTest, IsTheOneThatCounts) {
  EXPECT_EQ(decide(1.3, 1.05), Status::NotFaster);
  EXPECT_EQ(Looks, (std::vector<unsigned>{1, 2}));
}
TEST_F(SecondLookTest, IsNotTakenAtWhatIsNotFaster) {
  EXPECT_EQ(decide(1.05, 1.3), Status::NotFaster);
  EXPECT_EQ(Looks, std::vector<unsigned>{1});
}
TEST_F(SecondLookTest, IsNotTakenAtWhatIs) {
  EXPECT_EQ(decide(2.0, 1.0), Status::Kept);
  EXPECT_EQ(Looks, std::vector<unsigned>{1});
}

TEST_F(ThresholdTest, WhatIsFoundInChangedTextAndNotWrittenHasNoEdits) {
  llvm::cantFail(writeFile(Dir.file("a.cpp"), R"(#include <string>
#include <vector>

void both(std::vector<std::vector<double>> &sums, std::vector<std::string> &out, int rows, int width) {
  for (int j = 0; j < width; ++j)
    for (int i = 1; i < rows; ++i)
      sums[i][j] = sums[i - 1][j] * 0.5;
  for (int i = 0; i < rows; ++i) {
    std::string token(40, 'x');
    out.push_back(token);
  }
}
)"));
  O.Checks.Globs = {"interchange-loops", "move-last-use"};
  O.Sample = [](const BenchRequest &R) -> llvm::Expected<Samples> {
    const bool Moves = R.Plan->Twins[R.TwinIndex].Definition.find("std::move") != std::string::npos;
    Samples S;
    S.Shapes = {{256, "", std::vector<double>(20, Moves ? 100 : 500), std::vector<double>(20, 100)}};
    return S;
  };
  Said = llvm::cantFail(run(O)).Result;
  ASSERT_EQ(Said.Findings.size(), 2u);
  EXPECT_TRUE(Said.Findings[0].Written) << Said.Findings[0].Why.Text;
  EXPECT_EQ(Said.Findings[1].Reached, Status::NotFaster) << Said.Findings[1].Why.Text;
  EXPECT_TRUE(Said.Findings[1].Fix.Edits.empty()) << "their offsets would be of the text with the first change";
}

TEST_F(ThresholdTest, TheOriginalStaysForSmallSizes) {
  const Finding &F = fix(32, 5);
  EXPECT_EQ(F.Reached, Status::Kept) << F.Why.Text;
  ASSERT_EQ(Tried.size(), 2u);
  EXPECT_EQ(Tried[0].find(">= 32"), std::string::npos);
  EXPECT_NE(Tried[1].find("if (width >= 32"), std::string::npos) << Tried[1];
  EXPECT_NE(Tried[1].find("} else {"), std::string::npos) << Tried[1];
  EXPECT_TRUE(llvm::any_of(F.Fix.Edits, [](const Edit &E) { return E.Text.find("width >= 32") != std::string::npos; }));
}

TEST_F(ThresholdTest, WhatNeverPaysIsSaidOfTheFirstForm) {
  const Finding &F = fix(0, 5);
  EXPECT_EQ(F.Reached, Status::NotFaster);
  EXPECT_EQ(F.Why.Code, "slower-at-some-size");
  EXPECT_GE(Tried.size(), 2u);
  EXPECT_TRUE(llvm::none_of(F.Fix.Edits, [](const Edit &E) { return E.Text.find("width >= 32") != std::string::npos; }));
}

TEST_F(ThresholdTest, WhatLosesAtLargeSizesIsNotTriedAgain) {
  const Finding &F = fix(32, 0.5);
  EXPECT_EQ(F.Reached, Status::NotFaster);
  EXPECT_EQ(Tried.size(), 1u);
}

} // namespace
} // namespace hone
