// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The project's own build and tests have the last word.
#include "Sandbox.h"

using namespace hone;

namespace {
/// Three files of a line each, whose units compile with anything.
struct TransactionTest : testing::Test {
  Sandbox S;
  std::string Log = S.Dir.file("log");
  TransactionTest() {
    for (const char *Name : {"a.cpp", "b.cpp", "c.cpp"}) {
      S.write(Name, "int x;\n");
      S.unit("true", {Name});
    }
  }
  std::vector<Change> all() const {
    return {S.change("a", "a.cpp", "int", "long"),
            S.change("b", "b.cpp", "int", "long"),
            S.change("c", "c.cpp", "int", "long")};
  }
  /// Fails while one of these files is changed; notes each run.
  std::string failsWith(const std::string &Names) const {
    return "echo run >> " + Log + "; cd " + S.P.Root + "; ! grep -H long " +
           Names;
  }
  long runs() const {
    llvm::Expected<std::string> Text = readFile(Log);
    return Text ? llvm::StringRef(*Text).count("run") : 0;
  }
};
} // namespace

TEST_F(TransactionTest, CommandsThatPassRunOnce) {
  expectClean(S.apply(all(), 2, failsWith("missing.cpp 2>/dev/null"), "true"));
  EXPECT_EQ(runs(), 1);
  EXPECT_EQ(S.read("a.cpp") + S.read("b.cpp") + S.read("c.cpp"),
            "long x;\nlong x;\nlong x;\n");
}

TEST_F(TransactionTest, TheChangeTheBuildFailsWithIsWithdrawnAlone) {
  ApplyResult R = S.apply(all(), 2, failsWith("b.cpp"));
  EXPECT_TRUE(R.Failures.empty());
  EXPECT_EQ(R.Withdrawn.size(), 1u);
  EXPECT_EQ(codeOf(R, "b"), "build-fails");
  EXPECT_NE(R.Withdrawn["b"].Text.find("b.cpp:long x;"), std::string::npos)
      << R.Withdrawn["b"].Text;
  EXPECT_EQ(S.read("a.cpp") + S.read("b.cpp") + S.read("c.cpp"),
            "long x;\nint x;\nlong x;\n");
  EXPECT_EQ(R.Diff.find("b.cpp"), std::string::npos) << R.Diff;
  EXPECT_EQ(R.Written, (std::vector<std::string>{S.path("a.cpp"),
                                                 S.path("c.cpp")}));
  llvm::Expected<std::vector<std::string>> Undone = undo(S.P);
  ASSERT_TRUE(static_cast<bool>(Undone)) << llvm::toString(Undone.takeError());
  EXPECT_EQ(S.read("a.cpp") + S.read("c.cpp"), "int x;\nint x;\n");
}

TEST_F(TransactionTest, TheChangeTheTestsFailWithIsWithdrawnAlone) {
  ApplyResult R = S.apply(all(), 2, "true", failsWith("c.cpp"));
  EXPECT_EQ(R.Withdrawn.size(), 1u);
  EXPECT_EQ(codeOf(R, "c"), "tests-fail");
}

TEST_F(TransactionTest, TwoThatFailTogetherCostOne) {
  std::string Both = "cd " + S.P.Root +
                     "; ! { grep -q long a.cpp && grep -q long c.cpp; }";
  ApplyResult R = S.apply(all(), 2, "", Both);
  EXPECT_EQ(R.Withdrawn.size(), 1u);
  EXPECT_EQ(codeOf(R, "c"), "tests-fail");
}

TEST_F(TransactionTest, WhatFailedBeforeBlamesNobody) {
  auto Before = S.snapshot();
  ApplyResult R = S.apply(all(), 2, "", "echo broken since May; false");
  EXPECT_EQ(codeOf(R, "a"), "tests-fail-before");
  EXPECT_NE(R.Withdrawn["a"].Text.find("broken since May"), std::string::npos);
  EXPECT_EQ(R.Withdrawn.size(), 3u);
  EXPECT_TRUE(R.Written.empty());
  EXPECT_EQ(S.snapshot(), Before);
  EXPECT_TRUE(llvm::errorToBool(undo(S.P).takeError())) << "nothing to undo";
}

TEST_F(TransactionTest, AFileSavedWhileTheTestsRanIsNotOverwritten) {
  ApplyResult R = S.apply(
      all(), 2, "", "cd " + S.P.Root + "; echo saved > b.cpp; false");
  EXPECT_TRUE(R.TreeChanged);
  EXPECT_FALSE(R.Failures.empty());
  EXPECT_EQ(S.read("b.cpp"), "saved\n");
}

TEST_F(TransactionTest, WhatNeedsAWithdrawnChangeGoesWithIt) {
  std::vector<Change> Changes = all();
  Changes[2].Needs = {"b"};
  ApplyResult R = S.apply(Changes, 2, failsWith("b.cpp"));
  EXPECT_EQ(codeOf(R, "b"), "build-fails");
  EXPECT_EQ(codeOf(R, "c"), "needs-withdrawn");
  EXPECT_EQ(codeOf(R, "a"), "");
  EXPECT_EQ(S.read("a.cpp") + S.read("b.cpp") + S.read("c.cpp"),
            "long x;\nint x;\nint x;\n");
}

TEST_F(TransactionTest, NeedsCountWhenAUnitDoesNotCompileToo) {
  S.P.Units[1].Compiler = "g++";
  std::vector<Change> Changes = {S.change("a", "a.cpp", "int", "long"),
                                 S.change("b", "b.cpp", "int", "nothing"),
                                 S.change("c", "c.cpp", "int", "long")};
  Changes[2].Needs = {"b"};
  ApplyResult R = S.apply(Changes);
  EXPECT_EQ(codeOf(R, "b"), "does-not-compile");
  EXPECT_EQ(codeOf(R, "c"), "needs-withdrawn");
  EXPECT_EQ(codeOf(R, "a"), "");
}
