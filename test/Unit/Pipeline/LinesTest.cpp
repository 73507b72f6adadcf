// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Pipeline/Lines.h"
#include "gtest/gtest.h"

using namespace hone;

static Span lines(const char *File, unsigned First, unsigned Last) {
  Span S;
  S.File = File;
  S.Line = First;
  S.EndLine = Last;
  return S;
}

TEST(ChangedLines, BothEndsCount) {
  ChangedLines Asked;
  Asked.add("/p/a.cpp", 4, 6);
  EXPECT_FALSE(Asked.touches(lines("/p/a.cpp", 1, 3)));
  EXPECT_TRUE(Asked.touches(lines("/p/a.cpp", 1, 4)));
  EXPECT_TRUE(Asked.touches(lines("/p/a.cpp", 6, 9)));
  EXPECT_FALSE(Asked.touches(lines("/p/a.cpp", 7, 9)));
  EXPECT_FALSE(Asked.touches(lines("/p/b.cpp", 4, 6)));
}

TEST(ChangedLines, AFindingIsItsTextOrItsLoop) {
  ChangedLines Asked;
  Asked.add("/p/a.cpp", 4, 4);
  Finding F;
  F.Where = lines("/p/a.cpp", 6, 6);
  EXPECT_FALSE(Asked.touches(F));
  F.InLoop = Loop();
  F.InLoop->Where = lines("/p/a.cpp", 3, 8);
  EXPECT_TRUE(Asked.touches(F));
}

TEST(ChangedLines, ReadsADiffWithoutContext) {
  ChangedLines Asked;
  Asked.addDiff("diff --git a/x.cpp b/x.cpp\n"
                "--- a/x.cpp\n+++ b/x.cpp\n"
                "@@ -3 +3,2 @@ int f()\n-old\n+new\n+++ b/fake.cpp\n" // the line "++ b/fake.cpp"
                "@@ -9,2 +9,0 @@\n--- a/gone\n-@@ -1 +1 @@\n"
                "@@ -20,0 +19,1 @@\n+last\n\\ No newline at end of file\n"
                "--- a/gone.cpp\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
                "--- a/top.cpp\n+++ b/top.cpp\n@@ -1,2 +0,0 @@\n-x\n-y\n"
                "--- a/a b.cpp\t\n+++ b/a b.cpp\t\n@@ -0,0 +1 @@\n+x\n"
                "--- /dev/null\n+++ \"b/q\\\"\\303\\244\\t\\\\.cpp\"\n@@ -0,0 +1,3 @@\n+x\n+y\n+z\n",
                "/p");
  using Names = std::vector<std::string>;
  EXPECT_EQ(Asked.files(), Names({"/p/a b.cpp", "/p/q\"\xC3\xA4\t\\.cpp", "/p/top.cpp", "/p/x.cpp"}));
  for (unsigned Line : {3, 4, 9, 19})
    EXPECT_TRUE(Asked.touches(lines("/p/x.cpp", Line, Line))) << Line;
  for (unsigned Line : {2, 5, 8, 10, 18, 20})
    EXPECT_FALSE(Asked.touches(lines("/p/x.cpp", Line, Line))) << Line;
  // What stood at the top is gone: there is no line that it was behind.
  EXPECT_TRUE(Asked.touches(lines("/p/top.cpp", 1, 1)));
  EXPECT_TRUE(Asked.touches(lines("/p/q\"\xC3\xA4\t\\.cpp", 3, 3)));
}
