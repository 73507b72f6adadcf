// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../../lib/Pipeline/UnitMemory.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <gtest/gtest.h>

namespace hone {
namespace {

struct UnitMemoryTest : testing::Test {
  UnitMemoryTest() : Dir(llvm::cantFail(TempDir::create())), Evidence(llvm::cantFail(Store::open(Dir.path()))) {
    write("a.cpp", "int a;\n");
    write("include/a.h", "int b;\n");
    P.Root = Dir.path();
    U.MainFile = Dir.file("a.cpp");
    U.Directory = Dir.path();
    Found.Parsed = true;
    Found.Notes = {"found"};
    for (const char *Name : {"a.cpp", "include/a.h"})
      Found.Made.Files[Dir.file(Name)] = hashBytes(llvm::cantFail(readFile(Dir.file(Name))));
    for (const std::string &Folder : {Dir.path(), Dir.file("include"), Dir.file("first")})
      Found.Made.Folders[Folder] = namesIn(Folder);
    memory().record(U, Found);
  }
  void write(const char *Name, const char *Text) {
    llvm::cantFail(llvm::errorCodeToError(llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Dir.file(Name)))));
    llvm::cantFail(writeFile(Dir.file(Name), Text));
  }
  /// Of a new run: nothing is read twice in one.
  UnitMemory memory() { return UnitMemory(*Evidence, P, O, Named); }
  bool isKnown() { return memory().recall(U).has_value(); }

  TempDir Dir;
  std::unique_ptr<Store> Evidence;
  Project P;
  Options O;
  std::set<std::string> Named;
  Unit U;
  UnitAnalysis Found;
};

TEST_F(UnitMemoryTest, TheSameAgain) {
  std::optional<UnitAnalysis> Again = memory().recall(U);
  ASSERT_TRUE(Again);
  EXPECT_EQ(Again->Notes, Found.Notes);
}

TEST_F(UnitMemoryTest, AFileThatChanged) {
  write("include/a.h", "int c;\n");
  EXPECT_FALSE(isKnown());
  write("include/a.h", "int b;\n");
  EXPECT_TRUE(isKnown()) << "what counts is the text, not the time";
  llvm::sys::fs::remove(Dir.file("include/a.h"));
  EXPECT_FALSE(isKnown());
}

TEST_F(UnitMemoryTest, AHeaderThatComesFirstFromNowOn) {
  write("first/a.h", "int other;\n");
  EXPECT_FALSE(isKnown());
}

TEST_F(UnitMemoryTest, AnotherFlagOptionModelOrName) {
  U.FastClangFlags = {"-DX"};
  EXPECT_FALSE(isKnown());
  U.FastClangFlags = {};
  O.Checks.Globs = {"-*", "hone-select-store"};
  EXPECT_FALSE(isKnown());
  O.Checks.Globs = {};
  Named = {U.MainFile};
  EXPECT_FALSE(isKnown());
  Named = {};
  P.BuildDir = Dir.file("build");
  EXPECT_FALSE(isKnown());
  P.BuildDir = "";
  EXPECT_TRUE(isKnown());
  write(".clang-tidy", "Checks: hone-select-store\n");
  EXPECT_FALSE(isKnown());
}

TEST_F(UnitMemoryTest, AModelFile) {
  write("m.yaml", "one\n");
  O.Checks.Values["hone-models"] = Dir.file("m.yaml");
  Found.Made.Folders.clear();
  memory().record(U, Found);
  EXPECT_TRUE(isKnown());
  write("m.yaml", "another\n");
  EXPECT_FALSE(isKnown());
}

TEST_F(UnitMemoryTest, WhatFailedIsTriedAgain) {
  Found.Failures = {{"parse", U.MainFile, "no"}};
  U.FastClangFlags = {"-DY"};
  memory().record(U, Found);
  EXPECT_FALSE(isKnown());
}

} // namespace
} // namespace hone
