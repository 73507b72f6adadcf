// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Sandbox.h"

using namespace hone;

static std::string undoError(const Sandbox &S) {
  llvm::Expected<std::vector<std::string>> R = undo(S.P);
  return R ? "" : llvm::toString(R.takeError());
}

struct UndoTest : testing::Test {
  Sandbox S;
  UndoTest() {
    S.write("a.cpp", "int a;\r\nint \xE9;");
    S.write("caf\xE9/b.cpp", "int b;\n");
    S.unit("true", {"a.cpp"});
    S.unit("true", {"caf\xE9/b.cpp"});
  }
  void fix() {
    expectClean(S.apply({S.change("a", "a.cpp", "int a", "long a"),
                         S.change("b", "caf\xE9/b.cpp", "int", "long")}));
  }
};

TEST_F(UndoTest, GivesBackEveryByteOnce) {
  auto Before = S.snapshot();
  fix();
  EXPECT_NE(S.snapshot(), Before);
  llvm::Expected<std::vector<std::string>> R = undo(S.P);
  ASSERT_TRUE(static_cast<bool>(R)) << llvm::toString(R.takeError());
  EXPECT_EQ(
      *R, (std::vector<std::string>{S.path("a.cpp"), S.path("caf\xE9/b.cpp")}));
  EXPECT_EQ(S.snapshot(), Before);
  EXPECT_NE(undoError(S).find("nothing to undo"), std::string::npos);
}

TEST_F(UndoTest, WithoutAnyFix) {
  EXPECT_NE(undoError(S).find("nothing to undo"), std::string::npos);
  EXPECT_FALSE(llvm::sys::fs::exists(S.path(".hone")));
}

TEST_F(UndoTest, TakesBackOneFixAfterTheOther) {
  auto Before = S.snapshot();
  fix();
  auto Between = S.snapshot();
  std::string Now = S.read("a.cpp");
  S.Hashes[S.path("a.cpp")] = hashBytes(Now);
  expectClean(S.apply({S.change("c", "a.cpp", "long a", "short a")}));
  EXPECT_EQ(undoError(S), "");
  EXPECT_EQ(S.snapshot(), Between);
  EXPECT_EQ(undoError(S), "");
  EXPECT_EQ(S.snapshot(), Before);
}

TEST_F(UndoTest, RefusesIfAFileWasEditedSince) {
  fix();
  ASSERT_FALSE(llvm::errorToBool(writeFile(S.path("a.cpp"), "edited\n")));
  auto Before = S.snapshot();
  std::string Why = undoError(S);
  EXPECT_NE(Why.find("a.cpp was edited after the fix"), std::string::npos)
      << Why;
  EXPECT_EQ(S.snapshot(), Before);
}

// Killed between two renames: one file is new, the other still old.
TEST_F(UndoTest, MendsARunThatWasKilledHalfway) {
  auto Before = S.snapshot();
  std::string B = S.read("caf\xE9/b.cpp");
  fix();
  ASSERT_FALSE(llvm::errorToBool(writeFile(S.path("caf\xE9/b.cpp"), B)));
  EXPECT_EQ(undoError(S), "");
  EXPECT_EQ(S.snapshot(), Before);
}

TEST_F(UndoTest, RefusesADamagedRecord) {
  fix();
  ASSERT_FALSE(llvm::errorToBool(
      writeFile(S.path(".hone/undo/000001/0"), "other bytes")));
  auto Before = S.snapshot();
  EXPECT_NE(undoError(S).find("damaged"), std::string::npos);
  EXPECT_EQ(S.snapshot(), Before);
}

TEST_F(UndoTest, ReadOnlyFile) {
  fix();
  chmod(S.path("a.cpp").c_str(), 0444);
  auto Before = S.snapshot();
  EXPECT_NE(undoError(S).find("read-only"), std::string::npos);
  EXPECT_EQ(S.snapshot(), Before);
}

TEST_F(UndoTest, WorksInAMovedProject) {
  fix();
  std::string Moved = S.Dir.file("moved");
  ASSERT_EQ(rename(S.P.Root.c_str(), Moved.c_str()), 0);
  S.P.Root = Moved;
  EXPECT_EQ(undoError(S), "");
  EXPECT_EQ(S.read("caf\xE9/b.cpp"), "int b;\n");
}

TEST_F(UndoTest, KeepsTheDiffAndOnlySoManyRecords) {
  for (int I = 0; I != 13; ++I) {
    std::string Now = S.read("a.cpp");
    S.Hashes[S.path("a.cpp")] = hashBytes(Now);
    expectClean(S.apply({{"id1", {{S.path("a.cpp"), 0, 0, "/**/"}}}}));
  }
  EXPECT_NE(S.read(".hone/undo/000013/fix.diff").find("+/**/"),
            std::string::npos);
  EXPECT_EQ(S.read(".hone/undo/000013/changes"), "id1\n");
  EXPECT_EQ(S.read(".hone/.gitignore"), "*\n");
  for (int I = 0; I != 10; ++I)
    EXPECT_EQ(undoError(S), "") << I;
  EXPECT_NE(undoError(S).find("nothing to undo"), std::string::npos);
}

struct RecoverTest : UndoTest {
  std::string Error; ///< Of claimTree().
  std::string note() {
    llvm::Expected<Claim> Taken = claimTree(S.P, /*AllowDirty=*/true);
    if (Taken)
      return Taken->Note;
    Error = llvm::toString(Taken.takeError());
    return "";
  }
  /// As a run leaves it that was killed before its end.
  void cutOff() {
    fix();
    ASSERT_FALSE(llvm::errorToBool(
        writeFile(S.path(".hone/undo/000001/unfinished"), "")));
  }
};

TEST_F(RecoverTest, AFinishedRunIsLeftAlone) {
  fix();
  auto Before = S.snapshot();
  EXPECT_EQ(note(), "");
  EXPECT_EQ(S.snapshot(), Before);
  EXPECT_EQ(undoError(S), "");
}

TEST_F(RecoverTest, ARunThatWasCutOffIsTakenBackWithWhatItLeftBeside) {
  auto Before = S.snapshot();
  std::string B = S.read("caf\xE9/b.cpp");
  cutOff();
  ASSERT_FALSE(llvm::errorToBool(writeFile(S.path("caf\xE9/b.cpp"), B)));
  ASSERT_FALSE(llvm::errorToBool(
      writeFile(S.path("caf\xE9/b.cpp.hone-new"), "long b;\n")));
  EXPECT_NE(note().find("to 1 file when"), std::string::npos);
  EXPECT_EQ(Error, "");
  EXPECT_EQ(S.snapshot(), Before);
  EXPECT_NE(undoError(S).find("nothing to undo"), std::string::npos);
}

TEST_F(RecoverTest, WhatWasEditedSinceIsNotOverwritten) {
  cutOff();
  ASSERT_FALSE(llvm::errorToBool(writeFile(S.path("a.cpp"), "edited\n")));
  auto Before = S.snapshot();
  EXPECT_EQ(note(), "");
  EXPECT_NE(Error.find("an earlier run was cut off while it wrote: a.cpp was "
                       "edited after the fix"),
            std::string::npos)
      << Error;
  EXPECT_EQ(S.snapshot(), Before);
}

TEST_F(RecoverTest, ARecordWithoutAManifestIsOfARunThatTouchedNothing) {
  ASSERT_FALSE(llvm::sys::fs::create_directories(S.path(".hone/undo/000001")));
  ASSERT_FALSE(llvm::errorToBool(
      writeFile(S.path(".hone/undo/000001/unfinished"), "")));
  EXPECT_EQ(note(), "");
  EXPECT_EQ(Error, "");
  fix();
  EXPECT_EQ(undoError(S), "");
}
