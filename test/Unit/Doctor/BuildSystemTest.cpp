// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../../lib/Doctor/BuildSystem.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <gtest/gtest.h>

using namespace hone;

namespace {
/// A folder with a repository's mark, so that nothing above counts.
struct Tree {
  Tree() : Dir(llvm::cantFail(TempDir::create())) { write(".git/HEAD"); }
  void write(const std::string &Name, const std::string &Text = "") {
    const std::string Path = Dir.file(Name);
    llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path));
    llvm::cantFail(writeFile(Path, Text));
  }
  std::string root() const { return realPath(Dir.path()); }
  TempDir Dir;
};
} // namespace

TEST(BuildSystem, IsKnownByItsFiles) {
  for (const auto &[File, Name] : {std::pair<const char *, const char *>{"CMakeLists.txt", "cmake"}, {"meson.build", "meson"},
                                   {"WORKSPACE", "bazel"}, {"configure.ac", "autotools"}, {"configure", "autotools"},
                                   {"GNUmakefile", "make"}, {"x.pro", "qmake"}, {"SConstruct", "scons"}, {"wscript", "waf"},
                                   {"build.ninja", "ninja"}, {"README", ""}, {".pro", ""}}) {
    Tree T;
    T.write(File);
    const BuildSystem S = findBuildSystem(T.root());
    EXPECT_EQ(S.Name, Name) << File;
    EXPECT_EQ(S.Database.empty(), *Name == 0) << File;
  }
}

TEST(BuildSystem, PrefersWhatMadeTheDatabase) {
  Tree T;
  for (const char *File : {"CMakeLists.txt", "meson.build", "Makefile"})
    T.write(File);
  EXPECT_EQ(findBuildSystem(T.root()).Name, "cmake");
  EXPECT_EQ(findBuildSystem(T.root(), "meson").Name, "meson");
  T.write("build/meson-info/intro.json");
  EXPECT_EQ(madeBy(T.root() + "/build"), "meson");
  EXPECT_EQ(madeBy(T.root()), "make");
  EXPECT_EQ(madeBy(T.root() + "/nothing"), "");
}

TEST(BuildSystem, GoesUpToTheWholeProject) {
  Tree T;
  T.write("CMakeLists.txt");
  T.write("src/lib/CMakeLists.txt");
  T.write("src/CMakeLists.txt");
  EXPECT_EQ(findBuildSystem(T.root() + "/src/lib").Folder, T.root());
}

TEST(BuildSystem, StopsAtARepository) {
  Tree T;
  T.write("CMakeLists.txt");
  T.write("inner/.git/HEAD");
  EXPECT_EQ(findBuildSystem(T.root() + "/inner").Name, "");
}

TEST(BuildSystem, KnowsAConfiguredFolder) {
  Tree T;
  T.write("CMakeLists.txt");
  T.write("out/CMakeCache.txt", "X:BOOL=ON\n");
  EXPECT_EQ(findBuildSystem(T.root()).Database, "cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON out");
  T.write("out/CMakeCache.txt", "X:BOOL=ON\nCMAKE_EXPORT_COMPILE_COMMANDS:BOOL=ON\n");
  EXPECT_EQ(findBuildSystem(T.root()).Database, "cmake out");
}

TEST(BuildSystem, FindsHiddenDatabases) {
  Tree T;
  T.write("out/debug/compile_commands.json");
  T.write("a/b/c/d/compile_commands.json");
  EXPECT_EQ(databasesBelow(T.root()), std::vector<std::string>{T.root() + "/out/debug/compile_commands.json"});
}
