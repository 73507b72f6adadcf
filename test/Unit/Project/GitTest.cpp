// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Project/Git.h"
#include "Folder.h"

using namespace hone;

namespace {
struct GitTest : testing::Test {
  Folder Dir;
  Project P;
  GitTest() { P.Root = realPath(Dir.path()); }

  std::string run(const std::vector<std::string> &Arguments) {
    return llvm::cantFail(git(P.Root, Arguments,
                              {"GIT_AUTHOR_NAME=n", "GIT_AUTHOR_EMAIL=e", "GIT_COMMITTER_NAME=n",
                               "GIT_COMMITTER_EMAIL=e"}));
  }
};
} // namespace

TEST_F(GitTest, IsNotAskedOutsideOfARepository) {
  EXPECT_FALSE(llvm::cantFail(isInWorkTree(P.Root)));
  EXPECT_TRUE(llvm::cantFail(uncommittedFiles(P)).empty());
  EXPECT_TRUE(llvm::cantFail(ignoredFiles(P, {Dir.path("a.cpp")})).empty());
}

TEST_F(GitTest, TellsTrackedFilesThatDiffer) {
  run({"init", "-q"});
  Dir.write("same.cpp", "");
  Dir.write("changed in\nthe tree.cpp", "");
  run({"add", "-A"});
  run({"commit", "-qm", "first"});
  EXPECT_TRUE(llvm::cantFail(uncommittedFiles(P)).empty());
  Dir.write("changed in\nthe tree.cpp", "int i;");
  Dir.write("staged.cpp", "");
  run({"add", "staged.cpp"});
  Dir.write("untracked.cpp", "");
  using Names = std::vector<std::string>;
  EXPECT_EQ(llvm::cantFail(uncommittedFiles(P)), Names({"changed in\nthe tree.cpp", "staged.cpp"}));
}

TEST_F(GitTest, TellsWhatIsIgnoredButNotWhatIsTracked) {
  run({"init", "-q"});
  Dir.write(".gitignore", "made/\n*.out.cpp\n");
  for (const char *Name : {"a.cpp", "made/deep/b.cpp", "made/[c].cpp", "d.out.cpp", "tracked.out.cpp"})
    Dir.write(Name, "");
  run({"add", "-f", "tracked.out.cpp"});
  std::set<std::string> Files;
  for (const char *Name : {"a.cpp", "made/deep/b.cpp", "made/[c].cpp", "d.out.cpp", "tracked.out.cpp"})
    Files.insert(P.absolute(Name));
  Files.insert("/usr/include/stdio.h");
  std::set<std::string> Expected;
  for (const char *Name : {"made/deep/b.cpp", "made/[c].cpp", "d.out.cpp"})
    Expected.insert(P.absolute(Name));
  EXPECT_EQ(llvm::cantFail(ignoredFiles(P, Files)), Expected);
}
