// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Sandbox.h"
#include <random>

using namespace hone;

static std::string diffOf(const Sandbox &S,
                          const std::vector<Change> &Changes) {
  llvm::Expected<std::string> D = unifiedDiff(S.P, Changes);
  if (D)
    return *D;
  return "error: " + llvm::toString(D.takeError());
}

static std::string run(const Sandbox &S, std::vector<std::string> Command) {
  llvm::Expected<ProcessResult> R = runProcess(Command, S.P.Root);
  if (!R)
    return llvm::toString(R.takeError());
  return R->ok() ? "" : R->Err + R->Out + " failed";
}

/// `git apply` makes of the tree what the edits say, and -R takes it back.
static void expectGitApplies(Sandbox &S, const std::vector<Change> &Changes) {
  std::string Diff = diffOf(S, Changes);
  std::map<std::string, std::string> Before, After;
  for (const Change &C : Changes)
    for (const Edit &E : C.Edits)
      Before[E.File] = *readFile(E.File);
  std::vector<Edit> All;
  for (const auto &[File, Text] : Before) {
    std::vector<Edit> Mine;
    for (const Change &C : Changes)
      for (const Edit &E : C.Edits)
        if (E.File == File)
          Mine.push_back(E);
    std::sort(Mine.begin(), Mine.end(),
              [](const Edit &A, const Edit &B) { return A.Offset < B.Offset; });
    After[File] = applyEdits(Text, Mine);
  }
  std::string Patch = S.Dir.file("fix.diff");
  ASSERT_FALSE(llvm::errorToBool(writeFile(Patch, Diff)));
  if (Diff.empty()) { // Which git would not take.
    ASSERT_EQ(After, Before);
    return;
  }
  ASSERT_EQ(run(S, {"git", "apply", "--whitespace=nowarn", Patch}), "") << Diff;
  for (const auto &[File, Text] : After)
    ASSERT_EQ(*readFile(File), Text) << Diff;
  ASSERT_EQ(run(S, {"git", "apply", "-R", "--whitespace=nowarn", Patch}), "")
      << Diff;
  for (const auto &[File, Text] : Before)
    ASSERT_EQ(*readFile(File), Text) << Diff;
}

TEST(Diff, LooksLikeADiff) {
  Sandbox S;
  S.write("src/a.cpp", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n");
  std::string Diff = diffOf(S, {S.change("b", "src/a.cpp", "14", "fourteen"),
                                S.change("a", "src/a.cpp", "5", "five\n5.5")});
  EXPECT_EQ(Diff, "--- a/src/a.cpp\n"
                  "+++ b/src/a.cpp\n"
                  "@@ -2,7 +2,8 @@\n"
                  " 2\n 3\n 4\n-5\n+five\n+5.5\n 6\n 7\n 8\n"
                  "@@ -11,4 +12,4 @@\n"
                  " 11\n 12\n 13\n-14\n+fourteen\n");
}

TEST(Diff, UnchangedLinesWithinAnEditStay) {
  Sandbox S;
  S.write("a.cpp", "a\nb\nc\nd\n");
  std::string Diff =
      diffOf(S, {{"x", {{S.path("a.cpp"), 0, 7, "a\nB\nc\nD"}}}});
  EXPECT_EQ(
      Diff,
      "--- a/a.cpp\n+++ b/a.cpp\n@@ -1,4 +1,4 @@\n a\n-b\n+B\n c\n-d\n+D\n");
  EXPECT_EQ(diffOf(S, {{"x", {{S.path("a.cpp"), 0, 7, "a\nb\nc\nd"}}}}), "");
}

TEST(Diff, GitTakesEveryKindOfFile) {
  const std::string Texts[] = {"int HERE;\n",
                               "int HERE;",
                               "a\r\nint HERE;\r\nb\r\n",
                               "\xEF\xBB\xBFint HERE;\nmore\n",
                               "// caf\xE9\nint HERE; // \xFF\n",
                               "a\nb\nc\nd\nint HERE;",
                               "HERE\nlast without end"};
  const char *News[] = {"there", "x;\nint y", "x;\n", "", "x;\r\nint y"};
  int Number = 0;
  for (const std::string &Text : Texts)
    for (const char *New : News) {
      Sandbox S;
      std::string Name = "f" + std::to_string(Number++) + ".cpp";
      S.write(Name, Text);
      expectGitApplies(S, {S.change("a", Name, "HERE", New)});
    }
}

TEST(Diff, GitTakesNamesOfEveryKind) {
  for (const char *Name :
       {"with space.cpp", "tab\there.cpp", "quo\"te.cpp", "caf\xC3\xA9.cpp",
        "back\\slash.cpp", "deep/er/a b.cpp"}) {
    Sandbox S;
    S.write(Name, "one\ntwo\nthree\n");
    expectGitApplies(S, {S.change("a", Name, "two", "2")});
  }
}

TEST(Diff, TheEndsOfAFile) {
  for (const std::string Text : {"", "\n", "a", "a\n", "a\nb\n", "a\nb"})
    for (const char *New : {"x", "x\n", "\n", "x\ny"}) {
      for (std::size_t At = 0; At <= Text.size(); ++At) {
        if (Text.empty())
          continue; // For git that is a file that does not exist.
        Sandbox S;
        S.write("a.cpp", Text);
        expectGitApplies(
            S, {{"a", {{S.path("a.cpp"), static_cast<unsigned>(At), 0, New}}}});
        if (At < Text.size())
          expectGitApplies(
              S,
              {{"a", {{S.path("a.cpp"), static_cast<unsigned>(At), 1, New}}}});
      }
    }
}

// Random edits on random text: the diff always is what the edits are.
TEST(Diff, RandomEdits) {
  std::mt19937 Random(7);
  auto Below = [&](unsigned N) { return static_cast<unsigned>(Random() % N); };
  auto Text = [&](unsigned Size) {
    std::string T;
    while (T.size() < Size)
      T += Below(4)   ? std::string(1, static_cast<char>('a' + Below(3)))
           : Below(5) ? "\n"
                      : "\r\n";
    return T;
  };
  for (int Round = 0; Round != 60; ++Round) {
    Sandbox S;
    S.write("a.cpp", Text(1 + Below(300)));
    std::size_t Size = S.read("a.cpp").size();
    std::vector<Change> Changes;
    unsigned At = 0;
    while (true) {
      At += Below(60);
      unsigned Length = Below(20);
      if (At + Length > Size)
        break;
      Changes.push_back({std::to_string(At),
                         {{S.path("a.cpp"), At, Length, Text(Below(20))}}});
      At += Length + 1;
    }
    if (Changes.empty() || applyEdits(S.read("a.cpp"), {}).empty())
      continue;
    expectGitApplies(S, Changes);
    if (HasFatalFailure())
      return;
  }
}
