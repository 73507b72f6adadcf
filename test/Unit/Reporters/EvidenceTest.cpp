// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Reporters/Reporters.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

using namespace hone;

static Finding measured() {
  Finding F;
  F.Check = "hoist-invariant-call";
  F.Message = "the call returns the same in every iteration";
  F.Function = "shop::Basket::weigh";
  F.Where.File = "src/basket.cpp";
  F.Where.Line = 12;
  F.Reached = Status::Kept;
  F.Trust = Level::Guarded;
  F.Obligations = {{"pure", "std::exp has no effects", How::Proved}, {"runs", "the range is not empty", How::Guarded}};
  F.Verify = VerifyResult();
  F.Verify->Inputs = 400;
  F.Verify->Coverage = 1;
  F.Verify->Mutants = F.Verify->Killed = 20;
  F.Bench = {{"g++ 12.2.0", "-std=c++17 -O2", "znver3", {{256, "random", 2370, 94, 24, 25.2, 26}}, 24, 25.2, 26}};
  return F;
}

TEST(CommitMessage, SaysCauseTimesRatioTestsAndHowToRepeat) {
  EXPECT_EQ(commitMessage({measured()}, "0123456789abcdef", " -p build"),
            "shop::Basket::weigh: hoist invariant call\n"
            "\n"
            "src/basket.cpp:12 hoist-invariant-call: the call returns the same in\n"
            "  every iteration\n"
            "measured: 25x (95 % interval 24-26) with g++ 12.2.0 -std=c++17 -O2 on\n"
            "  znver3\n"
            "  n = 256 (random): 2.4 us -> 94.0 ns a call, 25x (24-26)\n"
            "tested: 400 inputs, 100 % of the change covered, 20 of 20 mutants caught\n"
            "trust: guarded; guarded: the range is not empty\n"
            "\n"
            "To test and measure it again, with this commit checked out:\n"
            "  hone verify --against=0123456789ab -p build\n");
}

TEST(CommitMessage, SaysWhatWasNotShown) {
  Finding F = measured();
  F.Bench.clear();
  F.Verify.reset();
  F.Reached = Status::Unverified;
  F.Why = {"no-domain", "no generator for a parameter"};
  std::string Text = commitMessage({F}, "0123", "");
  EXPECT_NE(Text.find("\nnot measured: no generator for a parameter\nnot tested\n"), std::string::npos) << Text;
}

static std::string subject(llvm::ArrayRef<Finding> Findings) {
  return llvm::StringRef(commitMessage(Findings, "", "")).split('\n').first.str();
}

TEST(CommitMessage, SubjectsAreShort) {
  Finding A = measured(), B = measured();
  EXPECT_EQ(subject({A, B}), "shop::Basket::weigh: hoist invariant call");
  B.Check = "reuse-buffer";
  EXPECT_EQ(subject({A, B}), "shop::Basket::weigh: hoist invariant call, reuse buffer");
  B.Function = "shop::Basket::price";
  EXPECT_EQ(subject({A, B}), "weigh, price: hoist invariant call, reuse buffer");
  A.Function = "shop::" + std::string(60, 'w');
  EXPECT_EQ(subject({A}), std::string(60, 'w') + ": 1 change");
  A.Function = std::string(90, 'w');
  EXPECT_EQ(subject({A}).size(), 72u);
  // A name is no longer than its characters.
  A.Function.clear();
  for (int I = 0; I != 60; ++I)
    A.Function += "\xC3\xA4";
  EXPECT_LE(subject({A}).size(), 72u);
}
