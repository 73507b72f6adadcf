// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How automatic fixers break trees, and what this one does instead.
#include "Sandbox.h"
#include <fcntl.h>
#include <sys/file.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace hone;

// The units of these tests compile with anything: what is tested is writing.
static void lenient(Sandbox &S, const std::string &Name) {
  S.unit("true", {Name});
}

TEST(Write, BytesOutsideTheEditsAreIdentical) {
  const std::pair<const char *, std::string> Cases[] = {
      {"crlf.cpp", "int a;\r\nint HERE;\r\nint c;\r\n"},
      {"mixed.cpp", "int a;\r\nint HERE;\nint c;\r"},
      {"bom.cpp", "\xEF\xBB\xBFint HERE;\n"},
      {"nofinal.cpp", "int a;\nint HERE;"},
      {"latin1.cpp", "// caf\xE9 \xFF\xFE\nint HERE;\n"},
      {"nul.cpp", std::string("int HERE;\n//\0\n", 13)},
      {"onlyhere.cpp", "HERE"},
  };
  Sandbox S;
  std::vector<Change> Changes;
  for (const auto &[Name, Text] : Cases) {
    S.write(Name, Text);
    lenient(S, Name);
    Changes.push_back(S.change(Name, Name, "HERE", "there"));
  }
  expectClean(S.apply(Changes));
  for (const auto &[Name, Text] : Cases) {
    std::string Want = Text;
    Want.replace(Want.find("HERE"), 4, "there");
    EXPECT_EQ(S.read(Name), Want) << Name;
  }
  EXPECT_EQ(S.snapshot().size(), std::size(Cases))
      << "a temporary file was left";
}

TEST(Write, KeepsModeOwnerAndAttributes) {
  Sandbox S;
  std::string File = S.write("a.cpp", "int a;\n");
  ASSERT_EQ(chmod(File.c_str(), 0751), 0);
  bool AsRoot = geteuid() == 0;
  if (AsRoot)
    ASSERT_EQ(chown(File.c_str(), 12345, 12346), 0);
  bool Attributes = setxattr(File.c_str(), "user.hone", "x", 1, 0) == 0;
  lenient(S, "a.cpp");
  expectClean(S.apply({S.change("a", "a.cpp", "int", "long")}));
  EXPECT_EQ(S.read("a.cpp"), "long a;\n");
  struct stat St;
  ASSERT_EQ(stat(File.c_str(), &St), 0);
  EXPECT_EQ(St.st_mode & 07777, 0751u);
  if (AsRoot) {
    EXPECT_EQ(St.st_uid, 12345u);
    EXPECT_EQ(St.st_gid, 12346u);
  }
  char Value[8];
  if (Attributes)
    EXPECT_EQ(getxattr(File.c_str(), "user.hone", Value, sizeof Value), 1);
}

TEST(Write, SymbolicLinksStay) {
  Sandbox S;
  S.write("real/a.cpp", "int a;\n");
  symlink("real/a.cpp", S.path("link.cpp").c_str());
  lenient(S, "real/a.cpp");
  expectClean(S.apply({S.change("a", "real/a.cpp", "int", "long")}));
  struct stat St;
  ASSERT_EQ(lstat(S.path("link.cpp").c_str(), &St), 0);
  EXPECT_TRUE(S_ISLNK(St.st_mode));
  EXPECT_EQ(S.read("link.cpp"), "long a;\n");
}

TEST(Write, HardLinksAreNotSplit) {
  Sandbox S;
  S.write("a.cpp", "int a;\n");
  S.write("b.cpp", "int b;\n");
  ASSERT_EQ(link(S.path("a.cpp").c_str(), S.path("other.cpp").c_str()), 0);
  lenient(S, "a.cpp");
  lenient(S, "b.cpp");
  ApplyResult R = S.apply({S.change("a", "a.cpp", "int", "long"),
                           S.change("b", "b.cpp", "int", "long")});
  EXPECT_EQ(codeOf(R, "a"), "hard-linked");
  EXPECT_EQ(S.read("a.cpp"), "int a;\n");
  EXPECT_EQ(S.read("b.cpp"), "long b;\n");
}

// One file of two cannot be written: neither is.
static void expectNothingWritten(Sandbox &S, const char *Sentence) {
  auto Before = S.snapshot();
  ApplyResult R = S.apply({S.change("a", "a/a.cpp", "int", "long"),
                           S.change("b", "b/b.cpp", "int", "long")});
  ASSERT_EQ(R.Failures.size(), 1u);
  EXPECT_EQ(R.Failures[0].File, S.path("b/b.cpp"));
  EXPECT_NE(R.Failures[0].Text.find(Sentence), std::string::npos)
      << R.Failures[0].Text;
  EXPECT_TRUE(R.Written.empty());
  EXPECT_EQ(S.snapshot(), Before);
}

static void twoFiles(Sandbox &S) {
  for (const char *Name : {"a/a.cpp", "b/b.cpp"}) {
    S.write(Name, "int x;\n");
    lenient(S, Name);
  }
}

TEST(Write, ReadOnlyFileMeansNothingIsWritten) {
  Sandbox S;
  twoFiles(S);
  chmod(S.path("b/b.cpp").c_str(), 0444);
  expectNothingWritten(S, "the file is read-only");
}

TEST(Write, ReadOnlyFolderMeansNothingIsWritten) {
  Sandbox S;
  twoFiles(S);
  chmod(S.path("b").c_str(), 0555);
  expectNothingWritten(S, "folder is read-only");
  chmod(S.path("b").c_str(), 0755);
}

TEST(Write, FileEditedSinceTheAnalysisMeansNothingIsWritten) {
  Sandbox S;
  twoFiles(S);
  std::vector<Change> Changes = {S.change("a", "a/a.cpp", "int", "long"),
                                 S.change("b", "b/b.cpp", "int", "long")};
  ASSERT_FALSE(
      llvm::errorToBool(writeFile(S.path("b/b.cpp"), "// new\nint x;\n")));
  auto Before = S.snapshot();
  ApplyResult R = S.apply(Changes);
  EXPECT_TRUE(R.TreeChanged);
  ASSERT_EQ(R.Failures.size(), 1u);
  EXPECT_EQ(R.Failures[0].File, S.path("b/b.cpp"));
  EXPECT_TRUE(R.Written.empty());
  EXPECT_EQ(S.snapshot(), Before);
}

TEST(Write, HeaderEditedSinceTheAnalysisCountsToo) {
  Sandbox S;
  S.write("h.h", "int h;\n");
  S.write("a.cpp", "int a;\n");
  S.unit("true", {"a.cpp", "h.h"});
  Change C = S.change("a", "a.cpp", "int", "long");
  ASSERT_FALSE(llvm::errorToBool(writeFile(S.path("h.h"), "extern int h;\n")));
  ApplyResult R = S.apply({C});
  EXPECT_TRUE(R.TreeChanged);
  EXPECT_EQ(S.read("a.cpp"), "int a;\n");
}

// The compiler of this unit saves the file while it is being re-checked.
TEST(Write, FileSavedDuringTheRecheckIsNotOverwritten) {
  Sandbox S;
  twoFiles(S);
  std::string Script = S.Dir.file("compiler");
  ASSERT_FALSE(llvm::errorToBool(
      writeFile(Script, "#!/bin/sh\necho 'saved by an editor' > " +
                            S.path("b/b.cpp") + "\n")));
  chmod(Script.c_str(), 0755);
  S.P.Units[0].Compiler = Script;
  ApplyResult R = S.apply({S.change("a", "a/a.cpp", "int", "long"),
                           S.change("b", "b/b.cpp", "int", "long")});
  EXPECT_TRUE(R.TreeChanged);
  EXPECT_TRUE(R.Written.empty());
  EXPECT_EQ(S.read("a/a.cpp"), "int x;\n");
  EXPECT_EQ(S.read("b/b.cpp"), "saved by an editor\n");
  llvm::Expected<std::vector<std::string>> Undone = undo(S.P);
  ASSERT_FALSE(static_cast<bool>(Undone))
      << "nothing was written, so there is nothing to undo";
  llvm::consumeError(Undone.takeError());
}

TEST(Write, FileThatWasNeverAnalysed) {
  Sandbox S;
  S.write("a.cpp", "int a;\n");
  lenient(S, "a.cpp");
  S.Hashes.clear();
  ApplyResult R = S.apply({S.change("a", "a.cpp", "int", "long")});
  ASSERT_EQ(R.Failures.size(), 1u);
  EXPECT_EQ(S.read("a.cpp"), "int a;\n");
}

TEST(Write, FilesOutsideTheProjectAreLeftAlone) {
  Sandbox S;
  std::string Outside = S.Dir.file("outside.cpp");
  ASSERT_FALSE(llvm::errorToBool(writeFile(Outside, "int a;\n")));
  S.Hashes[Outside] = hashBytes("int a;\n");
  ApplyResult R = S.apply({{"a", {{Outside, 0, 3, "long"}}}});
  EXPECT_EQ(codeOf(R, "a"), "outside-project");
  EXPECT_EQ(*readFile(Outside), "int a;\n");
}

TEST(Write, OverlappingChangesDoNotBothGoIn) {
  Sandbox S;
  S.write("a.cpp", "int abc;\n");
  lenient(S, "a.cpp");
  std::string File = S.path("a.cpp");
  ApplyResult R = S.apply({{"1", {{File, 4, 2, "XY"}}},
                           {"2", {{File, 5, 2, "ZW"}}},
                           {"3", {{File, 0, 3, "long"}}}});
  EXPECT_EQ(codeOf(R, "2"), "overlapping");
  EXPECT_EQ(S.read("a.cpp"), "long XYc;\n");
}

TEST(Write, EditsBeyondTheEndAreRefused) {
  Sandbox S;
  S.write("a.cpp", "int a;\n");
  lenient(S, "a.cpp");
  ApplyResult R = S.apply({{"1", {{S.path("a.cpp"), 6, 5, ""}}}});
  EXPECT_EQ(codeOf(R, "1"), "overlapping");
  EXPECT_EQ(S.read("a.cpp"), "int a;\n");
}

TEST(Write, AnIncludeThatTwoChangesWantIsAddedOnce) {
  Sandbox S;
  S.write("a.cpp", "int a;\nint b;\n");
  lenient(S, "a.cpp");
  std::string File = S.path("a.cpp");
  Edit Include{File, 0, 0, "#include <span>\n"};
  expectClean(S.apply({{"1", {Include, {File, 4, 1, "x"}}},
                       {"2", {Include, {File, 11, 1, "y"}}}}));
  EXPECT_EQ(S.read("a.cpp"), "#include <span>\nint x;\nint y;\n");
}

TEST(Write, TwoInsertionsAtOnePlaceKeepTheirOrder) {
  Sandbox S;
  S.write("a.cpp", "f();\n");
  lenient(S, "a.cpp");
  std::string File = S.path("a.cpp");
  expectClean(S.apply({{"1", {{File, 0, 0, "first\n"}, {File, 0, 1, "F"}}},
                       {"2", {{File, 0, 0, "second\n"}}}}));
  EXPECT_EQ(S.read("a.cpp"), "first\nsecond\nF();\n");
}

TEST(Write, AnotherRunIsWaitedFor) {
  Sandbox S;
  twoFiles(S);
  mkdir(S.path(".hone").c_str(), 0755);
  int Held = open(S.path(".hone/lock").c_str(), O_RDWR | O_CREAT, 0644);
  ASSERT_EQ(flock(Held, LOCK_EX), 0);
  unsigned Told = 0;
  llvm::Expected<ProjectLock> Lock = ProjectLock::take(S.P.Root, [&] {
    ++Told;
    close(Held);
  });
  EXPECT_TRUE(static_cast<bool>(Lock));
  EXPECT_EQ(Told, 1u);
}

TEST(Write, ALockThatCannotBeMade) {
  Sandbox S;
  ASSERT_FALSE(llvm::errorToBool(writeFile(S.path(".hone"), "a file\n")));
  llvm::Expected<ProjectLock> Lock = ProjectLock::take(S.P.Root);
  ASSERT_FALSE(static_cast<bool>(Lock));
  EXPECT_NE(llvm::toString(Lock.takeError()).find(".hone"), std::string::npos);
}

// A compiler that takes the file away while it is being re-checked.
TEST(Write, FileThatVanishedMeansNothingIsWritten) {
  Sandbox S;
  twoFiles(S);
  std::string Script = S.Dir.file("compiler");
  ASSERT_FALSE(llvm::errorToBool(
      writeFile(Script, "#!/bin/sh\nrm -f " + S.path("b/b.cpp") + "\n")));
  chmod(Script.c_str(), 0755);
  S.P.Units[0].Compiler = Script;
  ApplyResult R = S.apply({S.change("a", "a/a.cpp", "int", "long"),
                           S.change("b", "b/b.cpp", "int", "long")});
  EXPECT_FALSE(R.Failures.empty());
  EXPECT_TRUE(R.Written.empty());
  EXPECT_EQ(S.read("a/a.cpp"), "int x;\n");
}

TEST(Write, CheckingWritesNothing) {
  Sandbox S;
  S.write("a.cpp", "int a;\nint b;\n");
  S.unit("g++", {"a.cpp"});
  auto Before = S.snapshot();
  ApplyResult R = S.check({S.change("a", "a.cpp", "int a", "long a"),
                                S.change("b", "a.cpp", "int b", "nothing b")});
  EXPECT_EQ(codeOf(R, "b"), "does-not-compile");
  EXPECT_EQ(codeOf(R, "a"), "");
  EXPECT_TRUE(R.Written.empty());
  EXPECT_EQ(S.snapshot(), Before);
  EXPECT_FALSE(llvm::sys::fs::exists(S.path(".hone")));
}

TEST(Write, NothingToDo) {
  Sandbox S;
  expectClean(S.apply({}));
  EXPECT_FALSE(llvm::sys::fs::exists(S.path(".hone/undo")));
}

TEST(Write, AFileInTheWayOfTheNewTextMeansNothingIsWritten) {
  Sandbox S;
  twoFiles(S);
  ASSERT_FALSE(
      llvm::errorToBool(writeFile(S.path("b/b.cpp.hone-new"), "mine\n")));
  expectNothingWritten(S, "is in the way");
}

// The shadow is made of links into the user's tree: removing it must not
// follow them.
TEST(Write, RemovingTheShadowLeavesLinkedFoldersAlone) {
  Sandbox S;
  S.write("src/a.cpp", "int a;\n");
  S.write("data/big/file.txt", "precious\n");
  S.write(".git/config", "precious\n");
  S.unit("g++", {"src/a.cpp"});
  auto Before = S.snapshot();
  expectClean(S.check({S.change("a", "src/a.cpp", "int", "long")}));
  EXPECT_EQ(S.snapshot(), Before);
}
