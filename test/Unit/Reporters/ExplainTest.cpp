// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pages and codes as a terminal shows them, and all that is known of a finding.
#include "hone/Reporters/Explain.h"
#include "hone/Support/Support.h"
#include "gtest/gtest.h"
#include <cstdlib>

using namespace hone;

static const TextOptions Plain{false, false, 60}, Colored{true, false, 60};

TEST(Page, Plain) {
  EXPECT_EQ(renderPage("# title\n\n<!-- a\ncomment -->\n\nSome `code here` in [a link](a.md#b), and **bold words** that go on\n"
                       "for more than a line [C 7.4.2], a * b, \\*.\n\n```cpp\nint  x;\n\n  y;\n```\n\n"
                       "- one that goes\n  on\n- two\n\n1. first\n",
                       Plain),
            "title\n\n"
            "  Some `code here` in a link, and bold words that go on for\n"
            "  more than a line [C 7.4.2], a * b, *.\n\n"
            "      int  x;\n\n        y;\n\n"
            "  - one that goes on\n  - two\n\n  1. first\n");
}

TEST(Page, Colors) {
  EXPECT_EQ(renderPage("# title\n\n## part\n\nSome `code` and **bold**.\n", Colored),
            "\033[1;4mtitle\033[0m\n\n\033[1mpart\033[0m\n\n"
            "  Some \033[36mcode\033[0m and \033[1mbold\033[0m.\n");
}

TEST(Page, Tables) {
  EXPECT_EQ(renderPage("| a | b |\n| --- | --- |\n| `x` | one \\| two |\n", Plain),
            "  a    b\n  `x`  one | two\n");
  EXPECT_EQ(renderPage("| code | meaning | what you can do |\n| --- | --- | --- |\n"
                       "| `x` | a meaning of quite some length that goes on | a piece of advice |\n| `y` | other | |\n",
                       Plain),
            "  `x`\n      a meaning of quite some length that goes on\n      what you can do: a piece of advice\n  `y`\n      other\n");
}

TEST(Codes, ReadFromTables) {
  const std::vector<CodeEntry> All = codeEntries(
      "# Reasons\n\n| code | check | meaning |\n|---|---|---|\n| `may-alias` | [a-check](checks/a-check.md) | one |\n"
      "\n## From the twins: `unverified`\n\n| code | meaning |\n|---|---|\n| `main` | `main` itself |\n| not a code | x |\n"
      "\n## Two\n\n| code | status | meaning | what you can do |\n|---|---|---|---|\n| `flaky` | unverified, unmeasured | two | wait |\n"
      "\n| field | meaning |\n|---|---|\n| `id` | no code |\n");
  ASSERT_EQ(All.size(), 3u);
  EXPECT_EQ(All[0].Check, "a-check");
  EXPECT_TRUE(All[0].Statuses.empty());
  EXPECT_EQ(All[1].Code, "main");
  EXPECT_EQ(All[1].Meaning, "`main` itself");
  EXPECT_EQ(All[1].Statuses, std::vector<std::string>{"unverified"});
  EXPECT_EQ(All[2].Statuses, (std::vector<std::string>{"unverified", "unmeasured"}));
  EXPECT_EQ(All[2].Advice, "wait");
}

static const char *const Source = "void f(int *p, int n) {\n  for (int i = 0; i < n; ++i)\n    g(p);\n}\n";

static Report report() {
  Report R;
  R.Command = "fix";
  R.Sources["a.cpp"] = Source;
  Loop L;
  L.Id = "a.cpp:2:3";
  L.Where = {"a.cpp", 26, 63, 2, 3, 3};
  L.Function = "f";
  L.Fate = LoopFate::Scalar;
  L.Remarks = {{"missed", "loop-vectorize", "CantVectorizeCall", "loop not vectorized: call", 3, 5}};
  L.Hindrances = {{"call", "g is called, whose body is not here", 3}};
  R.Loops = {L};
  Finding F;
  F.Id = "3f2a9c01b2d4";
  F.Check = "a-check";
  F.Message = "something is done again";
  F.Where = {"a.cpp", 58, 62, 3, 5, 3};
  F.Function = "f";
  F.InLoop = L;
  F.Reached = Status::NotFaster;
  F.Why = {"not-faster", "1.02x (0.99-1.04) is less than 1.10x"};
  F.Obligations = {{"same", "it is the same each time", How::Proved}, {"runs", "the loop runs", How::Guarded}};
  F.Fix.Edits = {{"a.cpp", 26, 0, "h(p);\n  "}, {"a.cpp", 58, 4, "i"}};
  F.FateAfter = LoopFate::Vectorized;
  F.VectorWidthAfter = 8;
  VerifyResult V;
  V.Inputs = 400;
  V.Rejected = 3;
  V.Coverage = 1;
  V.Mutants = 10;
  V.Killed = 9;
  V.Seed = 7;
  V.Survivor = "-  i;";
  F.Verify = V;
  F.Bench = {{"g++ 12", "-O2", "a processor",
              {{16, "", 12.4, 11.9, 0.99, 1.02, 1.04}, {65536, "sorted", 41230, 41230, 0.99, 1.0, 1.01}}, 0.99, 1.02, 1.04, "", ""}};
  R.Findings = {F};
  return R;
}

TEST(Explain, Everything) {
  const Report R = report();
  const std::vector<CodeEntry> Codes = {{"not-faster", "", "x", {"withdrawn"}, "of another status", ""},
                                        {"not-faster", "other", "x", {}, "of another check", ""},
                                        {"not-faster", "", "x", {"not-faster"}, "no `size` gains enough", "nothing"}};
  const std::string Text = explainText(coveringLine(R, "a.cpp", 3), R, Codes, {"a note"}, {false, false, 80});
  const std::string File = HONE_SOURCE_DIR "/test/Reporters/explain.txt";
  if (const char *Update = std::getenv("HONE_UPDATE"); Update && *Update) {
    EXPECT_FALSE(llvm::errorToBool(writeFile(File, Text)));
    return;
  }
  llvm::Expected<std::string> Want = readFile(File);
  ASSERT_TRUE(static_cast<bool>(Want)) << llvm::toString(Want.takeError());
  EXPECT_EQ(*Want, Text);
}

TEST(Explain, ColorsTheChange) {
  const Report R = report();
  const std::string Text = explainText(coveringLine(R, "a.cpp", 3), R, {}, {}, {true, false, 80});
  EXPECT_NE(Text.find("  \033[32m+  h(p);\033[0m\n"), std::string::npos) << Text;
  EXPECT_NE(Text.find("  \033[31m-    g(p);\033[0m\n"), std::string::npos) << Text;
}

TEST(Explain, ACounterexampleIsPrintedWhole) {
  Report R = report();
  R.Findings[0].Reached = Status::Different;
  R.Findings[0].Verify->Counterexample = "TEST(F, Counterexample) {\n  EXPECT_EQ(1, 2);\033[2J\n}\n";
  const std::string Text = explainText(coveringLine(R, "a.cpp", 3), R, {}, {}, Plain);
  EXPECT_NE(Text.find("  TEST(F, Counterexample) {\n    EXPECT_EQ(1, 2);?[2J\n  }\n"), std::string::npos) << Text;
}

TEST(Explain, WhatCoversALine) {
  Report R = report();
  Loop Inner = R.Loops[0];
  Inner.Id = "a.cpp:3:5";
  Inner.Where = {"a.cpp", 58, 62, 3, 5, 3};
  Inner.Depth = 2;
  R.Loops.push_back(Inner);
  const Covering On3 = coveringLine(R, "a.cpp", 3);
  ASSERT_EQ(On3.Loops.size(), 2u);
  EXPECT_EQ(On3.Loops[0]->Depth, 2u);
  EXPECT_EQ(On3.Findings.size(), 1u);
  // The head of the loop it is about, which its edits touch, too.
  EXPECT_EQ(coveringLine(R, "a.cpp", 2).Findings.size(), 1u);
  EXPECT_TRUE(coveringLine(R, "a.cpp", 1).Findings.empty());
  EXPECT_TRUE(coveringLine(R, "a.cpp", 1).Loops.empty());
  EXPECT_TRUE(coveringLine(R, "b.cpp", 3).Loops.empty());
}

TEST(Explain, ALoopWithoutFindingsSaysWhy) {
  Report R = report();
  R.Findings.clear();
  const std::string Text = explainText(coveringLine(R, "a.cpp", 3), R, {}, {}, Plain);
  EXPECT_NE(Text.find("not touched: "), std::string::npos) << Text;
  EXPECT_NE(Text.find("line 3: g is called, whose body is not here [call]"), std::string::npos) << Text;
}

TEST(Explain, ChangedSince) {
  Report R = report();
  EXPECT_EQ(changedSince(R, "a.cpp", Source), "");
  EXPECT_EQ(changedSince(R, "unknown.cpp", "x"), "");
  EXPECT_NE(changedSince(R, "a.cpp", "x").find("has changed since"), std::string::npos);
  const std::string Written = applyEdits(Source, R.Findings[0].Fix.Edits);
  // Nothing was written, so somebody else did that.
  EXPECT_NE(changedSince(R, "a.cpp", Written).find("has changed since"), std::string::npos);
  R.Findings[0].Written = true;
  EXPECT_NE(changedSince(R, "a.cpp", Written).find("what the last run wrote"), std::string::npos);
  // Twice the same edit is one; edits that overlap make nothing that could be compared with.
  R.Findings.push_back(R.Findings[0]);
  EXPECT_NE(changedSince(R, "a.cpp", Written).find("what the last run wrote"), std::string::npos);
  // Two insertions at one place, in whatever order.
  R.Findings.back().Fix.Edits = {{"a.cpp", 26, 0, "a();\n  "}};
  for (const char *Both : {"a();\n  h(p);\n  ", "h(p);\n  a();\n  "})
    EXPECT_NE(changedSince(R, "a.cpp", applyEdits(Source, {{"a.cpp", 26, 0, Both}, {"a.cpp", 58, 4, "i"}}))
                  .find("what the last run wrote"), std::string::npos);
  EXPECT_NE(changedSince(R, "a.cpp", Written).find("has changed since"), std::string::npos);
  R.Findings.back().Fix.Edits = {{"a.cpp", 57, 3, ""}};
  EXPECT_NE(changedSince(R, "a.cpp", Written).find("has changed since"), std::string::npos);
  R.Findings.back().Fix.Edits = {{"a.cpp", 5700, 3, ""}};
  EXPECT_NE(changedSince(R, "a.cpp", Written).find("has changed since"), std::string::npos);
}
